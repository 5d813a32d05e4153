package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Command;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Nobody who has the database makes a late answer look punctual without the check naming it. */
@DatabaseTest
@Transactional
class ClockCheckIntegrationTests {

  private static final String ANSWER = "Lampu sudah diganti oleh petugas pagi ini.";

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Watch watch;
  @Autowired ClockCheck check;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private Report report;
  private Clock missed;

  /** One that was missed, told and answered late; one that was asked about and goes on. */
  @BeforeEach
  void answeredLate() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    city = new City(agencies, reports);
    Report asked = city.forwarded("Parit mampet.", "lampu-jalan", city.transport);
    acts(asked, new Command.Hold("Di RT berapa?"));
    report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    jdbc.execute("SET LOCAL session_replication_role = replica");
    clock.advance(Duration.ofDays(30));
    watch.catchUp();
    assertThat(first().breachedAt()).isNotNull();
    acts(report, new Command.Answer(ANSWER, List.of(), "Malam hari"));
    missed = first();
    assertThat(missed.state()).isEqualTo(Clock.State.STOPPED);
    assertThat(check.look()).isEmpty();
  }

  private void acts(Report on, Command command) {
    assertThat(reports.command(on.id(), command, City.actor(City.liaison(city.transport))))
        .isInstanceOf(Outcome.Done.class);
  }

  private Clock first() {
    return deadlines.of(report.id()).stream()
        .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .findFirst()
        .orElseThrow();
  }

  private String row() {
    return "deadline_clock " + missed.id();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report_id = report_id - 1",
        "office_id = office_id + 1",
        "kind = 'SECOND_ANSWER'",
        "kind = 'x'",
        "rules_id = rules_id + 1",
        "term = 'SECOND_ANSWER'",
        "unit = 'HOURS'",
        "budget_s = budget_s + 1",
        "consumed_s = consumed_s - 1",
        "started_at = started_at + interval '1 second'",
        "due_at = due_at + interval '40 days'",
        "state = 'PAUSED'",
        "step = 0",
        "asked = NOT asked",
        "breached_at = NULL",
        "breached_at = breached_at + interval '1 microsecond'",
        "stopped_at = due_at",
        "ended_by = 'Returned'",
        "climbs_from = due_at",
        "mark = NULL",
        "runs_mark = NULL",
        "mark = (SELECT mark FROM deadline_clock o WHERE o.report_id = c.report_id AND o.id <> c.id LIMIT 1)",
      })
  void namesAClockThatWasChanged(String change) {
    assertThat(jdbc.update("UPDATE deadline_clock c SET " + change + " WHERE id = ?", missed.id()))
        .isOne();
    assertThat(check.look())
        .hasValueSatisfying(f ->
            assertThat(f.row())
                .isEqualTo(
                    change.startsWith("runs") ? "deadline_run of clock " + missed.id() : row()));
  }

  @Test
  void changesEveryColumnButTwoInThatTest() {
    assertThat(
            jdbc.queryForList(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'deadline_clock'",
                String.class))
        .containsExactlyInAnyOrder(
            "report_id",
            "office_id",
            "kind",
            "rules_id",
            "term",
            "unit",
            "budget_s",
            "consumed_s",
            "started_at",
            "due_at",
            "state",
            "step",
            "asked",
            "breached_at",
            "stopped_at",
            "ended_by",
            "climbs_from",
            "mark",
            "runs_mark",
            "id",
            "fires_at");
  }

  /** What was used up before a pause is what is left after it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE deadline_run SET since = since + interval '1 hour' WHERE clock_id = ?",
        "UPDATE deadline_run SET until = until - interval '1 hour' WHERE clock_id = ?",
        "UPDATE deadline_run SET ended_by = 'Held' WHERE clock_id = ?",
        "DELETE FROM deadline_run WHERE clock_id = ?",
        "INSERT INTO deadline_run VALUES (?, '2026-01-01', '2026-01-02', 'Held', 'Held')",
      })
  void namesTheClockWhoseRunsWereChanged(String change) {
    assertThat(jdbc.update(change, missed.id())).isOne();
    assertThat(check.look())
        .hasValueSatisfying(
            f -> assertThat(f.row()).isEqualTo("deadline_run of clock " + missed.id()));
  }

  /** With the mark it had when it was so. */
  @Test
  void missesAStepThatWasTakenBack() {
    Report other = city.forwarded("Trotoar rusak.", "lampu-jalan", city.transport);
    jdbc.execute(
        "CREATE TEMP TABLE before ON COMMIT DROP AS SELECT * FROM deadline_clock WHERE report_id = "
            + other.id().value());
    clock.advance(Duration.ofDays(30));
    watch.catchUp();
    assertThat(check.look()).isEmpty();
    jdbc.update("DELETE FROM deadline_clock WHERE report_id = ?", other.id().value());
    jdbc.update("INSERT INTO deadline_clock OVERRIDING SYSTEM VALUE SELECT * FROM before");
    assertThat(check.look())
        .hasValueSatisfying(f ->
            assertThat(f.what())
                .startsWith("The journal of report_case " + other.id().value() + " tells that "));
  }

  @Test
  void missesAClockThatIsGone() {
    jdbc.update("DELETE FROM deadline_clock WHERE id = ?", missed.id());
    assertThat(check.look())
        .hasValueSatisfying(f ->
            assertThat(f.what())
                .isEqualTo(
                    "The journal of report_case %d tells that FIRST_ANSWER of office %d was missed, and no clock does."
                        .formatted(report.id().value(), city.transport.value())));
  }

  @Test
  void namesAClockWhoseMissNoJournalTells() {
    jdbc.update(
        "DELETE FROM report_event WHERE kind = 'Escalated' AND report_id = ?", report.id().value());
    assertThat(check.look())
        .hasValueSatisfying(
            f -> assertThat(f.what()).isEqualTo("No journal tells that it was missed so."));
  }

  /** Neither the watch nor an act gives what somebody had changed a mark of the house. */
  @Test
  void marksNoChangedClockAnew() {
    Report watched = city.forwarded("Trotoar rusak.", "lampu-jalan", city.transport);
    Report answered = city.forwarded("Rambu roboh.", "lampu-jalan", city.transport);
    for (Report r : List.of(watched, answered)) {
      jdbc.update(
          "UPDATE deadline_clock SET due_at = due_at + interval '2 days' WHERE kind = 'FIRST_ANSWER' AND report_id = ?",
          r.id().value());
    }
    acts(answered, new Command.Answer(ANSWER, List.of(), "Malam hari"));
    clock.advance(Duration.ofDays(40));
    watch.catchUp();
    for (Report r : List.of(watched, answered)) {
      long id =
          Objects.requireNonNull(
              jdbc.queryForObject(
                  "SELECT id FROM deadline_clock WHERE kind = 'FIRST_ANSWER' AND report_id = ?",
                  Long.class,
                  r.id().value()));
      assertThat(check.look())
          .hasValueSatisfying(f -> assertThat(f.row()).isEqualTo("deadline_clock " + id));
      jdbc.update("DELETE FROM deadline_clock WHERE id = ?", id);
    }
  }

  @Test
  void refusesClocksFromBefore() throws IOException {
    String sql =
        new ClassPathResource("db/migration/deadline/V51_90__marked_clocks.sql")
            .getContentAsString(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> jdbc.execute(sql))
        .hasMessageContaining("before clocks had marks. Begin with an empty database; no clock");
  }
}
