package id.lapor.deadline;

import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.agency.Timetable;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of calendars and rules and what they do to open clocks: first shown, then done, in
 * batches by whichever server has time, going on where it stopped.
 */
@Service
public class Recounts {

  private static final Logger log = LoggerFactory.getLogger(Recounts.class);
  private static final int AT_ONCE = 500;
  private static final int PREVIEWED = 5_000;

  private final RecountStore store;
  private final LedgerStore ledgers;
  private final RuleStore ruleStore;
  private final Rules rules;
  private final Settings settings;
  private final Calendars calendars;
  private final Reports reports;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Recounts(
      RecountStore store,
      LedgerStore ledgers,
      RuleStore ruleStore,
      Rules rules,
      Settings settings,
      Calendars calendars,
      Reports reports,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.ledgers = ledgers;
    this.ruleStore = ruleStore;
    this.rules = rules;
    this.settings = settings;
    this.calendars = calendars;
    this.reports = reports;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** An open clock that would end at another moment. */
  public record Move(Clock clock, Instant newDue) {}

  /**
   * @param moves of those examined
   * @param examined clocks that could be touched, at most 5,000
   * @param letters of promises missed already whose next letter comes at another time, or never
   * @param more there are more than could be examined
   */
  public record Preview(List<Move> moves, int examined, int letters, boolean more) {

    public long later() {
      return moves.stream().filter(m -> m.newDue().isAfter(m.clock().dueAt())).count();
    }

    public long earlier() {
      return moves.size() - later();
    }
  }

  /**
   * A change that was made and is being carried to the open clocks.
   *
   * @param moved clocks that end at another moment now
   */
  public record Job(
      long id,
      String reason,
      Instant startsAt,
      String askedBy,
      long examined,
      long moved,
      Optional<Instant> finishedAt) {}

  /** Every version of the rules, oldest first. */
  public List<RuleBook> books() {
    return rules.all();
  }

  public List<Job> jobs() {
    return store.latest();
  }

  /** What a decree would move. */
  public Preview preview(List<Holiday> decree) {
    Instant from =
        decree.stream()
            .map(Holiday::day)
            .min(LocalDate::compareTo)
            .map(Recounts::firstMoment)
            .orElse(Instant.MAX);
    return preview(settings.fresh().with(calendars.hours().with(decree)), from);
  }

  /** What it would move to take back what was fixed for a date. */
  public Preview previewWithout(LocalDate day) {
    return preview(settings.fresh().with(calendars.hours().without(day)), firstMoment(day));
  }

  /** No office is earlier: Jayapura's lies furthest east. */
  private static Instant firstMoment(LocalDate day) {
    return day.atStartOfDay(ZoneId.of("Asia/Jayapura")).toInstant();
  }

  public Preview preview(Timetable changed) {
    return preview(settings.fresh().with(calendars.hours().with(changed)), clock.instant());
  }

  /** What it would move when an office went by another timetable. */
  public Preview preview(AgencyId office, boolean desk, @Nullable Long timetable) {
    return preview(
        settings.fresh().with(calendars.hours().with(office, desk, timetable)), clock.instant());
  }

  public Preview preview(RuleBook next) {
    return next.openToo()
        ? preview(settings.fresh().with(next), Instant.EPOCH)
        : new Preview(List.of(), 0, 0, false);
  }

  /** Writes a decree down and moves what it moves. */
  @Transactional
  public void decree(List<Holiday> decree, String by) {
    calendars.decree(decree);
    store.ask("decree: " + decree.getFirst().decree(), clock.instant(), by);
  }

  /** Takes back what was fixed for a date and moves what it moves. */
  @Transactional
  public void revoke(LocalDate day, String by, String why) {
    if (calendars.revoke(day, by, why)) {
      store.ask("revoked: " + day + ", " + why, clock.instant(), by);
    }
  }

  /** Lets an office go by another timetable and moves what it moves. */
  @Transactional
  public void use(Agency office, boolean desk, @Nullable Long timetable, String by) {
    calendars.use(office.id(), desk, timetable);
    store.ask("hours: " + office.name(), clock.instant(), by);
  }

  /** Saves a timetable and moves what it moves. */
  @Transactional
  public void save(Timetable timetable, String by) {
    calendars.save(timetable);
    store.ask("timetable: " + timetable.name(), clock.instant(), by);
  }

  /**
   * Adds a version of the rules; open clocks follow on its first day when it says so.
   *
   * @throws IllegalArgumentException when it would be valid from a day that has gone
   */
  @Transactional
  public void publish(RuleBook next, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    if (next.validFrom().isBefore(today)) {
      throw new IllegalArgumentException("Rules are never made for the past");
    }
    ruleStore.add(next);
    rules.forget();
    if (next.openToo()) {
      Instant start = next.validFrom().atStartOfDay(zone).toInstant();
      store.ask("rules: " + next.profile() + " " + next.validFrom(), start, next.decidedBy());
    }
  }

  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT7S")
  void look() {
    try {
      catchUp();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Clocks could not be counted anew, trying again: {}", e.getMessage());
    }
  }

  /** Works until no job that has begun is unfinished. */
  public void catchUp() {
    while (Boolean.TRUE.equals(transaction.execute(_ -> batch()))) {
      // the next batch
    }
  }

  private boolean batch() {
    Instant now = clock.instant();
    Optional<RecountStore.Open> job = store.lock(now);
    if (job.isEmpty()) {
      return false;
    }
    if (job.get().untouched()) {
      settings.awaitOlder();
    }
    List<RecountStore.Candidate> found = store.candidates(job.get().reached(), AT_ONCE);
    if (found.isEmpty()) {
      store.finish(job.get().id(), now);
      return true;
    }
    Map<ReportId, Report> held =
        byId(
            reports.lockAll(
                found.stream().map(RecountStore.Candidate::report).distinct().toList()));
    House house = settings.fresh();
    List<Ledger> moved = new ArrayList<>();
    for (Ledger l : ledgers.lockOpen(found.stream().map(RecountStore.Candidate::clock).toList())) {
      Report report = Objects.requireNonNull(held.get(l.clock().report()));
      Ledger counted = Recount.of(l, house, report.receivedAt(), now);
      if (!counted.equals(l)) {
        moved.add(counted);
      }
    }
    ledgers.save(moved);
    store.reach(job.get().id(), found.getLast().mark(), found.size(), moved.size());
    return true;
  }

  private Preview preview(House house, Instant from) {
    Instant now = clock.instant();
    List<Move> moves = new ArrayList<>();
    int examined = 0;
    int letters = 0;
    Mark mark = new Mark(from.equals(Instant.MAX) ? now : from, 0);
    while (examined < PREVIEWED) {
      List<Clock> page = store.ahead(mark, AT_ONCE);
      Map<ReportId, Report> about =
          byId(reports.all(page.stream().map(Clock::report).distinct().toList()));
      for (Ledger l : ledgers.withRuns(page)) {
        Report report = Objects.requireNonNull(about.get(l.clock().report()));
        Clock counted = Recount.of(l, house, report.receivedAt(), now).clock();
        if (!counted.dueAt().equals(l.clock().dueAt())) {
          moves.add(new Move(l.clock(), counted.dueAt()));
        } else if (counted.breachedAt() != null
            && !Objects.equals(counted.firesAt(), l.clock().firesAt())) {
          letters++;
        }
      }
      examined += page.size();
      if (page.size() < AT_ONCE) {
        return new Preview(moves, examined, letters, false);
      }
      mark = new Mark(page.getLast().dueAt(), page.getLast().id());
    }
    return new Preview(moves, examined, letters, true);
  }

  private static Map<ReportId, Report> byId(List<Report> reports) {
    return reports.stream().collect(Collectors.toMap(Report::id, Function.identity()));
  }
}
