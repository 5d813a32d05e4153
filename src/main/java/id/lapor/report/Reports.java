package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.people.ReporterId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All reports. Every change goes through here: decided by the {@link Workflow}, written with its
 * journal, and told to the floors above by {@link Changes}, in one transaction.
 */
@Service
public class Reports {

  static final int HOPS_DAYS = 365;

  /** The stream of the trail that reports are on; a report's number there is its id. */
  public static final String STREAM = JournalRow.STREAM;

  private static final int REFERENCE_TRIES = 8;

  private final ReportStore store;
  private final ReportLedger ledger;
  private final Bound bound;
  private final EvidenceBox evidence;
  private final Workflow workflow;
  private final Repetition repetition;
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;
  private final RandomGenerator random = new SecureRandom();

  Reports(
      ReportStore store,
      ReportLedger ledger,
      Bound bound,
      EvidenceBox evidence,
      Surroundings surroundings,
      InstantSource clock,
      ApplicationEventPublisher listeners) {
    this.store = store;
    this.ledger = ledger;
    this.bound = bound;
    this.evidence = evidence;
    this.workflow = new Workflow(surroundings);
    this.repetition = new Repetition(workflow, evidence);
    this.clock = clock;
    this.listeners = listeners;
  }

  /**
   * What {@link #file} gives back: the report, and whether it is new or the answer to a repeated
   * submission.
   */
  public record Filing(Report report, boolean fresh) {}

  /** Receives a report. The same key again answers with the first report and changes nothing. */
  @Transactional
  public Filing file(Submission submission) {
    byte[] key = AccessSecret.sha256("key:" + submission.key());
    ReportId id = ledger.nextIds(1).getFirst();
    Event.Filed filed =
        new Event.Filed(submission.matter(), submission.desk(), submission.evidence());
    Instant now = submission.received(clock.instant());
    for (int i = 0; i < REFERENCE_TRIES; i++) {
      Report report = Folding.filed(id, Reference.random(random), filed, now);
      if (ledger.insert(new ReportLedger.NewCase(report, key, bound(submission, report), null))) {
        Entry entry = new Entry(id, 1, now, submission.by(), filed);
        record(List.of(new Changes.Change(null, report, List.of(entry))));
        if (submission.arrival() != null) {
          submission.arrival().sent().ifPresent(sent -> ledger.note(id, 1, sent));
        }
        return new Filing(report, true);
      }
      Optional<Report> earlier = store.byKey(key);
      if (earlier.isPresent()) {
        return new Filing(earlier.get(), false);
      }
    }
    throw new IllegalStateException("No free reference found in " + REFERENCE_TRIES + " tries");
  }

  private byte @Nullable [] bound(Submission submission, Report report) {
    @Nullable AccessSecret secret = submission.secret();
    return secret == null ? null : bound.hash(Bound.To.of(report), secret);
  }

  /**
   * Takes over reports of another system, all or none, each kind of row in one batch. What is here
   * already by its channel and number is left as it is.
   *
   * @return how many were new
   */
  @Transactional
  public int takeOver(List<TakenOver> foreign) {
    Set<String> known = store.externalIds(foreign);
    Map<String, TakenOver> fresh = new LinkedHashMap<>();
    foreign.stream()
        .filter(f -> !known.contains(f.externalId()))
        .forEach(f -> fresh.putIfAbsent(f.externalId(), f));
    if (fresh.isEmpty()) {
      return 0;
    }
    Iterator<ReportId> ids = ledger.nextIds(fresh.size()).iterator();
    List<ReportLedger.NewCase> cases = new ArrayList<>();
    List<Changes.Change> changes = new ArrayList<>();
    for (TakenOver f : fresh.values()) {
      Changes.Change change = f.received(ids.next(), Reference.random(random));
      cases.add(new ReportLedger.NewCase(change.after(), null, null, f.externalId()));
      changes.add(change);
    }
    ledger.insertAll(cases);
    record(changes);
    return fresh.size();
  }

  /** Carries out a command on the report as it stands. */
  @Transactional
  public Outcome command(ReportId id, Command command, Actor actor) {
    return command(id, null, command, actor);
  }

  /**
   * The same of what came before it could be read: it counts from when the house had it, but not
   * from before the last act on the report.
   */
  @Transactional
  public Outcome arrived(ReportId id, Command command, Actor actor, Arrival arrival) {
    @Nullable Report before = store.locked(id).orElse(null);
    if (before == null) {
      return new Outcome.Refused(Refusal.NOT_YOURS);
    }
    Instant now = clock.instant();
    Instant at = arrival.at().isBefore(before.changedAt()) ? before.changedAt() : arrival.at();
    Outcome outcome = decided(before, command, actor, at.isAfter(now) ? now : at);
    if (outcome instanceof Outcome.Done) {
      arrival.sent().ifPresent(sent -> ledger.note(id, (int) before.version() + 1, sent));
    }
    return outcome;
  }

