package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Effort;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page of events touches a page of rows of forty thousand, some of which are hidden. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventEffortIntegrationTests {

  private static final int LIMIT = 100;

  @Autowired JdbcClient jdbc;

  @BeforeAll
  void fill() {
    jdbc.sql(
            """
            INSERT INTO publication_report (
              report_id, reference, stage, kind, category, text, supporters, received_at, changed_at, desk_id)
            SELECT n, 'M' || n, 'FORWARDED', 'COMPLAINT', 'jenis', 'lampu', 0, timestamptz '2026-01-01' + n * interval '1 minute',
                   timestamptz '2026-01-02' + n * interval '1 minute', 7 + n % 2
            FROM generate_series(1, 20000) n WHERE n % 10 <> 0
            """)
        .update();
    jdbc.sql(
            """
            INSERT INTO api_event (report_id, seq, desk_id, at, told_at, day_only, place)
            SELECT n % 20000 + 1, n / 20000 + 2, 7 + (n % 20000 + 1) % 2, timestamptz '2026-01-01' + n * interval '1 minute',
                   timestamptz '2026-01-01' + n * interval '1 minute', n % 7 = 0, n
            FROM generate_series(0, 39999) n
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE publication_report, api_event").update();
  }

  @Test
  void isReadFromItsPlaceOn() {
    for (boolean own : new boolean[] {true, false}) {
      for (long place : new long[] {0, 20_000, 39_900}) {
        Map<String, Object> params =
            Map.of("desk", 7L, "place", place, "own", own, "client", 1L, "limit", LIMIT);
        assertThat(Effort.of(jdbc, EventBook.TOLD, params)).isLessThanOrEqualTo(2 * LIMIT);
      }
    }
  }

  @Test
  void isReadFromItsTimeOn() {
    Map<String, Object> params =
        Map.of(
            "desk",
            7L,
            "from",
            Timestamp.from(Instant.parse("2026-01-10T00:00:00Z")),
            "to",
            Timestamp.from(Instant.parse("2026-01-28T00:00:00Z")),
            "all",
            LIMIT,
            "skip",
            0,
            "limit",
            LIMIT);
    assertThat(Effort.of(jdbc, EventBook.BETWEEN, params)).isLessThanOrEqualTo(3 * LIMIT);
  }
}
