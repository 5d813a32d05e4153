package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Working hours under a name, as they are from some day on, for any number of offices in whatever
 * zone each sits.
 *
 * @param id 0 before it is saved
 * @param specials dates that go by other spans, with the reason
 * @param holidays stays closed on national holidays
 * @param jointLeave stays closed on cuti bersama as well
 */
public record Timetable(
    long id,
    String name,
    Map<DayOfWeek, List<Span>> week,
    SortedMap<LocalDate, Special> specials,
    boolean holidays,
    boolean jointLeave) {

  /** Hours open in a week below which everyone is told. */
  static final int FEWEST_WEEK_HOURS = 20;

  /** Days open in a week below which everyone is told. */
  static final int FEWEST_WEEK_DAYS = 4;

  /**
   * Weeks without a closed day into which the longest promise that rules may give has to fit, in
   * working days as in working hours: two years.
   */
  static final int LONGEST_WEEKS = 104;

  /** The longest promise that rules may give, in working days of eight hours. */
  public static final int LONGEST_DAYS = 180;

  private static final int DAY_MINUTES = 8 * 60;

  /** Dates of a year that can be closed, or open for less than half of their weekday. */
  static final int MOST_SPECIAL_CLOSED = 30;

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_REASON = 200;

  /** Hours of one date. */
  public record Special(List<Span> spans, String reason) {}

  public Timetable {
    week = Map.copyOf(week);
    specials = new TreeMap<>(specials);
  }

  public List<Span> on(DayOfWeek weekday) {
    return week.getOrDefault(weekday, List.of());
  }

  /**
   * Message key of why this cannot be saved; a special day alone does not make a calendar that
   * opens.
   */
  public Optional<String> wrong() {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return Optional.of("agency.calendar.wrong.name");
    }
    if (specials.values().stream().anyMatch(s -> s.reason().length() > LONGEST_REASON)) {
      return Optional.of("agency.calendar.wrong.specials");
    }
    if (mostClosed() > MOST_SPECIAL_CLOSED) {
      return Optional.of("agency.calendar.wrong.closedSpecials");
    }
    if (week.values().stream().allMatch(List::isEmpty)) {
      return Optional.of("agency.calendar.wrong.never");
    }
    return sparse() ? Optional.of("agency.calendar.wrong.sparse") : Optional.empty();
  }

  /** Whether the longest promise would not be due within two years, or ever. */
  private boolean sparse() {
    return weekDays() * LONGEST_WEEKS < LONGEST_DAYS
        || weekMinutes() * LONGEST_WEEKS < (long) LONGEST_DAYS * DAY_MINUTES;
  }

  /** In the year with the most of them. */
  private long mostClosed() {
    return closed()
        .collect(Collectors.groupingBy(LocalDate::getYear, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /** Dates that close, or nearly, when their weekday opens. */
  Stream<LocalDate> closed() {
    return specials.entrySet().stream()
        .filter(e -> 2 * minutes(e.getValue().spans()) < minutes(on(e.getKey().getDayOfWeek())))
        .map(Map.Entry::getKey);
  }

  private static long minutes(List<Span> spans) {
    return spans.stream().mapToLong(Span::minutes).sum();
  }

  /** Special days from one on, which everybody is told. */
  public SortedMap<LocalDate, Special> specialsFrom(LocalDate day) {
    return specials.tailMap(day);
  }

  /** Weekdays in a row with the same hours. */
  public record Stretch(DayOfWeek from, DayOfWeek until, List<Span> spans) {}

  /** The week from Monday on, in as few stretches as it takes; closed days are none. */
  public List<Stretch> stretches() {
    List<Stretch> all = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Span> spans = on(day);
      boolean same =
          !all.isEmpty()
              && all.getLast().spans().equals(spans)
              && all.getLast().until().plus(1) == day;
      if (same) {
        all.set(all.size() - 1, new Stretch(all.getLast().from(), day, spans));
      } else if (!spans.isEmpty()) {
        all.add(new Stretch(day, day, spans));
      }
    }
    return all;
  }

  /** Minutes the office is open in a week without special days. */
  public long weekMinutes() {
    return week.values().stream().mapToLong(Timetable::minutes).sum();
  }

  /** Weekdays on which it opens. */
  public long weekDays() {
    return week.values().stream().filter(spans -> !spans.isEmpty()).count();
  }

  /**
   * Whether an office that works no more than this counts fewer working days or hours than others
   * for the same wait; it is allowed, and told to everyone.
   */
  public boolean thin() {
    return weekMinutes() < FEWEST_WEEK_HOURS * 60L || weekDays() < FEWEST_WEEK_DAYS;
  }

  /** Dates that go by other spans than their weekday. */
  Map<LocalDate, List<Span>> exceptions(Collection<Holiday> closed) {
    Map<LocalDate, List<Span>> exceptions = new HashMap<>();
    for (Holiday h : closed) {
      boolean counts =
          switch (h.kind()) {
            case NATIONAL -> holidays;
            case JOINT_LEAVE -> jointLeave;
          };
      if (counts) {
        exceptions.put(h.day(), List.of());
      }
    }
    specials.forEach((day, special) -> exceptions.put(day, special.spans()));
    return exceptions;
  }
}
