package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Effort;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** However many clocks run, the watch reads those that are due. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchEffortIntegrationTests {

  private static final int RUNNING = 20_000;
  private static final int DUE = 40;

  @Autowired JdbcClient jdbc;

  @BeforeAll
  void fill() {
    jdbc.sql(
            """
            INSERT INTO deadline_clock (
              report_id, office_id, kind, rules_id, budget_s, started_at, due_at, fires_at, state)
            SELECT -n, 779, 'TRIAGE', (SELECT min(id) FROM deadline_rules), 420, timestamptz '2026-01-01',
                   timestamptz '2026-01-01' + n * interval '1 minute',
                   timestamptz '2026-01-01' + n * interval '1 minute', 'RUNNING'
            FROM generate_series(1, :running) n
            """)
        .param("running", RUNNING)
        .update();
    jdbc.sql("ANALYZE deadline_clock").update();
  }

  @AfterAll
  void empty() {
    jdbc.sql("DELETE FROM deadline_clock WHERE report_id < 0").update();
  }

  @Test
  void findsWhatIsDueWithoutReadingWhatIsNot() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * DUE);
    assertThat(
            Effort.of(
                jdbc,
                WatchStore.DUE,
                Map.of("now", Timestamp.from(now), "lanes", 1, "lane", 0, "limit", RUNNING)))
        .isBetween(1L, DUE + 10L);
  }
}
