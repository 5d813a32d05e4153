package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Effort;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A desk with thirty thousand open clocks opens as fast as one with thirty. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskEffortIntegrationTests {

  private static final long OFFICE = 777;
  private static final int PAGE = 50;

  @Autowired JdbcClient jdbc;

  @BeforeAll
  void fill() {
    jdbc.sql(
            """
            INSERT INTO deadline_clock (
              report_id, office_id, kind, rules_id, budget_s, started_at, due_at, fires_at, state, stopped_at)
            SELECT -n, :office, k.kind, (SELECT min(id) FROM deadline_rules), 420, timestamptz '2026-01-01',
                   timestamptz '2026-01-01' + n * interval '1 minute' + k.later, NULL, k.state,
                   CASE k.state WHEN 'STOPPED' THEN timestamptz '2026-01-01' + n * interval '1 minute' END
            FROM generate_series(1, 15000) n
            CROSS JOIN (VALUES
              ('TRIAGE', interval '0', 'RUNNING'),
              ('RESOLUTION', interval '30 days', 'RUNNING'),
              ('FIRST_ANSWER', interval '3 days', 'STOPPED')) k (kind, later, state)
            """)
        .param("office", OFFICE)
        .update();
    jdbc.sql("ANALYZE deadline_clock").update();
  }

  @AfterAll
  void empty() {
    jdbc.sql("DELETE FROM deadline_clock WHERE report_id < 0").update();
  }

  @Test
  void findsWhatIsDueByReadingAPage() {
    assertThat(
            Effort.of(
                jdbc,
                DeadlineStore.DUE,
                Map.of(
                    "office",
                    OFFICE,
                    "kinds",
                    DeadlineStore.OWED,
                    "due",
                    Timestamp.from(Instant.EPOCH),
                    "id",
                    0L,
                    "limit",
                    PAGE)))
        .isLessThanOrEqualTo((long) PAGE * DeadlineStore.OWED.length);
  }

  @Test
  void countsNoFurtherThanItSays() {
    for (String sql : List.of(DeadlineStore.TALLIES, SmallTallies.BEHIND)) {
      assertThat(
              Effort.of(
                  jdbc,
                  sql,
                  Map.of(
                      "offices",
                      new Long[] {OFFICE, OFFICE + 1},
                      "owed",
                      DeadlineStore.OWED,
                      "keeping",
                      Reprimand.End.KEEPING.toArray(String[]::new),
                      "since",
                      Timestamp.from(Instant.EPOCH),
                      "now",
                      Timestamp.from(Instant.parse("2026-02-01T00:00:00Z")),
                      "most",
                      DeadlineStore.MOST)))
          .isLessThanOrEqualTo((long) DeadlineStore.MOST * DeadlineStore.OWED.length);
    }
  }
}
