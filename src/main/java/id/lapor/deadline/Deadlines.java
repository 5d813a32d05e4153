package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.report.Changes;
import id.lapor.report.Entry;
import id.lapor.report.ReportId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Keeps the clocks of all reports. What {@link ClockRules} says about an event, {@link Timekeeper}
 * does to the report's ledgers in the transaction of that event.
 */
@Service
public class Deadlines {

  private static final Duration TALLIED = Duration.ofDays(90);

  /** Clocks looked at beyond a page, since a report's later ones are passed over. */
  private static final int SPARE = 25;

  private final DeadlineStore store;
  private final LedgerStore ledgers;
  private final ReprimandStore letters;
  private final EndStore ends;
  private final Settings settings;
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;

  Deadlines(
      DeadlineStore store,
      LedgerStore ledgers,
      ReprimandStore letters,
      EndStore ends,
      Settings settings,
      InstantSource clock,
      ApplicationEventPublisher listeners) {
    this.store = store;
    this.ledgers = ledgers;
    this.letters = letters;
    this.ends = ends;
    this.settings = settings;
    this.clock = clock;
    this.listeners = listeners;
  }

  /**
   * How an office keeps its promises.
   *
   * @param open promises that run
   * @param over open ones that were missed
   * @param due promises that were missed, or were kept in the last 90 days; one that ended
   *     otherwise in time, by a return, another desk, a merge or a withdrawal, was neither
   * @param kept of those, in time
   * @param more there are more running than were counted
   * @param moreOver of them more missed
   */
  public record Tally(long open, long over, long due, long kept, boolean more, boolean moreOver) {

    /** Of an office that promised nothing. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, false, false);

    /** In hundredths; empty while nothing was due. */
    public OptionalInt share() {
      return due == 0 ? OptionalInt.empty() : OptionalInt.of((int) (kept * 100 / due));
    }
  }

  /**
   * Of each report the open clock of an office that is due first, first due first, from a mark on.
   */
  public List<Clock> due(AgencyId office, Set<ClockKind> kinds, Mark after, int limit) {
    List<Clock> found = new ArrayList<>();
    Mark at = after;
    for (int step = limit + SPARE; found.size() < limit; step *= 2) {
      List<DeadlineStore.Due> next = store.due(office, kinds, at, step);
      next.stream().filter(DeadlineStore.Due::first).forEach(d -> found.add(d.clock()));
      if (next.size() < step) {
        break;
      }
      at = Mark.of(next.getLast().clock());
    }
    return found.stream().limit(limit).toList();
  }

  /** Every clock a report ever had, oldest first. */
  public List<Clock> of(ReportId report) {
    return store.all(report);
  }

  /** Every clock a report ever had with the reasons for its end, oldest first. */
  public List<Explanation> explain(ReportId report) {
    return explain(store.all(report));
  }

  /** The same of clocks one has already. */
  public List<Explanation> explain(List<Clock> clocks) {
    House house = house();
    Instant now = clock.instant();
    return ledgers.withRuns(clocks).stream().map(l -> Explanation.of(l, house, now)).toList();
  }

  /** The first open clock somebody owes, of each of the reports that has one. */
  public Map<ReportId, Clock> next(Collection<ReportId> reports) {
    return store.open(reports).stream()
        .filter(c -> c.kind().owed())
        .collect(Collectors.toMap(Clock::report, Function.identity(), (first, _) -> first));
  }

  public Tally tally(AgencyId office) {
    return tallies(List.of(office)).getOrDefault(office, Tally.NONE);
  }

  /**
   * The reports behind an office's open promises: one report may carry several.
   *
   * @param over of them those on which one was missed
   */
  public record Carrying(long reports, long over, boolean more) {}

  /** How many reports an office owes something about. */
  public Carrying carrying(AgencyId office) {
    return store.carrying(office, clock.instant());
  }

  /** The same of many offices, at once. */
  public Map<AgencyId, Tally> tallies(Collection<AgencyId> offices) {
    Instant now = clock.instant();
    return store.tallies(offices, now.minus(TALLIED), now);
  }

  /** Those of the reports on which a promise was missed that is still owed. */
  public Set<ReportId> overdue(Collection<ReportId> reports) {
    return store.open(reports).stream()
        .filter(c -> c.kind().owed() && c.breachedAt() != null)
        .map(Clock::report)
        .collect(Collectors.toSet());
  }

  /** What each of these offices has let pass and still owes. */
  public Breaches breaches(Jurisdiction whose) {
    return Breaches.of(store.breaches(whose, clock.instant()));
  }

  /** Of each of the clocks about which a letter is in force, the level of the gravest. */
  public Map<Long, Integer> letters(List<Clock> clocks) {
    return store.letters(clocks.stream().map(Clock::id).toList());
  }

  /** Letters by their numbers, the first issued first. */
  public List<Reprimand> reprimands(ReportId report) {
    return letters.find(
        """
        id IN (
          SELECT c.reprimand_id
          FROM deadline_reprimand_case c
          JOIN deadline_clock k ON k.id = c.clock_id
          WHERE k.report_id = :report AND c.reprimand_id IS NOT NULL)
        ORDER BY coalesce(issued_at, withdrawn_at), id
        """,
        Map.of("report", report.value()));
  }

  /**
   * By which rule a report was or will be offered to the ombudsman: the amount of its version, or
   * what there was in days where none is on record.
   */
  public Optional<Allowance> offeredAfter(ReportId report) {
    return offeredAfter(explain(report));
  }

