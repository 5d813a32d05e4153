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
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The application's own connections, as they come out of the pool: they may add to the record and
 * read no identity, and what reads identities may do nothing else.
 */
@DatabaseTest
class RoleIntegrationTests {

  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Sequencer sequencer;
  @Autowired DataSource pool;
  @Autowired JdbcTemplate owner;
  @Autowired TransactionTemplate transaction;

  private JdbcTemplate application;

  @BeforeEach
  void lines() {
    application = new JdbcTemplate(pool);
  }

  @Test
  void worksWithoutTheRightToChangeHistory() {
    assertThat(who()).isEqualTo("lapor_app");
    live(desk());
    assertThat(application.queryForObject("SELECT count(*) FROM audit_place", Long.class))
        .isPositive();
    assertThat(who()).isEqualTo("lapor_app");
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  void refuses(String sql) {
    refuses("lapor_app", sql);
  }

  /** Nothing but its own tables, for who got hold of the other role. */
  @ParameterizedTest
  @MethodSource("history")
  void refusesHistoryToWhoReadsIdentities(String sql) {
    refuses("lapor_vault", sql);
  }

  @Test
  void readsNothingButTheVaultUnderItsRole() {
    for (String table : List.of("report_case", "people_look", "people_member", "spring_session")) {
      refuses("lapor_vault", "SELECT 1 FROM " + table);
    }
    refuses("lapor_vault", "SELECT password_hash FROM people_account");
  }

  /** Whatever the house guards by a trigger, the application has no right to in the first place. */
  @Test
  void hasNoRightWhereATriggerRefuses() {
    List<String> open =
        owner.query(
            """
            SELECT DISTINCT c.relname::text
            FROM pg_trigger t
            JOIN pg_proc f ON f.oid = t.tgfoid
            JOIN pg_class c ON c.oid = t.tgrelid
            WHERE f.proname ~ '_(is_final|stay|stays)$' AND t.tgqual IS NULL
              AND ((t.tgtype & 8) <> 0 AND has_table_privilege('lapor_app', c.oid, 'DELETE')
                OR (t.tgtype & 32) <> 0 AND has_table_privilege('lapor_app', c.oid, 'TRUNCATE'))
            """,
            (row, _) -> row.getString(1));
    assertThat(open).isEmpty();
  }

  /** Else a table somebody made for their connection stands in for one of ours. */
  @Test
  void fixesWhatEveryFunctionMeans() {
    assertThat(
            application.query(
                """
                SELECT p.oid::regprocedure::text FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace
                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                  AND NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, public, pg_temp']
                """,
                (row, _) -> row.getString(1)))
        .isEmpty();
  }

  /** A function somebody else put there is theirs: it stops no start. */
  @Test
  void changesNoFunctionOfOthers() throws Exception {
    String rights =
        new ClassPathResource("db/migration/audit/R__rights.sql")
            .getContentAsString(StandardCharsets.UTF_8);
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      owner.execute("CREATE FUNCTION of_others() RETURNS int LANGUAGE sql AS 'SELECT 1'");
      owner.execute("ALTER FUNCTION of_others() OWNER TO lapor_vault");
      owner.execute(rights);
      assertThat(
              owner.queryForObject(
                  "SELECT proconfig IS NULL FROM pg_proc WHERE proname = 'of_others'",
                  Boolean.class))
          .isTrue();
    });
  }

  private String who() {
    return String.valueOf(application.queryForObject("SELECT current_user", String.class));
  }

  private static Stream<String> forbidden() {
    return Stream.concat(history(), IDENTITIES.stream());
  }

  private static Stream<String> history() {
    return FORBIDDEN.stream();
  }

  private static final List<String> IDENTITIES =
      List.of(
          "SELECT 1 FROM people_vault",
          "SELECT sealed FROM people_vault",
          "SELECT email_mark FROM people_vault FOR UPDATE",
          "UPDATE people_vault SET restricted_at = NULL",
          "DELETE FROM people_vault",
          "INSERT INTO people_vault (sealed, key_version, kept_at) VALUES ('', 1, now())",
          "UPDATE people_reach SET email_verified_at = now()",
          "DELETE FROM people_reach",
          "SELECT totp_sealed FROM people_account",
          "SELECT a::text FROM people_account a",
          "CREATE VIEW peek AS SELECT sealed FROM people_vault",
          "COPY people_vault TO STDOUT");

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
          "DELETE FROM report_sent",
          "DELETE FROM people_retention_act",
          "UPDATE people_retention_act SET count = 0",
          "UPDATE api_client_act SET what = 'MADE'",
          "UPDATE deadline_rules_act SET what = 'PUBLISHED'",
          "DELETE FROM agency_hours",
          "UPDATE flyway_schema_history SET success = true",
          "DELETE FROM flyway_schema_history",
          "CREATE TABLE heap (x text)",
          "CREATE TEMP TABLE heap (x text)",
          "DROP TRIGGER audit_leaf_final ON audit_leaf",
          "ALTER TABLE audit_leaf DISABLE TRIGGER ALL");

  private void refuses(String role, String sql) {
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(_ -> {
              application.execute("SET LOCAL ROLE " + role);
              application.execute(sql);
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
