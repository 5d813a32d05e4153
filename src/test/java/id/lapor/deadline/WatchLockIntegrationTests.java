package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lock of a report is the one its clocks have: the watch neither breaks it nor waits for it.
 */
@DatabaseTest
class WatchLockIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Command ANSWER =
      new Command.Answer("Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu.");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Watch watch;
  @Autowired WatchStore store;
  @Autowired Reprimands reprimands;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired SettableClock clock;

  /** The answer was on its way when the promise passed, and is what becomes of it. */
  @Test
  void leavesAReportAloneWhileSomebodyIsAtWorkOnIt() throws Exception {
    clock.set(MONDAY);
    City city = new City(agencies, reports);
    ReportId report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport).id();
    ReportId other = city.forwarded("Lampu lain mati.", "lampu-jalan", city.transport).id();
    clock.set(firstAnswer(report).dueAt().plus(Duration.ofMinutes(1)));
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Future<Outcome> answering =
          both.submit(() ->
              transaction.execute(_ -> {
                Outcome outcome =
                    reports.command(report, ANSWER, City.actor(City.liaison(city.transport)));
                answered.countDown();
                await(mayCommit);
                return outcome;
              }));
      try {
        answered.await();
        both.submit(watch::catchUp).get(20, TimeUnit.SECONDS);
      } finally {
        mayCommit.countDown();
      }
      assertThat(answering.get()).isInstanceOf(Outcome.Done.class);
    }
    watch.catchUp();
    assertThat(firstAnswer(report).open()).isFalse();
    assertThat(missed(report)).as("it had ended when the watch could look").isFalse();
    assertThat(missed(other)).as("the watch did not stand still").isTrue();
  }

  /** Whoever ends a promise has locked its report before its letters; so does policy. */
  @Test
  void waitsForAReportBeforeItsLettersWherePolicyWrites() throws Exception {
    clock.set(MONDAY);
    City city = new City(agencies, reports);
    AgencyId centre = agencies.nationalAdmin().id();
    ReportId report = at(centre, city);
    clock.set(triage(report).dueAt().plus(Duration.ofMinutes(1)));
    watch.catchUp();
    reprimands.draft(List.of(new Reprimands.Missed(triage(report), 1, false)), clock.instant());
    clock.advance(Duration.ofMinutes(61));
    Actor nadia = new Actor.Officer(930, "Nadia", centre, Role.NATIONAL_ADMIN);
    Command forward =
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati", "");
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Future<Outcome> forwarding =
          both.submit(() ->
              transaction.execute(_ -> {
                reports.lockAll(List.of(report));
                locked.countDown();
                await(goOn);
                return reports.command(report, forward, nadia);
              }));
      locked.await();
      Future<?> policy = both.submit(() -> reprimands.issueAutomatic(clock.instant()));
      try {
        while (!policy.isDone() && !somebodyWaits()) {
          Thread.onSpinWait();
        }
      } finally {
        goOn.countDown();
      }
      assertThat(forwarding.get()).isInstanceOf(Outcome.Done.class);
      policy.get();
    }
    assertThat(reprimands.issuedTo(centre))
        .anyMatch(l -> l.cases().stream().anyMatch(c -> c.report().equals(report)));
  }

  /** A report that an office verifies. */
  private ReportId at(AgencyId desk, City city) {
    Report like = city.filed("Jalan rusak.");
    String own = UUID.randomUUID().toString();
    return reports.file(new Submission(own, null, like.matter(), desk, List.of())).report().id();
  }

  private boolean somebodyWaits() {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  /** It has no lock: what an act wrote since a clock was seen as due stands. */
  @Test
  void holdsBackOnlyWhatIsStillDue() {
    clock.set(MONDAY);
    City city = new City(agencies, reports);
    ReportId report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport).id();
    Instant looked = Objects.requireNonNull(firstAnswer(report).firesAt());
    Instant later = looked.plus(Duration.ofMinutes(10));
    store.postpone(firstAnswer(report).id(), looked.minusSeconds(1), later);
    assertThat(firstAnswer(report).firesAt()).as("not due yet").isEqualTo(looked);
    store.postpone(firstAnswer(report).id(), looked, later);
    assertThat(firstAnswer(report).firesAt()).isEqualTo(later);
    reports.command(report, ANSWER, City.actor(City.liaison(city.transport)));
    store.postpone(firstAnswer(report).id(), later, later.plusSeconds(600));
    assertThat(firstAnswer(report).firesAt()).as("it has ended").isNull();
  }

  private boolean missed(ReportId report) {
    return reports.history(report).stream().anyMatch(e -> e.event() instanceof Event.Escalated);
  }

  private Clock firstAnswer(ReportId report) {
    return clock(report, ClockKind.FIRST_ANSWER);
  }

  private Clock triage(ReportId report) {
    return clock(report, ClockKind.TRIAGE);
  }

  private Clock clock(ReportId report, ClockKind kind) {
    return deadlines.of(report).stream().filter(c -> c.kind() == kind).findFirst().orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
