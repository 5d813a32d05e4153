package id.lapor.deadline;

import id.lapor.agency.AgencyId;
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

  private final House house;
  private final Report report;
  private final Instant received;
  private final List<Ledger> before;
  private final List<Ledger> ledgers;
  private final Remainder left;

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
    this.left = new Remainder(house, report, received);
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
          each(c -> c.kind() == a.kind() && !c.over(at), l -> left.moved(l, a.office(), at));
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
            null,
            true)
        .edit();
  }

  private static Ledger running(Clock clock, Instant at, String cause) {
    return new Ledger(clock, List.of(new Ledger.Run(at, null, cause, null)));
  }

  private void reopen(Act.Reopen a, Instant at, String cause) {
    @Nullable Ledger l = latest(c -> c.kind() == a.kind() && of(a.office(), c));
    if (l != null && !l.clock().open()) {
      Ledger on = a.atLeast() == null ? left.climbingOn(l, at) : left.extended(l, a.atLeast(), at);
      ledgers.set(ledgers.indexOf(l), on.resume(house.calendar(l.clock()), at, cause));
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
      Ledger on = a.aDay() ? left.withADay(l, at) : l;
      ledgers.set(
          ledgers.indexOf(l), left.climbingOn(on, at).resume(house.calendar(l.clock()), at, cause));
    } else {
      start(a.kinds().getFirst(), a.office(), at, cause);
    }
  }

  private void undo(Act.Undo a, Instant at, String cause) {
    @Nullable Ledger l = latest(c -> c.kind() == a.kind() && of(a.office(), c));
    if (l != null && l.endedBy(a.cause())) {
      ledgers.set(ledgers.indexOf(l), l.goesOn());
    } else {
      reopen(new Act.Reopen(a.kind(), a.office(), null), at, cause);
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
  static @Nullable Instant nextRung(Clock clock, House house) {
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
