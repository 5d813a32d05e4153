package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A decree comes while reports are being filed and forwarded: whatever overlaps how, every clock
 * ends as the new calendar says.
 */
@DatabaseTest
class DecreeRaceIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final int MOST_LOOKS = 100_000;

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Calendars calendars;
  @Autowired Deadlines deadlines;
  @Autowired Recounts recounts;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  private City city;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
  }

  /** It was filed and forwarded by the old calendar, and is committed after the recount looked. */
  @Test
  void countsAnewWhatWasBeingForwardedWhenTheDecreeCame() throws Exception {
    CountDownLatch counted = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<Report> forwarding =
          threads.submit(() ->
              transaction.execute(_ -> {
                Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
                counted.countDown();
                await(mayCommit);
                return report;
              }));
      counted.await();
      decree(LocalDate.of(2026, 1, 6), "Keppres 11/2026");
      Future<?> recount = threads.submit(recounts::catchUp);
      for (int look = 0; look < MOST_LOOKS && !recount.isDone() && !someoneWaits(); look++) {
        Thread.onSpinWait(); // the recount has looked, or has seen that it has to wait
      }
      mayCommit.countDown();
      Report report = forwarding.get();
      recount.get();
      assertEndsByTheNewCalendar(report);
    }
  }

  /** The same for a report that was on the desk before, so that its other clocks are counted. */
  @Test
  void countsAnewWhatWasForwardedInAnotherTransactionMeanwhile() throws Exception {
    Report filed = city.filed("Lampu mati lagi.");
    CountDownLatch counted = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<?> forwarding =
          threads.submit(() ->
              transaction.executeWithoutResult(_ -> {
                forward(filed);
                counted.countDown();
                await(mayCommit);
              }));
      counted.await();
      decree(LocalDate.of(2026, 1, 7), "Keppres 12/2026");
      Future<?> recount = threads.submit(recounts::catchUp);
      for (int look = 0; look < MOST_LOOKS && !recount.isDone() && !someoneWaits(); look++) {
        Thread.onSpinWait();
      }
      mayCommit.countDown();
      forwarding.get();
      recount.get();
      assertEndsByTheNewCalendar(filed);
    }
  }

  /** Another server wrote the decree and counted all anew; this one has read calendars before. */
  @Test
  void goesByADecreeOfAnotherServerFromItsFirstMoment() {
    calendars.hours();
    jdbc.sql(
            """
            WITH decreed AS (
              INSERT INTO agency_holiday (day, kind, name, decree)
              VALUES ('2026-01-08', 'JOINT_LEAVE', 'Cuti bersama', 'Keppres 13/2026'))
            INSERT INTO deadline_recount (change, reason, starts_at, asked_by)
            VALUES ('DECREE', 'Keppres 13/2026', :now, 'x')
            """)
        .param("now", Timestamp.from(MONDAY))
        .update();
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    assertEndsByTheNewCalendar(report);
    recounts.catchUp();
    assertEndsByTheNewCalendar(report);
  }

  private void decree(LocalDate day, String number) {
    recounts.decree(
        List.of(new Holiday(day, Holiday.Kind.JOINT_LEAVE, "Cuti bersama", number)), "Nadia");
  }

  private void assertEndsByTheNewCalendar(Report report) {
    Clock first =
        deadlines.of(report.id()).stream()
            .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
            .findFirst()
            .orElseThrow();
    Instant due =
        calendars
            .fresh()
            .office(city.transport)
            .plus(first.startedAt(), Duration.ofDays(3), Measure.DAYS);
    assertThat(first.dueAt()).isEqualTo(due).isAfter(MONDAY.plus(Duration.ofDays(3)));
  }

  private void forward(Report report) {
    Command forward =
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Mati", "");
    assertThat(
            reports.command(
                report.id(), forward, new Actor.Officer(901, "Rani", city.desk, Role.COORDINATOR)))
        .isInstanceOf(Outcome.Done.class);
  }

  /** Somebody's statement in this database waits for a lock. */
  private boolean someoneWaits() {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
