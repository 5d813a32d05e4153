package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.WorkingCalendar;
import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all clocks of one report: carries out acts on their ledgers. Pure but for its own list: the
 * same acts at the same moments give the same clocks, in whatever order they are saved.
 */
final class Timekeeper {

  /** Of a working day, where amounts in different units are compared. */
  private static final int WORKING_HOURS = 8;

  private final House house;
  private final Report report;
  private final Instant received;
  private final List<Ledger> before;
  private final List<Ledger> ledgers;

  /**
   * @param received from when the promises of this house count; for a report taken over from
   *     elsewhere the moment it came here
   */
  Timekeeper(House house, Report report, Instant received, List<Ledger> ledgers) {
    this.house = house;
    this.report = report;
    this.received = received;
    this.before = List.copyOf(ledgers);
    this.ledgers = new ArrayList<>(ledgers);
  }

  List<Ledger> all() {
    return List.copyOf(ledgers);
  }

  /** Those that are new or not as they were. */
  List<Ledger> changed() {
    return ledgers.stream().filter(l -> !before.contains(l)).toList();
  }

  /**
   * @param cause name of the event
   */
  void carryOut(Act act, Instant moment, String cause) {
    Instant at = moment.truncatedTo(ChronoUnit.MICROS); // as exact as the database keeps it
    switch (act) {
      case Act.Start a -> start(a.kind(), a.office(), at, cause);
      case Act.StartOnce a -> startOnce(a, at, cause);
      case Act.StartUntil a -> startUntil(a, at, cause);
      case Act.StartDay a -> startDay(a, at, cause);
      case Act.Stop a ->
          each(
              c -> a.kinds().contains(c.kind()) && of(a.office(), c),
              l -> l.stop(house.calendar(l.clock()), at, cause));
      case Act.StopOnce a -> stopOnce(a, at, cause);
      case Act.Pause a ->
          each(
              c -> mayPause(c, a.office(), at), l -> l.pause(house.calendar(l.clock()), at, cause));
      case Act.Resume a ->
          each(
              c -> c.state() == Clock.State.PAUSED && c.office().equals(a.office()),
              l -> l.resume(house.calendar(l.clock()), at, cause));
      case Act.Move a ->
          each(c -> c.kind() == a.kind() && !c.over(at), l -> moved(l, a.office(), at));
      case Act.Reopen a -> reopen(a, at, cause);
      case Act.GoOn a -> goOn(a, at, cause);
      case Act.Undo a -> undo(a, at, cause);
      case Act.UndoAll a -> undoAll(a);
    }
    ledgers.replaceAll(l -> looking(l, at));
  }

  private void start(ClockKind kind, AgencyId office, Instant at, String cause) {
    if (isOpen(kind, office)) {
      return;
    }
    RuleBook rules = house.rules(office, received);
    Term term = Term.of(kind, report.matter()).orElseThrow();
    Allowance allowance = rules.allowance(term);
    Clock clock = clock(kind, office, at, rules.id()).done();
    ClockEdit edit = clock.edit();
    edit.term = term;
    edit.unit = allowance.unit();
    edit.budget = allowance.duration();
    edit.asked = kind.owed() && ledgers.stream().anyMatch(l -> askedBy(office, l.clock()));
    ledgers.add(running(edit.done(), at, cause).dueAnew(house.calendar(edit.done())));
  }

  private void startOnce(Act.StartOnce a, Instant at, String cause) {
    List<Ledger> before =
        ledgers.stream()
            .filter(l -> l.clock().kind() == a.kind() && l.clock().office().equals(a.office()))
            .filter(l -> l.endedBy(a.cause()))
            .toList();
    boolean missed = before.stream().anyMatch(l -> l.clock().breachedAt() != null);
    if (before.size() > 1 || missed) {
      goOn(new Act.GoOn(List.of(a.kind()), a.office(), Set.of(a.cause()), false), at, cause);
    } else {
      start(a.kind(), a.office(), at, cause);
    }
  }

  private void stopOnce(Act.StopOnce a, Instant at, String cause) {
    Predicate<Clock> which = c -> c.kind() == a.kind() && c.office().equals(a.office());
    boolean before =
        ledgers.stream().anyMatch(l -> which.test(l.clock()) && l.stoppedBefore(a.cause()));
    if (!before) {
      each(which, l -> l.stop(house.calendar(l.clock()), at, cause));
    }
  }

