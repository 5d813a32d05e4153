package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.audit.Sequencer;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.db.DatabaseTest;
import java.time.ZoneId;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The application under a role of its own, which may add to the record and do nothing else there.
 */
@DatabaseTest
class RoleIntegrationTests {

  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Sequencer sequencer;
  @Autowired Flyway flyway;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  @Test
  void worksWithoutTheRightToChangeHistory() {
    jdbc.execute("CREATE ROLE lapor_app");
    try {
      // within one second the script would look as if it had run already
      jdbc.update("DELETE FROM flyway_schema_history WHERE version IS NULL");
      flyway.migrate();
      AgencyId desk = desk();
      transaction.executeWithoutResult(_ -> {
        jdbc.execute("SET LOCAL ROLE lapor_app");
        live(desk);
      });
      assertThat(jdbc.queryForObject("SELECT count(*) FROM audit_place", Long.class)).isPositive();
      FORBIDDEN.forEach(this::refuses);
    } finally {
      jdbc.execute("DROP OWNED BY lapor_app");
      jdbc.execute("DROP ROLE lapor_app");
    }
  }

  private static final List<String> FORBIDDEN =
      List.of(
          "UPDATE audit_leaf SET seq = 9",
          "DELETE FROM audit_place",
          "UPDATE audit_key SET key = key",
          "TRUNCATE audit_node",
          "DELETE FROM audit_checkpoint",
          "UPDATE report_event SET kind = 'Noted'",
          "DELETE FROM report_event",
          "UPDATE people_look SET name = 'x'",
          "DELETE FROM people_look",
          "UPDATE people_account_act SET what = 'MOVED'",
          "DELETE FROM people_account_act",
          "UPDATE citizen_consent SET version = 1",
          "DELETE FROM citizen_consent",
          "TRUNCATE citizen_consent",
          "UPDATE citizen_consent_text SET words = ''",
          "DELETE FROM citizen_consent_text",
          "DELETE FROM report_case",
          "DELETE FROM deadline_clock",
          "UPDATE deadline_step SET late = false",
          "DELETE FROM deadline_run",
          "DELETE FROM deadline_reprimand",
          "DELETE FROM people_account",
          "DELETE FROM people_position",
          "DELETE FROM people_reveal",
          "TRUNCATE people_vault",
          "ALTER TABLE audit_leaf DISABLE TRIGGER ALL");

  private void refuses(String sql) {
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(_ -> {
              jdbc.execute("SET LOCAL ROLE lapor_app");
              jdbc.execute(sql);
            }))
        .as(sql)
        .rootCause()
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  private void live(AgencyId desk) {
    ReporterId reporter = reporters.keep(new Contact("Siti", "+6281200001708", null));
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.OPEN,
            false,
            Channel.WEB,
            "Lampu jalan mati di depan pasar",
            null,
            Place.NONE,
            reporter);
    Report report = reports.file(new Submission("role", null, matter, desk, List.of())).report();
    reports.command(report.id(), new Command.Withdraw("Sudah menyala"), new Actor.Reporter());
    reporters.erase(reporter);
    sequencer.placeAll();
  }

  private AgencyId desk() {
    ZoneId zone = ZoneId.of("Asia/Jakarta");
    return agencies.add(
        new Agencies.Draft("K", "K", Agency.Type.COORDINATOR, null, zone, null, "Kepala"));
  }
}
