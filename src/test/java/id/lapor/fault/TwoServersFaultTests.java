package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.Given;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.platform.City;
import id.lapor.platform.Settings;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two servers in processes of their own on one database: the clock of one is ten minutes ahead, the
 * other is frozen for a while, and both are killed in the middle of their work. Every step of the
 * ladder is taken once, none is missing, and nobody is convicted early.
 */
@DatabaseTest
class TwoServersFaultTests {

  private static final long ALL_HOURS = 2;
  private static final int A_STAGE = 120;
  private static final int SOON = 10;
  private static final Instant START = InstantSource.system().instant();

  @Autowired Agencies agencies;
  @Autowired Calendars calendars;
  @Autowired Reports reports;
  @Autowired Deadlines deadlines;
  @Autowired SettableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired Settings settings;

  private final List<ReportId> missed = new ArrayList<>();
  private City city;
  private Child ahead;
  private Child usual;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    for (AgencyId office : List.of(city.desk, city.transport)) {
      calendars.use(
          new Calendars.Use(office, false, ALL_HOURS, new Given(Given.ALWAYS, "", "Nadia")));
    }
    ahead = Child.of(settings, SkewedServer.class.getName());
    usual = Child.of(settings, "id.lapor.LaporApplication");
  }

  @AfterEach
  void stop() {
    ahead.kill();
    usual.kill();
  }

  @Test
  void takesEachStepOnceThoughBothAreKilledInTurn() throws Exception {
    List<ReportId> soon = dueInSixMinutes();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      both.invokeAll(List.of(starting(ahead), starting(usual))).forEach(Future::resultNow);
    }

    fileMissed();
    ahead.kill();
    fileMissed();
    allStepsAreTaken();

    ahead.start();
    fileMissed();
    usual.freeze();
    fileMissed();
    usual.thaw();
    allStepsAreTaken();

    fileMissed();
    usual.kill();
    fileMissed();
    allStepsAreTaken();

    missed.forEach(this::tookEachStepOnce);
    assertThat(jdbc.sql("SELECT count(*) FROM deadline_reprimand_case").query(Long.class).single())
        .as("two promises of each report, three letters each")
        .isEqualTo(6L * missed.size());
    for (ReportId report : soon) {
      assertThat(escalations(report)).as("convicted early").isEmpty();
    }
  }

  private static Callable<Child> starting(Child server) {
    return () -> {
      server.start();
      return server;
    };
  }

  /** All that could be missed was missed long ago. */
  private void fileMissed() {
    clock.set(START.minus(Duration.ofDays(40)));
    for (int i = 0; i < A_STAGE; i++) {
      missed.add(forwarded());
    }
  }

  /** By a clock that is ten minutes ahead it is over already. */
  private List<ReportId> dueInSixMinutes() {
    clock.set(START.plus(Duration.ofMinutes(6)).minus(Duration.ofDays(3)));
    List<ReportId> soon = new ArrayList<>();
    for (int i = 0; i < SOON; i++) {
      soon.add(forwarded());
    }
    Clock answer =
        deadlines.of(soon.getFirst()).stream()
            .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
            .findFirst()
            .orElseThrow();
    assertThat(answer.dueAt())
        .isBetween(START.plus(Duration.ofMinutes(5)), START.plus(Duration.ofMinutes(7)));
    return soon;
  }

  /** Received and forwarded at once, so that no server sees it on the desk. */
  private ReportId forwarded() {
    Report report =
        transaction.execute(_ -> city.forwarded("Lampu mati.", "lampu-jalan", city.transport));
    return report.id();
  }

  private void allStepsAreTaken() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> taken() >= 8L * missed.size());
  }

  private long taken() {
    return jdbc.sql("SELECT count(*) FROM report_event WHERE kind = 'Escalated'")
        .query(Long.class)
        .single();
  }

  private void tookEachStepOnce(ReportId report) {
    assertThat(escalations(report))
        .containsExactlyInAnyOrder(
            "FIRST_ANSWER 0",
            "FIRST_ANSWER 1",
            "FIRST_ANSWER 2",
            "FIRST_ANSWER 3",
            "RESOLUTION 0",
            "RESOLUTION 1",
            "RESOLUTION 2",
            "RESOLUTION 3");
    List<String> steps =
        jdbc.sql(
                """
                SELECT c.kind || ' ' || s.step
                FROM deadline_step s
                JOIN deadline_clock c ON c.id = s.clock_id
                WHERE c.report_id = ? AND s.step >= 0
                """)
            .param(report.value())
            .query(String.class)
            .list();
    assertThat(steps).containsExactlyInAnyOrderElementsOf(escalations(report));
  }

  private List<String> escalations(ReportId report) {
    return reports.history(report).stream()
        .map(Entry::event)
        .filter(Event.Escalated.class::isInstance)
        .map(Event.Escalated.class::cast)
        .map(e -> e.clock() + " " + e.step())
        .toList();
  }
}