  private void startUntil(Act.StartUntil a, Instant at, String cause) {
    if (isOpen(a.kind(), a.office())) {
      return;
    }
    ClockEdit edit = clock(a.kind(), a.office(), at, house.rules(a.office(), received).id());
    edit.dueAt = a.until();
    edit.budget = house.hours().office(a.office()).between(at, a.until());
    ledgers.add(running(edit.done(), at, cause));
  }

  /** One that is open already is not put off by a later day, and has to be kept by an earlier. */
  private void startDay(Act.StartDay a, Instant at, String cause) {
    Instant until = house.end(a.office(), a.day());
    each(
        c ->
            c.kind() == a.kind()
                && c.office().equals(a.office())
                && until.isAfter(at)
                && until.isBefore(c.dueAt())
                && !c.over(at),
        l -> earlier(l, until));
    startUntil(new Act.StartUntil(a.kind(), a.office(), until), at, cause);
  }

  private Ledger earlier(Ledger ledger, Instant until) {
    Clock clock = ledger.clock();
    Duration saved = house.hours().office(clock.office()).between(until, clock.dueAt());
    ClockEdit edit = clock.edit();
    edit.budget = clock.budget().minus(saved);
    edit.dueAt = until;
    return new Ledger(edit.done(), ledger.runs());
  }

  private ClockEdit clock(ClockKind kind, AgencyId office, Instant at, long rules) {
    return new Clock(
            0,
            report.id(),
            office,
            kind,
            rules,
            null,
            Allowance.Unit.MINUTES,
            Duration.ZERO,
            Duration.ZERO,
            at,
            at,
            Clock.State.RUNNING,
            0,
            false,
            null,
            null,
            null,
            null)
        .edit();
  }

  private static Ledger running(Clock clock, Instant at, String cause) {
    return new Ledger(clock, List.of(new Ledger.Run(at, null, cause, null)));
  }

