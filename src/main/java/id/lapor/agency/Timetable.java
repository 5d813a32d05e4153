package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Working hours under a name, for any number of offices in whatever zone each sits.
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
    return week.values().stream().allMatch(List::isEmpty)
        ? Optional.of("agency.calendar.wrong.never")
        : Optional.empty();
  }

  /** As a calendar in a zone. */
  WorkingCalendar in(ZoneId zone, Collection<Holiday> closed) {
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
    return new WorkingCalendar(zone, week, exceptions);
  }
}
