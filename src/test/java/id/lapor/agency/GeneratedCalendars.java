package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Calendars nobody would think of, from a seed. */
final class GeneratedCalendars {

  /**
   * A zone and a moment around which its clocks do something odd, or nothing at all.
   *
   * @param around ISO instant
   */
  private record Oddity(String zone, String around) {}

  private static final List<Oddity> ODDITIES =
      List.of(
          new Oddity("Asia/Jakarta", "2026-03-10T00:00:00Z"),
          new Oddity("Asia/Makassar", "2026-12-20T00:00:00Z"),
          new Oddity("Asia/Jayapura", "2026-06-01T00:00:00Z"),
          new Oddity("Europe/Amsterdam", "2026-03-28T00:00:00Z"), // gap at 02:00
          new Oddity("Europe/Amsterdam", "2026-10-24T00:00:00Z"), // overlap at 03:00
          new Oddity("America/Sao_Paulo", "2018-11-02T00:00:00Z"), // gap at midnight
          new Oddity("America/Sao_Paulo", "2018-02-16T00:00:00Z"), // overlap at midnight
          new Oddity("America/St_Johns", "2010-11-05T00:00:00Z"), // back over midnight: 00:01
          new Oddity("Australia/Lord_Howe", "2026-04-03T00:00:00Z"), // half an hour
          new Oddity("Pacific/Apia", "2011-12-28T00:00:00Z"), // a date that never was
          new Oddity("Asia/Pyongyang", "2018-05-02T00:00:00Z"), // historic change of offset
          new Oddity("Asia/Jakarta", "1963-12-29T00:00:00Z"), // half an hour taken back
          new Oddity("Africa/Cairo", "2026-04-22T00:00:00Z"));

  private final Random random;

  GeneratedCalendars(Random random) {
    this.random = random;
  }

  record Scene(WorkingCalendar calendar, Instant from) {}

  Scene next() {
    Oddity oddity = ODDITIES.get(random.nextInt(ODDITIES.size()));
    ZoneId zone = ZoneId.of(oddity.zone());
    Instant around = Instant.parse(oddity.around());
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    week.put(DayOfWeek.of(1 + random.nextInt(7)), atLeastOne());
    for (DayOfWeek day : DayOfWeek.values()) {
      week.putIfAbsent(day, random.nextInt(4) == 0 ? List.of() : spans());
    }
    Map<LocalDate, List<Span>> exceptions = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate day = LocalDate.ofInstant(around, zone).plusDays(random.nextInt(12));
      exceptions.put(day, random.nextBoolean() ? List.of() : spans());
    }
    TreeMap<LocalDate, Map<DayOfWeek, List<Span>>> later = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      later.put(
          LocalDate.ofInstant(around, zone).plusDays(random.nextInt(12)),
          Map.of(
              DayOfWeek.of(1 + random.nextInt(4)), atLeastOne(),
              DayOfWeek.of(5 + random.nextInt(3)), spans()));
    }
    return new Scene(
        new WorkingCalendar(zone, week, later, exceptions),
        around.plusSeconds(60L * random.nextInt(4 * 24 * 60)));
  }

  private List<Span> atLeastOne() {
    List<Span> spans = spans();
    return spans.isEmpty() ? List.of(Span.WHOLE_DAY) : spans;
  }

  /** Whole days, one-minute days, days with breaks of any length, days up to 24:00. */
  private List<Span> spans() {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(Span.WHOLE_DAY);
      case 1 -> {
        int minute = random.nextInt(Span.DAY_MINUTES);
        yield List.of(new Span(minute, minute + 1));
      }
      case 2 -> List.of(new Span(8 * 60, 16 * 60));
      default -> broken();
    };
  }

  private List<Span> broken() {
    List<Span> spans = new ArrayList<>();
    int at = random.nextInt(300);
    while (at < Span.DAY_MINUTES && spans.size() < 5) {
      int until = Math.min(Span.DAY_MINUTES, at + 1 + random.nextInt(400));
      spans.add(new Span(at, until));
      at = until + random.nextInt(200);
    }
    return spans;
  }
}
