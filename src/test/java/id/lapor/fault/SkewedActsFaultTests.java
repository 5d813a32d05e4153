package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Given;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.Settings;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two servers in processes of their own, the machine of one ten minutes ahead: reports are filed at
 * one and forwarded at the other, both ways, and nobody misses or gains anything by where they did
 * it.
 */
@DatabaseTest
class SkewedActsFaultTests {

  private static final long ALL_HOURS = 2;
  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Calendars calendars;
  @Autowired Reports reports;
  @Autowired Deadlines deadlines;
  @Autowired JdbcClient jdbc;
  @Autowired Settings settings;

  private City city;
  private Child ahead;
  private Child usual;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    calendars.use(
        new Calendars.Use(
            city.transport, false, ALL_HOURS, new Given(Given.ALWAYS, "", "Nadia Kusuma")));
    accounts.open("rani-meja", "Rani", PASSWORD, city.desk.value(), Role.COORDINATOR);
    ahead = Child.of(settings, SkewedServer.class.getName());
    usual = Child.of(settings, "id.lapor.LaporApplication");
  }

  @AfterEach
  void stop() {
    ahead.kill();
    usual.kill();
  }

  @Test
  void missesAndGainsNothingByTheServerItHappensOn() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      both.invokeAll(List.of(starting(ahead), starting(usual))).forEach(Future::resultNow);
    }
    int number = 0;
    for (Child files : List.of(ahead, usual)) {
      for (Child forwards : List.of(ahead, usual)) {
        number++;
        Instant begun = told();
        Citizen.Receipt receipt = new Citizen(files).file(number);
        Report report =
            reports.find(Reference.parse(receipt.reference()).orElseThrow()).orElseThrow();
        Instant filed = told();
        forward(forwards, report);
        keptAsItHappened(report, begun, filed, told());
      }
    }
  }

  private void keptAsItHappened(Report report, Instant begun, Instant filed, Instant forwarded) {
    List<Entry> history = reports.history(report.id());
    assertThat(report.receivedAt()).isBetween(begun, filed);
    assertThat(history)
        .filteredOn(e -> e.event() instanceof Event.Forwarded)
        .singleElement()
        .satisfies(e -> assertThat(e.at()).isBetween(filed, forwarded));
    assertThat(history).noneMatch(e -> e.event() instanceof Event.Escalated);
    Clock triage = clock(report, ClockKind.TRIAGE);
    assertThat(triage.breachedAt()).isNull();
    assertThat(triage.dueAt()).isEqualTo(report.receivedAt().plus(Duration.ofMinutes(7)));
    assertThat(triage.consumed()).isLessThanOrEqualTo(Duration.between(begun, forwarded));
    Clock answer = clock(report, ClockKind.FIRST_ANSWER);
    assertThat(answer.startedAt()).isBetween(filed, forwarded);
    assertThat(answer.dueAt()).isEqualTo(answer.startedAt().plus(Duration.ofDays(3)));
  }

  private Clock clock(Report report, ClockKind kind) {
    return deadlines.of(report.id()).stream()
        .filter(c -> c.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private void forward(Child server, Report report) {
    Citizen officer = new Citizen(server);
    officer.signIn("rani-meja", PASSWORD);
    officer.form(
        "/kerja/" + report.reference() + "/teruskan",
        Map.of(
            "lead", String.valueOf(city.transport.value()),
            "kind", "COMPLAINT",
            "category", "lampu-jalan",
            "publicText", "Lampu jalan mati.",
            "publish", "true"));
  }

  private static Callable<Child> starting(Child server) {
    return () -> {
      server.start();
      return server;
    };
  }

  private Instant told() {
    return jdbc.sql("SELECT clock_timestamp()").query(Timestamp.class).single().toInstant();
  }
}
