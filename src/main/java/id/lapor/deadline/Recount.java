package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a clock becomes when calendars or rules have changed. Pure. What was used up is measured
 * anew by the calendar of today; a breach on record stays; and nothing is made due earlier than one
 * working day ahead, so that no decree convicts anybody.
 */
final class Recount {

  private Recount() {}

  static Ledger of(Ledger old, House house, Instant received, Instant now) {
    Clock clock = old.clock();
    if (!clock.open() || clock.breachedAt() != null || clock.term() == null) {
      return old;
    }
    Ledger ruled = ruled(old, house, received);
    WorkingCalendar calendar = house.calendar(ruled.clock());
    Clock counted = ruled.dueAnew(calendar).clock();
    ClockEdit edit = counted.edit();
    Instant earliest = calendar.plus(now, Duration.ofDays(1), WorkingCalendar.Measure.DAYS);
    if (counted.dueAt().isBefore(clock.dueAt()) && counted.dueAt().isBefore(earliest)) {
      edit.dueAt = clock.dueAt().isBefore(earliest) ? clock.dueAt() : earliest;
    }
    if (!edit.dueAt.equals(clock.dueAt())) {
      edit.firesAt = Timekeeper.nextLook(edit.done(), house, now);
    }
    return new Ledger(edit.done(), old.runs());
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