  private Ledger moved(Ledger ledger, AgencyId office, Instant at) {
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

  private void reopen(Act.Reopen a, Instant at, String cause) {
    @Nullable Ledger l = latest(c -> c.kind() == a.kind());
    if (l != null && !l.clock().open()) {
      Ledger left = a.atLeast() == null ? climbingOn(l, at) : extended(l, a.atLeast(), at);
      ledgers.set(ledgers.indexOf(l), left.resume(house.calendar(l.clock()), at, cause));
    }
  }

  /** Of those the one that began to run last, for the first time or again. */
  private @Nullable Ledger latest(Predicate<Clock> which) {
    @Nullable Ledger found = null;
    for (Ledger l : ledgers) {
      boolean later = found == null || !began(l).isBefore(began(found));
      found = which.test(l.clock()) && later ? l : found;
    }
    return found;
  }

  private static Instant began(Ledger l) {
    return l.runs().isEmpty() ? l.clock().startedAt() : l.runs().getLast().since();
  }

  private void goOn(Act.GoOn a, Instant at, String cause) {
    @Nullable Ledger l = null;
    for (ClockKind kind : a.kinds()) {
      @Nullable Ledger last = latest(c -> c.kind() == kind && c.office().equals(a.office()));
      if (last != null
          && a.causes().stream().anyMatch(last::everEndedBy)
          && (l == null || began(last).isAfter(began(l)))) {
        l = last;
      }
    }
    if (l != null) {
      Ledger left = a.aDay() ? withADay(l, at) : l;
      ledgers.set(
          ledgers.indexOf(l), climbingOn(left, at).resume(house.calendar(l.clock()), at, cause));
    } else {
      start(a.kinds().getFirst(), a.office(), at, cause);
    }
  }

  /** With a budget that leaves a working day; what was missed stays missed. */
  private Ledger withADay(Ledger ledger, Instant at) {
    Clock clock = ledger.clock();
    if (clock.breachedAt() != null) {
      return ledger;
    }
    Duration day =
        switch (clock.unit()) {
          case WORKING_DAYS, CALENDAR_DAYS -> Duration.ofDays(1);
          case MINUTES, HOURS -> Duration.ofHours(WORKING_HOURS);
        };
    Duration needed = ledger.worked(house.calendar(clock), at).total().plus(day);
    ClockEdit edit = clock.edit();
    edit.budget = clock.budget().compareTo(needed) < 0 ? needed : clock.budget();
    return new Ledger(edit.done(), ledger.runs());
  }

  /** Of a missed promise the days of the ladder go on as well, those since its end not counted. */
  private Ledger climbingOn(Ledger ledger, Instant at) {
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

  private void undo(Act.Undo a, Instant at, String cause) {
    @Nullable Ledger l = latest(c -> c.kind() == a.kind());
    if (l != null && l.endedBy(a.cause())) {
      ledgers.set(ledgers.indexOf(l), l.goesOn());
    } else {
      reopen(new Act.Reopen(a.kind(), null), at, cause);
    }
  }

  private void undoAll(Act.UndoAll a) {
    Predicate<Ledger> ended = l -> a.kinds().contains(l.clock().kind()) && l.endedBy(a.cause());
    ledgers.stream()
        .filter(ended)
        .flatMap(l -> Stream.ofNullable(l.clock().stoppedAt()))
        .max(Comparator.naturalOrder())
        .ifPresent(last ->
            ledgers.replaceAll(
                l -> ended.test(l) && last.equals(l.clock().stoppedAt()) ? goesOn(l) : l));
  }

  /** By the calendar of today, which may have got holidays since it ended; never due earlier. */
  private Ledger goesOn(Ledger ended) {
    Ledger before = ended.goesOn();
    Ledger anew = before.dueAnew(house.calendar(before.clock()));
    return anew.clock().dueAt().isAfter(before.clock().dueAt()) ? anew : before;
  }

  /**
   * With a budget that leaves at least the time of a term; of a missed promise the next rung waits
   * at least as long, and each after it its days.
   */
  private Ledger extended(Ledger ledger, Term atLeast, Instant at) {
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
    @Nullable Instant next = nextRung(on.clock(), house);
    return next == null || !next.isBefore(earliest)
        ? on
        : climbingFrom(on, calendar.minus(earliest, days(on.clock()), Measure.DAYS));
  }

  /** Of its ladder up to the next rung. */
  private Duration days(Clock clock) {
    return Duration.ofDays(
        house.book(clock.rules()).ladder().next(clock.step()).orElseThrow().afterDays());
  }

  /** With the moment at which it has to be looked at next. */
  private Ledger looking(Ledger l, Instant at) {
    if (before.contains(l)) {
      return l;
    }
    ClockEdit edit = l.clock().edit();
    edit.firesAt = nextLook(l.clock(), house, at);
    return new Ledger(edit.done(), l.runs());
  }

  /** Null while nothing can happen to it by itself. */
  static @Nullable Instant nextLook(Clock clock, House house, Instant after) {
    if (clock.state() != Clock.State.RUNNING) {
      return null;
    }
    if (clock.breachedAt() != null) {
      return clock.firesAt() == null ? nextRung(clock, house) : clock.firesAt();
    }
    return clock.step() > 0
        ? null
        : Warning.next(clock, house.calendar(clock), after).orElse(clock.dueAt());
  }

  /** Null at the top of the ladder. */
  private static @Nullable Instant nextRung(Clock clock, House house) {
    return house
        .book(clock.rules())
        .ladder()
        .next(clock.step())
        .map(r -> r.fires(clock.ladderFrom(), house.calendar(clock)))
        .orElse(null);
  }

  private void each(Predicate<Clock> which, UnaryOperator<Ledger> how) {
    ledgers.replaceAll(l -> l.clock().open() && which.test(l.clock()) ? how.apply(l) : l);
  }

  /**
   * Asking buys time once per office and report, and never for a promise missed already. Minutes of
   * a desk it ends, and where it does not it leaves them alone.
   */
  private static boolean mayPause(Clock c, AgencyId office, Instant at) {
    return c.kind().owed()
        && c.kind() != ClockKind.TRIAGE
        && c.office().equals(office)
        && c.state() == Clock.State.RUNNING
        && !c.asked()
        && !c.over(at);
  }

  private boolean isOpen(ClockKind kind, AgencyId office) {
    return ledgers.stream()
        .map(Ledger::clock)
        .anyMatch(c -> c.open() && c.kind() == kind && c.office().equals(office));
  }

  private static boolean askedBy(AgencyId office, Clock c) {
    return c.asked() && c.kind() != ClockKind.RESOLUTION && c.office().equals(office);
  }

  private static boolean of(@Nullable AgencyId office, Clock c) {
    return office == null || office.equals(c.office());
  }
}
