package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.people.ReporterId;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Effort;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Who reported what ended long ago is found without reading all reports there are. */
@DatabaseTest
@Transactional
class BygonesIntegrationTests {

  private static final Instant BEFORE = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LONG_AGO = BEFORE.minus(Duration.ofDays(30));
  private static final int RECENT = 30_000;
  private static final int DUE = 3_000;

  @Autowired Bygones bygones;
  @Autowired JdbcClient jdbc;

  private long next;

  @BeforeEach
  void first() {
    next = -1_000_000;
  }

  private long ended(long reporter, Instant at) {
    return kept(reporter, "CLOSED", at, null);
  }

  private long kept(long reporter, String stage, Instant at, @Nullable Long into) {
    jdbc.sql(
            """
            INSERT INTO report_case (
              id, reference, version, stage, kind, oversight, visibility, name_shown, channel, text, desk_id, course,
              received_at, changed_at, reporter_id, merged_into)
            VALUES (:id, 'B' || :id, 5, :stage, 'COMPLAINT', false, 'OPEN', false, 'WEB', 'x', 1, '{}', :at, :at,
              :reporter, :into)
            """)
        .param("id", next)
        .param("stage", stage)
        .param("at", Timestamp.from(at))
        .param("reporter", reporter)
        .param("into", into)
        .update();
    return next++;
  }

  @Test
  void findsWhoseReportsAllEndedLongAgo() {
    ended(-1, LONG_AGO);
    ended(-1, LONG_AGO.minusSeconds(60));
    ended(-2, LONG_AGO);
    kept(-2, "IN_PROGRESS", LONG_AGO.minusSeconds(60), null);
    ended(-3, LONG_AGO);
    ended(-3, BEFORE);
    kept(-4, "ANSWERED", LONG_AGO, null);
    assertThat(bygones.first(BEFORE, 10)).containsExactly(new ReporterId(-1));
    assertThat(bygones.count(BEFORE)).isOne();
  }

  /** Its reporter is still told of what becomes of the other. */
  @Test
  void waitsForWhatAReportWasMergedInto() {
    long open = kept(-10, "IN_PROGRESS", LONG_AGO, null);
    long between = kept(-11, "MERGED", LONG_AGO, open);
    kept(-12, "MERGED", LONG_AGO, between);
    long over = ended(-13, LONG_AGO);
    kept(-14, "MERGED", LONG_AGO.plusSeconds(60), over);
    long moved = ended(-15, BEFORE);
    kept(-16, "MERGED", LONG_AGO, moved);
    assertThat(bygones.first(BEFORE, 10)).containsExactly(new ReporterId(-13), new ReporterId(-14));
    assertThat(bygones.count(BEFORE)).isEqualTo(2);
  }

  @Test
  void passesOverWhoIsGone() {
    ended(-20, LONG_AGO);
    bygones.gone(new ReporterId(-20));
    assertThat(bygones.first(BEFORE, 10)).isEmpty();
    assertThat(bygones.count(BEFORE)).isZero();
  }

  /** Neither what ended lately nor whom nobody knows any more is read again and again. */
  @Test
  void readsNoMoreReportsThanAreDue() {
    jdbc.sql(
            """
            INSERT INTO report_case (
              id, reference, version, stage, kind, oversight, visibility, name_shown, channel, text, desk_id, course,
              received_at, changed_at, reporter_id, reporter_gone)
            SELECT -n, 'E' || n, 5, 'CLOSED', 'COMPLAINT', false, 'OPEN', false, 'WEB', 'x', 1, '{}', :at, CASE
                WHEN n <= :due THEN timestamptz '2015-01-01' + n * interval '1 minute'
                WHEN n % 2 = 0 THEN timestamptz '2024-01-01' + n * interval '1 minute'
                ELSE timestamptz '2010-01-01' + n * interval '1 minute' END,
              -n, n > :due AND n % 2 = 1
            FROM generate_series(1, :all) n
            """)
        .param("at", Timestamp.from(LONG_AGO))
        .param("due", DUE)
        .param("all", RECENT)
        .update();
    jdbc.sql("ANALYZE report_case").update();
    Map<String, Object> before = Map.of("before", Timestamp.from(BEFORE));
    assertThat(bygones.count(BEFORE)).isEqualTo(DUE);
    assertThat(Effort.of(jdbc, "SELECT count(*) " + Bygones.OVER, before))
        .isLessThanOrEqualTo(2L * DUE);
    assertThat(
            Effort.of(
                jdbc, Bygones.FIRST, Map.of("before", Timestamp.from(BEFORE), "most", DUE / 2)))
        .isLessThanOrEqualTo(DUE);
  }
}
