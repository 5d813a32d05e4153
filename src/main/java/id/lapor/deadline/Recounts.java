package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.agency.OfficeHours;
import id.lapor.report.Reference;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
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
  private static final int TAKEN_BACK_SHOWN = 20;

  /** Where each day of the country begins. */
  private static final ZoneId EASTERNMOST = ZoneId.of("Asia/Jayapura");

  private final RecountStore store;
  private final Previews previews;
  private final LedgerStore ledgers;
  private final RuleStore ruleStore;
  private final RuleActs ruleActs;
  private final Rules rules;
  private final Settings settings;
  private final Calendars calendars;
  private final Agencies agencies;
  private final Reports reports;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Recounts(
      RecountStore store,
      Previews previews,
      LedgerStore ledgers,
      RuleStore ruleStore,
      RuleActs ruleActs,
      Rules rules,
      Settings settings,
      Calendars calendars,
      Agencies agencies,
      Reports reports,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.previews = previews;
    this.ledgers = ledgers;
    this.ruleStore = ruleStore;
    this.ruleActs = ruleActs;
    this.rules = rules;
    this.settings = settings;
    this.calendars = calendars;
    this.agencies = agencies;
    this.reports = reports;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** An open clock that would end at another moment, and the number of its report. */
  public record Move(Clock clock, Instant newDue, Reference report) {}

  /**
   * @param moves of those examined
   * @param examined clocks that could be touched, at most 5,000
   * @param letters of promises missed already whose next letter comes at another time, or never
   * @param more there are more than could be examined
   */
  public record Preview(List<Move> moves, int examined, int letters, boolean more) {

    /** Of what touches no clock. */
    public static Preview none() {
      return new Preview(List.of(), 0, 0, false);
    }

    /** Of how many reports. */
    public long reports() {
      return moves.stream().map(Move::report).distinct().count();
    }

    public long later() {
      return moves.stream().filter(m -> m.newDue().isAfter(m.clock().dueAt())).count();
    }

    public long earlier() {
      return moves.size() - later();
    }
  }

  /** What was changed. */
  public enum Change {
    DECREE,
    REVOKED,
    HOURS,
    TIMETABLE,
    RULES
  }

  /**
   * A change that was made and is being carried to the open clocks.
   *
   * @param words number of the decree, name of the hours or office, profile of the rules
   * @param moved clocks that end at another moment now
   * @param together carried by another's walk, which counts for both; the figures are those of what
   *     it had reached alone
   * @param rest its figures are also those of what an earlier change had not reached yet
   */
  public record Job(
      long id,
      Change change,
      String words,
      Instant startsAt,
      String askedBy,
      long examined,
      long moved,
      boolean together,
      boolean rest,
      Optional<Instant> finishedAt) {}

  /** Every version of the rules as it stands this moment, of each profile the oldest first. */
  public List<RuleBook> books() {
    return rules.fresh();
  }

  /** The version of a profile that reports of a day run under; empty for an unknown profile. */
  public Optional<RuleBook> inForce(String profile, LocalDate day) {
    List<RuleBook> books = books().stream().filter(b -> b.profile().equals(profile)).toList();
    return books.isEmpty() ? Optional.empty() : Optional.of(Rules.pick(books, profile, day, day));
  }

  /** By which coordinators and agencies are measured; the national admin always by its own. */
  public String profile() {
    return rules.profile();
  }

  /**
   * Makes a change unless somebody else has made one since.
   *
   * @param state what the change is about, as it stands this moment
   * @param seen what it was when the change was thought of
   * @return whether it was made
   */
  @Transactional
  public boolean unlessChanged(Supplier<String> state, String seen, Runnable change) {
    store.oneAtATime();
    boolean same = state.get().equals(seen);
    if (same) {
      change.run();
    }
    return same;
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
    return previews.of(settings.fresh().with(calendars.hours().with(decree)), from);
  }

  /** What it would move to take back what was fixed for a date. */
  public Preview previewWithout(LocalDate day) {
    return previews.of(settings.fresh().with(calendars.hours().without(day)), firstMoment(day));
  }

  /** No office is earlier. */
  private static Instant firstMoment(LocalDate day) {
    return day.atStartOfDay(EASTERNMOST).toInstant();
  }

  /** What it would move when a timetable were another from a day on. */
  public Preview preview(OfficeHours.Version changed) {
    return previews.of(settings.fresh().with(calendars.hours().with(changed)), clock.instant());
  }

  /** What it would move when an office went by another timetable from a day on. */
  public Preview preview(Calendars.Use use) {
    return previews.of(settings.fresh().with(calendars.hours().with(use)), clock.instant());
  }

  /** What a version would move on its first day; what is due before is over by then. */
  public Preview preview(RuleBook next, ZoneId zone) {
    if (!next.openToo()) {
      return Preview.none();
    }
    Instant first = next.validFrom().atStartOfDay(zone).toInstant();
    Instant now = clock.instant();
    return previews.of(
        settings.fresh().with(next), Instant.EPOCH, first.isAfter(now) ? first : now);
  }

  /** Writes a decree down and moves what it moves; none for a day before {@link #earliest}. */
  @Transactional
  public void decree(List<Holiday> decree, String by) {
    decree.forEach(h -> Holiday.checkNotBefore(h.day(), earliest()));
    calendars.decree(decree);
    ask(Change.DECREE, decree.getFirst().decree(), by);
  }

  /** Takes back what was fixed for a date, not before {@link #earliest}; moves what it moves. */
  @Transactional
  public void revoke(LocalDate day, String by, String why) {
    Holiday.checkNotBefore(day, earliest());
    if (calendars.revoke(day, by, why)) {
      ask(Change.REVOKED, day + ", " + why, by);
    }
  }

  /**
   * Lets an office go by another timetable from a day on and moves what it moves.
   *
   * @throws IllegalArgumentException when that day is before {@link #earliest}: what is past is
   *     counted by the hours of that day, for good
   */
  @Transactional
  public void use(Calendars.Use use) {
    use.given().checkNotBefore(earliest());
    calendars.use(use);
    ask(Change.HOURS, agencies.get(use.agency()).name(), use.given().by());
  }

  /**
   * Changes a timetable from a day on and moves what it moves.
   *
   * @throws IllegalArgumentException when that day is before {@link #earliest}
   */
  @Transactional
  public void change(OfficeHours.Version version) {
    version.given().checkNotBefore(earliest());
    calendars.change(version);
    ask(Change.TIMETABLE, version.timetable().name(), version.given().by());
  }

  private void ask(Change change, String words, String by) {
    store.ask(change, words, clock.instant(), by, null);
  }

  /**
   * The first day on which a version can begin: one that has begun nowhere in the country, so that
   * what was promised today stays and the version can be taken back.
   */
  public LocalDate earliest() {
    return LocalDate.ofInstant(clock.instant(), EASTERNMOST).plusDays(1);
  }

  /**
   * Adds a version of the rules; open clocks follow on its first day when it says so.
   *
   * @throws IllegalArgumentException when it would be valid before {@link #earliest} or is beyond
   *     {@link RuleBounds}
   * @throws DuplicateKeyException when another of the profile begins on that day
   */
  @Transactional
  public void publish(RuleBook next, ZoneId zone) {
    if (next.validFrom().isBefore(earliest())) {
      throw new IllegalArgumentException("Rules are made for days that have not begun");
    }
    RuleBounds.check(next, OfficeRules.national(books()));
    long id = ruleStore.add(next);
    ruleActs.published(id, next);
    rules.forget();
    if (next.openToo()) {
      Instant start = next.validFrom().atStartOfDay(zone).toInstant();
      store.ask(Change.RULES, next.profile(), start, next.decidedBy(), id);
    }
  }

  /**
   * A version that never began.
   *
   * @param why empty in rows of before that was asked
   */
  public record TakenBack(String profile, LocalDate validFrom, String by, Instant at, String why) {}

  /** Versions that never began, the latest taken back first. */
  public List<TakenBack> takenBack() {
    return ruleStore.takenBack(TAKEN_BACK_SHOWN);
  }

  /** How many versions of a profile never began. */
  public int countTakenBack(String profile) {
    return ruleStore.countTakenBack(profile);
  }

  /**
   * Takes a version back, as long as its first day has begun nowhere.
   *
   * @return whether it is taken back; the same when somebody else did
   */
  @Transactional
  public boolean takeBack(long id, String by, String why) {
    store.oneAtATime();
    Optional<RuleBook> found = books().stream().filter(b -> b.id() == id).findFirst();
    if (found.isPresent() && found.get().validFrom().isBefore(earliest())) {
      return false;
    }
    store.forget(id);
    if (ruleStore.takeBack(id, by, why, clock.instant())) {
      ruleActs.takenBack(id, by, why);
    }
    rules.forget();
    return true;
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
    while (Boolean.TRUE.equals(transaction.execute(_ -> batch(AT_ONCE)))) {
      // the next batch
    }
  }

  /**
   * Carries what has begun to the next clocks.
   *
   * @return whether there may be more to do
   */
  boolean batch(int atOnce) {
    Instant now = clock.instant();
    Optional<RecountStore.Open> job = store.lock(now);
    if (job.isEmpty()) {
      return false;
    }
    if (job.get().untouched()) {
      store.takeAlong(job.get().id(), now); // before the wait, which is then for their sake too
      settings.awaitOlder();
    }
    List<RecountStore.Candidate> found = store.candidates(job.get().reached(), atOnce);
    if (found.isEmpty()) {
      store.finish(job.get().id(), now);
      return true;
    }
    Map<ReportId, Report> held =
        reports
            .lockAll(found.stream().map(RecountStore.Candidate::report).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    House house = settings.fresh();
    List<Ledger> changed = new ArrayList<>();
    int moved = 0;
    for (Ledger l : ledgers.open(found.stream().map(RecountStore.Candidate::clock).toList())) {
      Report report = Objects.requireNonNull(held.get(l.clock().report()));
      Ledger counted = Recount.of(l, house, report.receivedAt(), now);
      if (!counted.equals(l)) {
        changed.add(counted);
      }
      if (!counted.clock().dueAt().equals(l.clock().dueAt())) {
        moved++;
      }
    }
    ledgers.save(changed);
    store.reach(job.get().id(), found.getLast().mark(), found.size(), moved);
    return true;
  }
}
