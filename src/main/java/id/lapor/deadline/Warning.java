package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import id.lapor.agency.WorkingCalendar.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** What an office hears before its promise ends; found by subtracting working time from the end. */
public enum Warning {
  /** Half of the time is left. */
  HALF,
  /** A fifth is left. */
  MOST,
  /** The last working hour begins. */
  LAST_HOUR;

  Instant at(Clock clock, WorkingCalendar calendar) {
    Measure measure = clock.unit().measure();
    return switch (this) {
      case HALF -> calendar.minus(clock.dueAt(), clock.budget().dividedBy(2), measure);
      case MOST -> calendar.minus(clock.dueAt(), clock.budget().dividedBy(5), measure);
      case LAST_HOUR -> calendar.minus(clock.dueAt(), Duration.ofHours(1), Measure.TIME);
    };
  }

  /** The first warning after a moment; one that falls on the end itself is none. */
  static Optional<Instant> next(Clock clock, WorkingCalendar calendar, Instant after) {
    if (!clock.kind().owed()) {
      return Optional.empty();
    }
    return Arrays.stream(values())
        .map(w -> w.at(clock, calendar))
        .filter(at -> at.isAfter(after) && at.isAfter(clock.startedAt()))
        .filter(at -> at.isBefore(clock.dueAt()))
        .min(Comparator.naturalOrder());
  }

  /** The latest warning up to a moment. */
  static Optional<Warning> latest(Clock clock, WorkingCalendar calendar, Instant now) {
    return Arrays.stream(values())
        .filter(w -> !w.at(clock, calendar).isAfter(now))
        .max(Comparator.comparing(w -> w.at(clock, calendar)));
  }
}
