package id.lapor.deadline;

import id.lapor.agency.Calendars;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices clocks that have passed, on any number of servers, each rung once. The report is locked
 * before its clock, in the same order as every command does it. What passed while nothing ran is
 * caught up rung by rung.
 */
@Component
public class Watch {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final int AT_ONCE = 100;
  private static final Actor HOUSE = new Actor.House("deadline");

  private final DeadlineStore store;
  private final Deadlines deadlines;
  private final ReprimandStore reprimands;
  private final Reports reports;
  private final Calendars calendars;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Watch(
      DeadlineStore store,
      Deadlines deadlines,
      ReprimandStore reprimands,
      Reports reports,
      Calendars calendars,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.deadlines = deadlines;
    this.reprimands = reprimands;
    this.reports = reports;
    this.calendars = calendars;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
  void look() {
    try {
      catchUp();
    } catch (org.springframework.dao.DataAccessException
        | org.springframework.transaction.TransactionException e) {
      log.warn("Clocks could not be looked at, trying again: {}", e.getMessage());
    }
  }

  /** Works until nothing is due. */
  public void catchUp() {
    Instant now = clock.instant();
    List<Clock> due = store.firing(now, AT_ONCE);
    while (!due.isEmpty()) {
      int worked = 0;
      for (Clock c : due) {
        worked += Boolean.TRUE.equals(transaction.execute(_ -> fire(c, now))) ? 1 : 0;
      }
      if (worked == 0) {
        return; // others are at it
      }
      due = store.firing(now, AT_ONCE);
    }
  }

  private boolean fire(Clock seen, Instant now) {
    Report report = reports.lock(seen.report()).orElseThrow();
    return store
        .lockFiring(seen.id(), now)
        .map(c -> {
          passed(report, c, now);
          return true;
        })
        .orElse(false);
  }

  private void passed(Report report, Clock c, Instant now) {
    switch (c.kind()) {
      case SILENCE -> {
        store.climb(c.id(), 1, null, null);
        reports.command(c.report(), new Command.CloseBySilence(), HOUSE);
      }
      case REPORTER_TURN -> {
        store.climb(c.id(), 1, null, null);
        deadlines.replyTimePassed(report, now);
      }
      case TRIAGE, ARBITRATION, FIRST_ANSWER, SECOND_ANSWER, PROMISE -> escalate(c, now);
    }
  }

  private void escalate(Clock c, Instant now) {
    Instant next = Ladder.rung(c.step() + 1, c.dueAt(), calendars.office(c.office())).orElse(null);
    store.climb(c.id(), c.step() + 1, c.dueAt(), next);
    reports.command(
        c.report(), new Command.Escalate(c.kind().name(), c.office(), c.dueAt(), c.step()), HOUSE);
    if (c.step() > 0) {
      reprimands.draft(c, c.step(), now);
    }
  }
}