  /** The same from reasons one has already. */
  public static Optional<Allowance> offeredAfter(List<Explanation> promises) {
    return promises.stream()
        .filter(e -> e.clock().kind() == ClockKind.OMBUDSMAN)
        .findFirst()
        .map(Deadlines::given);
  }

  private static Allowance given(Explanation why) {
    long days = Duration.between(why.clock().startedAt(), why.clock().dueAt()).toDays();
    return why.allowance() != null
        ? why.allowance()
        : new Allowance((int) Math.max(1, days), Allowance.Unit.CALENDAR_DAYS);
  }

  /** The longest missed promises of an office. */
  public List<Clock> missed(AgencyId office, int limit) {
    return store.missed(office, limit);
  }

  /** What is promised about reports that are received now. */
  public RuleBook promised() {
    return settings.promised();
  }

  /** Whether every desk of a government keeps all hours, so that its minutes are any minutes. */
  public boolean desksAlwaysOpen() {
    return settings
        .known()
        .hours()
        .desksAlwaysOpen(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /** Whether an office has promised work for a day that still stands when it names another. */
  public boolean promiseStays(ReportId report, AgencyId office, LocalDate day) {
    Instant until = house().end(office, day);
    return store.all(report).stream()
        .filter(c -> c.open() && c.kind() == ClockKind.PROMISE && c.office().equals(office))
        .anyMatch(c -> !until.isBefore(c.dueAt()));
  }

  /**
   * By when a first answer can be expected when a desk forwards at the given moment; for promises
   * to reporters.
   */
  public Instant answerExpected(AgencyId desk, Instant forwarded) {
    House house = house();
    Allowance allowance = house.rules(desk, forwarded).allowance(Term.FIRST_ANSWER);
    return house
        .calendar(ClockKind.FIRST_ANSWER, allowance.unit(), desk)
        .plus(forwarded, allowance.duration(), allowance.unit().measure());
  }

  @EventListener
  void on(Changes changes) {
    Instant now = clock.instant();
    if (!moves(changes)) {
      return;
    }
    House house = settings.held();
    Map<ReportId, List<Ledger>> known = ledgers.of(moved(changes));
    List<Ledger> changed = new ArrayList<>();
    for (Changes.Change change : changes.all()) {
      boolean takenOver = change.entries().stream().anyMatch(ClockRules::takenOver);
      Timekeeper keeper =
          new Timekeeper(
              house,
              change.after(),
              takenOver ? now : change.after().receivedAt(),
              known.getOrDefault(change.after().id(), List.of()));
      for (Entry entry : change.entries()) {
        Instant at = ClockRules.takenOver(entry) ? now : entry.at();
        String cause = entry.event().getClass().getSimpleName();
        ClockRules.react(change.before(), change.after(), entry)
            .forEach(act -> keeper.carryOut(act, at, cause));
      }
      changed.addAll(keeper.changed());
    }
    save(changed, house, now);
    List<Finish> finished =
        changes.all().stream()
            .filter(c -> c.before() != null)
            .flatMap(c -> c.entries().stream().flatMap(e -> Finish.of(c.after(), e).stream()))
            .toList();
    if (!finished.isEmpty()) {
      ends.finish(finished, now);
    }
  }

  /** Whether an office is open on a day, for whatever time. */
  public boolean worksOn(AgencyId office, LocalDate day) {
    return settings.known().hours().office(office).worksOn(day);
  }

  /** Calendars and rules as this server knows them. */
  House house() {
    return settings.known();
  }

  private void save(List<Ledger> changed, House house, Instant now) {
    if (changed.isEmpty()) {
      return;
    }
    ledgers.save(changed);
    letters(changed, house, now);
    List<ReportId> caught =
        changed.stream()
            .map(Ledger::clock)
            .filter(c -> !c.open() && c.breachedAt() != null)
            .map(Clock::report)
            .distinct()
            .toList();
    if (!caught.isEmpty()) {
      listeners.publishEvent(new Caught(caught));
    }
  }

  /** What letters say of missed promises that ended, or whose end was none. */
  private void letters(List<Ledger> changed, House house, Instant now) {
    List<Ledger> climbed =
        changed.stream().filter(l -> l.clock().id() != 0 && l.clock().step() > 0).toList();
    List<EndStore.Ended> ended =
        climbed.stream()
            .filter(l -> !l.clock().open())
            .map(l -> new EndStore.Ended(l.clock().id(), end(l, house)))
            .toList();
    List<Long> reopened =
        climbed.stream().map(Ledger::clock).filter(Clock::open).map(Clock::id).toList();
    if (!ended.isEmpty()) {
      ends.end(ended, now);
    }
    if (!reopened.isEmpty()) {
      ends.reopen(reopened);
    }
  }

  private static Reprimand.End end(Ledger ledger, House house) {
    Instant at = Objects.requireNonNull(ledger.clock().stoppedAt());
    String cause = Objects.requireNonNull(ledger.runs().getLast().endedBy());
    return new Reprimand.End(at, cause, Lateness.of(ledger.clock(), at, house));
  }

  private static boolean moves(Changes changes) {
    return changes.all().stream().anyMatch(Deadlines::moves);
  }

  private static boolean moves(Changes.Change c) {
    return c.entries().stream()
        .anyMatch(e -> !ClockRules.react(c.before(), c.after(), e).isEmpty());
  }

  /** Reports whose earlier clocks the changes can touch. */
  private static List<ReportId> moved(Changes changes) {
    return changes.all().stream()
        .filter(c -> c.before() != null)
        .filter(Deadlines::moves)
        .map(c -> c.after().id())
        .distinct()
        .toList();
  }
}
