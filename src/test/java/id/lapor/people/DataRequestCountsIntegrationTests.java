package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Effort;
import id.lapor.platform.db.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The public page of the trail tells how many asked about their data without reading them all. */
@DatabaseTest
@Transactional
class DataRequestCountsIntegrationTests {

  private static final Duration YEAR = Duration.ofDays(365);
  private static final int ASKED = 30_000;

  @Autowired DataRequests requests;
  @Autowired Accounts accounts;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  /** Straight from the requests. */
  private DataRequest.Totals counted() {
    return jdbc.sql(
            """
            SELECT count(*), count(closed_at),
              count(*) FILTER (WHERE CASE
                WHEN closed_at IS NULL THEN due_at < :now AND (fresh_id IS NULL OR old_lost)
                ELSE outcome <> 'UNPROVEN' AND closed_at > due_at END)
            FROM people_data_request
            """)
        .param("now", Timestamp.from(clock.instant()))
        .query((row, _) -> new DataRequest.Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
        .single();
  }

  private DataRequest.Totals told() {
    return requests.totals(clock.instant().minus(YEAR));
  }

  @Test
  void tellsWhatCountingThemTells() {
    Officer dpo = accounts.open("dpo", "Dewi", "kata-sandi-panjang", 1, Role.ADMINISTRATOR);
    for (int i = 0; i < 6; i++) {
      requests.record(DataRequest.Kind.ACCESS, null, dpo);
    }
    clock.advance(Duration.ofDays(2));
    requests.record(DataRequest.Kind.ERASURE, null, dpo);
    long first = requests.open(1).getFirst().id();
    requests.decide(first, true, "Sudah dikirim per surat.", dpo);
    clock.advance(Duration.ofDays(2));
    requests.decide(requests.open(1).getFirst().id(), false, "Bukan datanya sendiri.", dpo);
    assertThat(counted()).isEqualTo(new DataRequest.Totals(7, 2, 5));
    assertThat(told()).isEqualTo(counted());
    requests.sweep();
    assertThat(told()).as("added up").isEqualTo(counted());
    assertThat(rows()).as("one for each day").isEqualTo(2);
    requests.decide(requests.open(1).getFirst().id(), true, "Sudah dikirim per surat.", dpo);
    assertThat(told()).isEqualTo(counted());
    requests.sweep();
    requests.sweep();
    assertThat(told()).isEqualTo(counted());
    clock.advance(YEAR);
    assertThat(told().asked()).as("older than a year").isZero();
  }

  private long rows() {
    return jdbc.sql("SELECT count(*) FROM people_data_request_count").query(Long.class).single();
  }

  @Test
  void readsDaysAndNotRequests() {
    jdbc.sql(
            """
            INSERT INTO people_data_request (kind, origin, asked_at, due_at, closed_at, outcome)
            SELECT 'ACCESS', 'PAGE', a.at, a.at + interval '3 days', a.at, 'DONE'
            FROM (SELECT cast(:now AS timestamptz) - n * interval '15 minutes' AS at FROM generate_series(1, :asked) n) a
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("asked", ASKED)
        .update();
    jdbc.sql(
            """
            INSERT INTO people_data_request_count (day, asked, closed, late)
            SELECT (asked_at AT TIME ZONE 'UTC')::date, count(*), count(*), 0 FROM people_data_request GROUP BY 1
            """)
        .update();
    jdbc.sql("ANALYZE people_data_request, people_data_request_count").update();
    assertThat(told().asked()).isEqualTo(ASKED);
    assertThat(
            Effort.of(
                jdbc,
                DataRequestCounts.TOTALS,
                Map.of(
                    "now", Timestamp.from(clock.instant()), "day", LocalDate.parse("2025-01-05"))))
        .isLessThanOrEqualTo(YEAR.toDays() + 2);
  }
}
