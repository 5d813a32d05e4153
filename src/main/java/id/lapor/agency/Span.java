package id.lapor.agency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a day on the office's clocks, from one minute of it to another.
 *
 * @param from minute of the day, 0 to 1439
 * @param until minute of the day, up to 1440 which is 24:00; not worked any more
 */
public record Span(int from, int until) {

  static final int DAY_MINUTES = 24 * 60;
  static final Span WHOLE_DAY = new Span(0, DAY_MINUTES);

  private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})");

  public Span {
    if (from < 0 || until > DAY_MINUTES || from >= until) {
      throw new IllegalArgumentException("Not a span of a day: minute " + from + " to " + until);
    }
  }

  /** From hours and minutes, {@code Span.of("08:00", "24:00")}. */
  public static Span of(String from, String until) {
    return new Span(minute(from), minute(until));
  }

  /**
   * Reads what an administrator types for a day, {@code 08:00-12:00, 13.00-16.30}; nothing for a
   * closed one. Spans that touch become one.
   *
   * @throws IllegalArgumentException when it is no list of spans, or they overlap
   */
  public static List<Span> read(String typed) {
    List<Span> spans = new ArrayList<>();
    for (String part : typed.strip().split("\\s*[,;]\\s*")) {
      if (part.isEmpty()) {
        continue;
      }
      String[] ends = part.split("\\s*[-–]\\s*", -1);
      if (ends.length != 2) {
        throw new IllegalArgumentException("Not a span: " + part);
      }
      spans.add(of(ends[0], ends[1]));
    }
    spans.sort(Comparator.comparingInt(Span::from));
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from < spans.get(i - 1).until) {
        throw new IllegalArgumentException("Spans overlap: " + typed);
      }
    }
    return List.copyOf(spans);
  }

  /** As {@link #read} reads it. */
  public static String write(List<Span> spans) {
    List<String> parts = spans.stream().map(s -> time(s.from) + "-" + time(s.until)).toList();
    return String.join(", ", parts);
  }

  long minutes() {
    return until - (long) from;
  }

  private static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  private static int minute(String time) {
    Matcher m = TIME.matcher(time.strip());
    if (!m.matches() || Integer.parseInt(m.group(2)) > 59) {
      throw new IllegalArgumentException("Not a time of day: " + time);
    }
    return Integer.parseInt(m.group(1)) * 60 + Integer.parseInt(m.group(2));
  }
}
