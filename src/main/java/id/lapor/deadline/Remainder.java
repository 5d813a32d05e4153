package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.WorkingCalendar;
import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a clock, and of its ladder, when it goes on or becomes another office's. Pure.
 */
final class Remainder {

  /** Of a working day, where amounts in different units are compared. */
  private static final int WORKING_HOURS = 8;

  private final House house;
  private final Report report;
  private final Instant received;

  Remainder(House house, Report report, Instant received) {
    this.house = house;
    this.report = report;
    this.received = received;
  }

  /** Another office's, with the budget of what the report is now. */
  Ledger moved(Ledger ledger, AgencyId office, Instant at) {
    RuleBook rules = house.rules(office, received);
    @Nullable Term term = Term.of(ledger.clock().kind(), report.matter()).orElse(null);
    if (term == null) {
      return ledger;
    }
    Allowance given = rules.allowance(term);
    ClockEdit edit = ledger.clock().edit();
    edit.office = office;
    edit.rules = rules.id();
    edit.term = term;
    boolean longer = given.unit() == edit.unit && given.duration().compareTo(edit.budget) > 0;
    Ledger kept = dueAnew(edit, ledger);
    if (!longer && wasExtended(ledger.clock())) {
      return kept;
    }
    edit.unit = given.unit();
    edit.budget = given.duration();
    Ledger anew = dueAnew(edit, ledger);
    return anew.clock().dueAt().isBefore(kept.clock().dueAt()) ? sooner(anew, kept, at) : anew;
  }

  /** A term that has become shorter leaves a working day, or what there was where that is less. */
  private Ledger sooner(Ledger anew, Ledger kept, Instant at) {
    ClockEdit edit = withADay(anew, at).clock().edit();
    Ledger fair = dueAnew(edit, anew);
    return fair.clock().dueAt().isBefore(kept.clock().dueAt()) ? fair : kept;
  }

  private Ledger dueAnew(ClockEdit edit, Ledger of) {
    Clock clock = edit.done();
    return new Ledger(clock, of.runs()).dueAnew(house.calendar(clock));
  }

  /** Whether an act gave it more than its rules do. */
  private boolean wasExtended(Clock clock) {
    @Nullable Term term = clock.term();
    if (term == null) {
      return false;
    }
    Allowance given = house.book(clock.rules()).allowance(term);
    return given.unit() == clock.unit() && given.duration().compareTo(clock.budget()) < 0;
  }

  /** With a budget that leaves a working day; what was missed stays missed. */
  Ledger withADay(Ledger ledger, Instant at) {
    Clock clock = ledger.clock();
    if (clock.breachedAt() != null) {
      return ledger;
    }
    Duration day =
        switch (clock.unit()) {
          case WORKING_DAYS -> Duration.ofDays(1);
          case CALENDAR_DAYS ->
              Duration.between(at, house.hours().office(clock.office()).plusDays(at, 1));
          case MINUTES, HOURS -> Duration.ofHours(WORKING_HOURS);
        };
    Duration needed = ledger.worked(house.calendar(clock), at).total().plus(day);
    ClockEdit edit = clock.edit();
    edit.budget = clock.budget().compareTo(needed) < 0 ? needed : clock.budget();
    return new Ledger(edit.done(), ledger.runs());
  }

  /** Of a missed promise the days of the ladder go on as well, those since its end not counted. */
  Ledger climbingOn(Ledger ledger, Instant at) {
    Clock clock = ledger.clock();
    @Nullable Instant ended = clock.stoppedAt();
    if (ended == null || clock.breachedAt() == null) {
      return ledger;
    }
    WorkingCalendar calendar = house.calendar(clock);
    Duration climbed = calendar.between(clock.ladderFrom(), ended, Measure.DAYS);
    return climbingFrom(ledger, clock.step() == 0 ? at : calendar.minus(at, climbed, Measure.DAYS));
  }

  private static Ledger climbingFrom(Ledger ledger, Instant from) {
    ClockEdit edit = ledger.clock().edit();
    edit.climbsFrom = from.truncatedTo(ChronoUnit.MICROS);
    edit.firesAt = null;
    return new Ledger(edit.done(), ledger.runs());
  }

  /**
   * With a budget that leaves at least the time of a term; of a missed promise the next rung waits
   * at least as long, and each after it its days.
   */
  Ledger extended(Ledger ledger, Term atLeast, Instant at) {
    Clock clock = ledger.clock();
    WorkingCalendar calendar = house.calendar(clock);
    Allowance grace = house.rules(clock.office(), received).allowance(atLeast);
    if (clock.breachedAt() == null) {
      ClockEdit edit = clock.edit();
      Duration needed = ledger.worked(calendar, at).total().plus(grace.duration());
      edit.budget = clock.budget().compareTo(needed) < 0 ? needed : clock.budget();
      return new Ledger(edit.done(), ledger.runs());
    }
    Ledger on = climbingOn(ledger, at);
    Instant earliest = calendar.plus(at, grace.duration(), grace.unit().measure());
    @Nullable Instant next = Timekeeper.nextRung(on.clock(), house);
    return next == null || !next.isBefore(earliest)
        ? on
        : climbingFrom(on, calendar.minus(earliest, days(on.clock()), Measure.DAYS));
  }

  /** Of its ladder up to the next rung. */
  private Duration days(Clock clock) {
    return Duration.ofDays(
        house.book(clock.rules()).ladder().next(clock.step()).orElseThrow().afterDays());
  }
}
