package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a clock becomes when calendars or rules have changed. Pure. What was used up is measured
 * anew by the calendar of today, and nothing is made due earlier than one working day ahead, so
 * that no decree convicts anybody. What was missed, and what was offered when a time was over,
 * stays as it was under the rules it ran by, those of its ladder included: of a breach only the
 * days of its letters follow the calendar.
 */
final class Recount {

  private Recount() {}

  static Ledger of(Ledger old, House house, Instant received, Instant now) {
    Clock clock = old.clock();
    if (!clock.open() || clock.term() == null) {
      return old;
    }
    if (clock.breachedAt() != null) {
      return climbing(old, house, now);
    }
    return clock.over(now) ? old : due(old, house, received, now);
  }

  private static Ledger due(Ledger old, House house, Instant received, Instant now) {
    Clock clock = old.clock();
    Ledger ruled = ruled(old, house, received);
    WorkingCalendar calendar = house.calendar(ruled.clock());
    Clock counted = ruled.dueAnew(calendar).clock();
    ClockEdit edit = counted.edit();
    edit.dueAt = fair(clock.dueAt(), counted.dueAt(), calendar, now);
    if (!edit.done().equals(clock)) {
      edit.firesAt = Timekeeper.nextLook(edit.done(), house, now);
    }
    return new Ledger(edit.done(), old.runs());
  }

  /** The letters that are still to come, by the ladder of the breach and the calendar of today. */
  private static Ledger climbing(Ledger old, House house, Instant now) {
    Clock clock = old.clock();
    @Nullable Instant before = clock.firesAt();
    if (before == null) {
      return old;
    }
    WorkingCalendar calendar = house.calendar(clock);
    ClockEdit edit = clock.edit();
    edit.firesAt =
        house
            .book(clock.rules())
            .ladder()
            .next(clock.step())
            .map(r -> fair(before, r.fires(clock.ladderFrom(), calendar), calendar, now))
            .orElse(null);
    return new Ledger(edit.done(), old.runs());
  }

  /** Of two moments the new one, but what becomes earlier is at least one working day ahead. */
  private static Instant fair(
      Instant before, Instant counted, WorkingCalendar calendar, Instant now) {
    Instant earliest = calendar.plus(now, Duration.ofDays(1), WorkingCalendar.Measure.DAYS);
    if (counted.isBefore(before) && counted.isBefore(earliest)) {
      return before.isBefore(earliest) ? before : earliest;
    }
    return counted;
  }

  /** By the version it should run under; a budget an act has extended stays as it is. */
  private static Ledger ruled(Ledger old, House house, Instant received) {
    Clock clock = old.clock();
    @Nullable Term term = clock.term();
    RuleBook book = house.rules(clock.office(), received);
    if (term == null || book.id() == clock.rules() || !book.openToo()) {
      return old;
    }
    Allowance before = house.book(clock.rules()).allowance(term);
    Allowance after = book.allowance(term);
    ClockEdit edit = clock.edit();
    edit.rules = book.id();
    if (before.duration().equals(clock.budget()) && before.unit() == clock.unit()) {
      edit.unit = after.unit();
      edit.budget = after.duration();
    }
    return new Ledger(edit.done(), old.runs());
  }
}