  /**
   * Carries out a command on the version the actor saw. What the actor did to that version already
   * is done, and not done again.
   *
   * @param seen version shown on the page, null when any will do
   */
  @Transactional
  public Outcome command(ReportId id, @Nullable Long seen, Command command, Actor actor) {
    if (command instanceof Command.Merge m) {
      store.locked(List.of(id, m.into())); // it must not end while this one is merged into it
    }
    @Nullable Report before = store.locked(id).orElse(null);
    if (before == null) {
      return new Outcome.Refused(Refusal.NOT_YOURS);
    }
    if (seen != null && seen != before.version()) {
      return repeats(before, seen, command, actor)
          ? new Outcome.Done(before)
          : new Outcome.Refused(Refusal.CHANGED_MEANWHILE);
    }
    return decided(before, command, actor, clock.instant());
  }

  private Outcome decided(Report before, Command command, Actor actor, Instant at) {
    return switch (workflow.decide(before, command, actor, at)) {
      case Decision.Refused r -> new Outcome.Refused(r.why());
      case Decision.Accepted a -> new Outcome.Done(store(apply(before, a.events(), actor, at)));
    };
  }

  /**
   * Carries out a command on the report as it stands, unless the actor has done just this since
   * they saw that version; of equal ones that come at once, one is carried out.
   *
   * @param seen version shown on the page
   */
  @Transactional
  public Outcome commandOnce(ReportId id, long seen, Command command, Actor actor) {
    return store
        .locked(id)
        .filter(report -> repeats(report, seen, command, actor))
        .<Outcome>map(Outcome.Done::new)
        .orElseGet(() -> command(id, null, command, actor));
  }

  /**
   * Whether the actor has done just this since they saw that version: the same form, sent again.
   */
  public boolean repeats(Report report, long seen, Command command, Actor actor) {
    return seen < report.version()
        && repetition.of(report, history(report.id()), seen, command, actor);
  }

  /** Keeps others from changing the report until the present transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Report> lock(ReportId id) {
    return store.locked(id);
  }

  /**
   * Those of the reports nobody is at work on, kept from all others until the present transaction
   * ends.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Report> lockFree(Collection<ReportId> ids) {
    return ids.isEmpty() ? List.of() : store.lockedFree(ids);
  }

  /** Keeps others from changing the reports until the present transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Report> lockAll(Collection<ReportId> ids) {
    return ids.isEmpty() ? List.of() : store.locked(ids);
  }

  /**
   * Carries out a command on each of many locked reports, all written and told together.
   *
   * @param now the one moment at which all of them happen
   * @return what became of each, in the order given
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome> commandAll(List<Order> orders, Actor actor, Instant now) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Changes.Change> changes = new ArrayList<>();
    for (Order order : orders) {
      switch (workflow.decide(order.report(), order.command(), actor, now)) {
        case Decision.Refused r -> outcomes.add(new Outcome.Refused(r.why()));
        case Decision.Accepted a -> {
          Changes.Change change = apply(order.report(), a.events(), actor, now);
          changes.add(change);
          outcomes.add(new Outcome.Done(change.after()));
        }
      }
    }
    if (!changes.isEmpty()) {
      ledger.update(changes.stream().map(Changes.Change::after).toList());
      record(changes);
    }
    return outcomes;
  }

  /** A command for one of many reports, which must differ. */
  public record Order(Report report, Command command) {}

  /** "Me too", counted once per device; true when it was counted now. */
  @Transactional
  public boolean support(ReportId id, String device) {
    return ledger.addSupport(id, AccessSecret.sha256("device:" + device))
        && command(id, new Command.Support(), new Actor.Neighbour()) instanceof Outcome.Done;
  }

  public Optional<Report> find(ReportId id) {
    return store.find(id);
  }

  public Optional<Report> find(Reference reference) {
    return store.find(reference);
  }

  /** Of what everybody may read; a report that is not looks like none, and takes as long. */
  public Optional<Report> findPublic(Reference reference) {
    return store.findPublic(reference);
  }

