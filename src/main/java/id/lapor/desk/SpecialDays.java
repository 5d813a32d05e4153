package id.lapor.desk;

import id.lapor.agency.Span;
import id.lapor.agency.Timetable;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Special days of a timetable as an administrator types them, one a line: {@code 2026-03-02
 * 08:00-12:00, 13:00-15:00 Ramadan} or {@code 2026-03-03 tutup Pilkada}.
 */
final class SpecialDays {

  private static final String CLOSED = "tutup";
  private static final String SPAN = "\\d{1,2}[:.]\\d{2}\\s*[-–]\\s*\\d{1,2}[:.]\\d{2}";
  private static final Pattern LINE =
      Pattern.compile("(\\S+)\\s+(tutup|%s(?:\\s*[,;]\\s*%s)*)\\s+(.+)".formatted(SPAN, SPAN));

  private SpecialDays() {}

  static String write(Map<LocalDate, Timetable.Special> specials) {
    return specials.entrySet().stream()
        .map(e -> e.getKey() + " " + hours(e.getValue()) + " " + e.getValue().reason())
        .collect(Collectors.joining("\n"));
  }

  private static String hours(Timetable.Special special) {
    return special.spans().isEmpty() ? CLOSED : Span.write(special.spans());
  }

  /** Null when a line is neither, or a date comes twice. */
  static @Nullable SortedMap<LocalDate, Timetable.Special> read(String typed) {
    SortedMap<LocalDate, Timetable.Special> specials = new TreeMap<>();
    for (String line : typed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      Matcher parts = LINE.matcher(line);
      @Nullable LocalDate day = parts.matches() ? ChangeForm.date(parts.group(1)) : null;
      if (day == null || specials.containsKey(day)) {
        return null;
      }
      try {
        String hours = parts.group(2);
        specials.put(
            day,
            new Timetable.Special(Span.read(hours.equals(CLOSED) ? "" : hours), parts.group(3)));
      } catch (IllegalArgumentException e) {
        return null; // spans that overlap, or no time of day
      }
    }
    return specials;
  }
}
