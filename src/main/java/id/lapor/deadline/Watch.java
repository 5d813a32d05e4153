package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import id.lapor.deadline.WatchStore.Lane;
import id.lapor.platform.db.Referee;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices clocks that have passed, on any number of servers, each step once. Works in batches of
 * one transaction; takes only rows nobody holds and never waits for one, so servers share the work
 * and no command waits long. What passed while nothing ran is caught up step by step and marked as
 * detected late.
 */
@Component
public class Watch {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final int AT_ONCE = 250;
  private static final int MUCH = AT_ONCE / 2;
  private static final int LANES = 2;
  private static final Duration LATE = Duration.ofMinutes(1);
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(10);
  private static final Actor HOUSE = new Actor.House("deadline");

  private final WatchStore store;
  private final Deadlines deadlines;
  private final Reprimands reprimands;
  private final Signatures signatures;
  private final NewDates newDates;
  private final Reports reports;
  private final Referee referee;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher listeners;

  Watch(
      WatchStore store,
      Deadlines deadlines,
      Reprimands reprimands,
      Signatures signatures,
      NewDates newDates,
      Reports reports,
      Referee referee,
      TransactionTemplate transaction,
      ApplicationEventPublisher listeners) {
    this.store = store;
    this.deadlines = deadlines;
    this.reprimands = reprimands;
    this.signatures = signatures;
    this.newDates = newDates;
    this.reports = reports;
    this.referee = referee;
    this.transaction = transaction;
    this.listeners = listeners;
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
  void look() {
    try {
      catchUp();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Clocks could not be looked at, trying again: {}", e.getMessage());
    }
  }

  /** How late the step is that is due first; none when nothing is due. */
  public Duration lag() {
    Instant now = referee.now();
    return store.oldest(now).map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
  }

  /** Works until nothing is due that others are not at; side by side while there is much. */
  public void catchUp() {
    Instant until = referee.now();
    int taken = batch(Lane.ALL, until);
    while (taken > 0) {
      taken = taken < MUCH ? batch(Lane.ALL, until) : sideBySide(until);
    }
    reprimands.issueAutomatic(until);
    newDates.pass(until);
    signatures.remind(until);
  }

  /** While one worker computes, the database writes what another has noticed. */
  private int sideBySide(Instant until) {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      Lane own = new Lane(lane, LANES);
      work.add(() -> through(own, until));
    }
    int taken = 0;
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> done : workers.invokeAll(work)) {
        taken += done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
    return taken;
  }

  private int through(Lane lane, Instant until) {
    int all = 0;
    for (int taken = batch(lane, until); taken > 0; taken = batch(lane, until)) {
      all += taken;
    }
    return all;
  }

  /** The first moment after one at which there is something to do. */
  Optional<Instant> next(Instant after) {
    return store.next(after, Reprimands.COLLECTING);
  }

  /** Steps taken in one batch. */
  private int batch(Lane lane, Instant until) {
    Instant now = referee.now();
    try {
      Integer taken = transaction.execute(_ -> take(store.due(lane, until, AT_ONCE), now));
      return taken == null ? 0 : taken;
    } catch (RuntimeException e) {
      if (passes(e)) {
        throw e;
      }
      log.error("A batch of clocks failed; looking at each by itself", e);
      return oneByOne(lane, until, now);
    }
  }

  /** Trouble of the database that another try may be free of, unlike a row it will never take. */
  private static boolean passes(RuntimeException e) {
    return e instanceof TransactionException
        || (e instanceof DataAccessException && !(e instanceof DataIntegrityViolationException));
  }

  /** One clock that cannot be dealt with holds up no other. */
  private int oneByOne(Lane lane, Instant until, Instant now) {
    int taken = 0;
    for (WatchStore.Due due : store.due(lane, until, AT_ONCE)) {
      try {
        Integer one = transaction.execute(_ -> take(List.of(due), now));
        taken += one == null ? 0 : one;
      } catch (RuntimeException e) {
        if (passes(e)) {
          throw e;
        }
        log.error("Clock {} could not be dealt with and waits", due.clock(), e);
        store.postpone(due.clock(), now, now.plus(AFTER_TROUBLE));
      }
    }
    return taken;
  }

  /**
   * Of each report the first clock. Whoever writes clocks has locked their report, which is the one
   * lock they have; a report that is not free is left for the next look.
   */
  private int take(List<WatchStore.Due> seen, Instant now) {
    Map<ReportId, WatchStore.Due> first =
        seen.stream()
            .collect(
                Collectors.toMap(
                    WatchStore.Due::report, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    Map<ReportId, Report> free =
        reports.lockFree(first.keySet()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    Round round = new Round(now);
    store
        .still(first.values().stream().filter(d -> free.containsKey(d.report())).toList(), now)
        .forEach(c -> round.add(c, Objects.requireNonNull(free.get(c.report()))));
    return round.finish();
  }

  /** Everything one transaction has noticed, to be written together. */
  private final class Round {

    private final Instant now;
    private final House house = deadlines.house();
    private final List<WatchStore.Looked> looked = new ArrayList<>();
    private final List<Reports.Order> orders = new ArrayList<>();
    private final List<Reprimands.Missed> missed = new ArrayList<>();
    private final List<Warned> warned = new ArrayList<>();

    Round(Instant now) {
      this.now = now;
    }

    void add(Clock c, Report report) {
      WorkingCalendar calendar = house.calendar(c);
      Passing passing = Passing.of(c, now, calendar, house.book(c.rules()).ladder());
      boolean late = passing instanceof Passing.Climbed r && r.at().plus(LATE).isBefore(now);
      looked.add(new WatchStore.Looked(c, passing, now, late));
      switch (passing) {
        case Passing.Warned w ->
            warned.add(new Warned(c.report(), c.office(), c.kind(), w.warning(), c.dueAt()));
        case Passing.Climbed r -> climbed(c, report, r);
        case Passing.Over _ -> over(c, report);
      }
    }

    private void climbed(Clock c, Report report, Passing.Climbed r) {
      orders.add(
          new Reports.Order(
              report, new Command.Escalate(c.kind().name(), c.office(), c.dueAt(), r.step())));
      if (r.rung().deed().level() > 0) {
        missed.add(new Reprimands.Missed(c, r.rung().deed().level(), r.rung().automatic()));
      }
    }

    private void over(Clock c, Report report) {
      switch (c.kind()) {
        case SILENCE -> orders.add(new Reports.Order(report, new Command.CloseBySilence()));
        case OMBUDSMAN ->
            orders.add(new Reports.Order(report, new Command.OfferOmbudsman(c.startedAt())));
        case REPORTER_TURN -> orders.add(new Reports.Order(report, new Command.Resume()));
        case TRIAGE, ARBITRATION, FIRST_ANSWER, SECOND_ANSWER, PROMISE, RESOLUTION -> {}
      }
    }

    int finish() {
      if (looked.isEmpty()) {
        return 0;
      }
      store.looked(looked);
      store.record(looked.stream().filter(l -> !(l.passing() instanceof Passing.Over)).toList());
      reports.commandAll(orders, HOUSE, now);
      reprimands.draft(missed, now);
      if (!warned.isEmpty()) {
        listeners.publishEvent(new Warnings(warned));
      }
      return looked.size();
    }
  }
}