  /** The report if the secret is its own; an unknown reference and a wrong secret look the same. */
  public Optional<Report> open(Reference reference, AccessSecret secret) {
    Bound.Kept kept = store.secret(reference).orElse(Bound.none(reference));
    return bound.matches(kept, secret) ? store.find(reference) : Optional.empty();
  }

  /** Everything these reporters filed; one query, by report_case_reporter. */
  public List<Report> filedBy(Collection<ReporterId> reporters) {
    return reporters.isEmpty() ? List.of() : store.filedBy(reporters);
  }

  /** Reports everybody may read, in the order of their ids, after one of these. */
  public List<Report> publicAfter(long id, int limit) {
    return store.publicAfter(id, limit);
  }

  /** Reports in the order of the ids given; unknown ids are left out. One query. */
  public List<Report> all(Collection<ReportId> ids) {
    Map<ReportId, Report> found =
        (ids.isEmpty() ? List.<Report>of() : store.all(ids))
            .stream().collect(Collectors.toMap(Report::id, Function.identity()));
    return ids.stream().distinct().filter(found::containsKey).map(found::get).toList();
  }

  /** The whole journal of one report, oldest first. */
  public List<Entry> history(ReportId id) {
    return store.history(List.of(id));
  }

  /** What of a report's journal was sent at another time than it arrived, by its number in it. */
  public Map<Integer, Sent> sent(ReportId id) {
    return store.sent(id);
  }

  /** The journals of several, each oldest first. */
  public Map<ReportId, List<Entry>> histories(Collection<ReportId> ids) {
    return ids.isEmpty()
        ? Map.of()
        : store.history(ids).stream().collect(Collectors.groupingBy(Entry::report));
  }

  /** Whether such an act is open to the actor now, whatever words, day or agency go with it. */
  public boolean mayBe(Report report, Command command, Actor actor) {
    return !(workflow.decide(report, command, actor, clock.instant())
            instanceof Decision.Refused refused
        && refused.why().whateverIsSaid());
  }

  /** Whether the one could be merged into the other, by an office that both concern. */
  public boolean mergeable(Report report, Report into) {
    return DeskRules.wrongTarget(report, into).isEmpty();
  }

  /** How often an agency said "not ours" in the last {@value #HOPS_DAYS} days. */
  public Hops hops(AgencyId agency) {
    return store.hops(agency, clock.instant().minus(Duration.ofDays(HOPS_DAYS)));
  }

  /** Reports in which an agency has a part, last changed first. */
  public List<Report> ofAgency(
      AgencyId agency, Set<Stage> stages, @Nullable Cursor after, int limit) {
    return store.ofAgency(agency, stages, after, limit);
  }

  /** Reports of somebody who is known by several reporter numbers, the newest first. */
  public List<Report> ofReporters(Collection<ReporterId> reporters, int limit) {
    return reporters.isEmpty() ? List.of() : store.ofReporters(reporters, limit);
  }

  /** Under each of the reports those that were merged into it, directly or over another. */
  public Map<ReportId, List<Report>> mergedInto(Collection<ReportId> reports) {
    return reports.isEmpty() ? Map.of() : store.mergedInto(reports);
  }

  /** Whether the file belongs to the report. */
  public boolean holds(ReportId report, EvidenceId evidence) {
    return store.hasEvidence(List.of(report), evidence.value());
  }

  /** Whether the file belongs to the report or to one that was merged into it. */
  public boolean gathers(ReportId report, EvidenceId evidence) {
    List<ReportId> parts =
        mergedInto(List.of(report)).values().stream()
            .flatMap(List::stream)
            .map(Report::id)
            .toList();
    return holds(report, evidence) || store.hasEvidence(parts, evidence.value());
  }

  private Report store(Changes.Change change) {
    ledger.update(List.of(change.after()));
    record(List.of(change));
    return change.after();
  }

  private static Changes.Change apply(Report before, List<Event> events, Actor actor, Instant now) {
    Report after = before;
    List<Entry> entries = new ArrayList<>();
    for (Event event : events) {
      after = Folding.fold(after, event, now);
      entries.add(new Entry(before.id(), (int) after.version(), now, actor, event));
    }
    return new Changes.Change(before, after, entries);
  }

  private void record(List<Changes.Change> changes) {
    evidence.claim(
        changes.stream()
            .flatMap(c -> c.entries().stream())
            .flatMap(e -> ReportLedger.evidenceOf(e.event()).stream())
            .toList());
    ledger.append(changes.stream().flatMap(c -> c.entries().stream()).toList());
    ledger.assign(changes.stream().map(Changes.Change::after).toList());
    listeners.publishEvent(new Changes(changes));
  }
}
