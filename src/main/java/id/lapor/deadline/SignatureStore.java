package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for a supervisor's decision and for nothing else. */
@Repository
class SignatureStore {

  /** Promises looked at for a page. */
  private static final int MOST = 2_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  SignatureStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Promises that wait for one letter. */
  record Waiting(AgencyId agency, int level, Instant since, int promises) {

    private static Waiting of(ResultSet row, int number) throws SQLException {
      return new Waiting(
          new AgencyId(row.getLong("agency_id")),
          row.getInt("level"),
          row.getTimestamp("since").toInstant(),
          row.getInt("promises"));
    }
  }

  /** The longest waiting first, of the oldest promises; uses deadline_reprimand_waiting_longest. */
  List<Waiting> all(Instant now, int limit) {
    return waiting("true", Map.of("limit", limit), now);
  }

  /** Uses deadline_reprimand_waiting_agency. */
  List<Waiting> of(AgencyId agency, Instant now) {
    return waiting("agency_id = :agency", Map.of("agency", agency.value(), "limit", 3), now);
  }

  /** Only the promises of one report; uses deadline_clock_report. */
  List<Waiting> about(ReportId report, Instant now) {
    return waiting(
        "clock_id IN (SELECT id FROM deadline_clock WHERE report_id = :report)",
        Map.of("report", report.value(), "limit", 50),
        now);
  }

  private List<Waiting> waiting(String which, Map<String, ?> params, Instant now) {
    return jdbc.sql(
            """
            SELECT agency_id, level, min(greatest(drafted_at, next_until)) AS since, count(*) AS promises
            FROM (
              SELECT agency_id, level, drafted_at, %s AS next_until
              FROM deadline_reprimand_case c
              WHERE reprimand_id IS NULL AND NOT automatic AND %s
              ORDER BY drafted_at, clock_id
              LIMIT :most) waiting
            WHERE next_until IS NULL OR next_until <= :now
            GROUP BY agency_id, level
            ORDER BY since, agency_id, level
            LIMIT :limit
            """
                .formatted(DraftStore.NEXT_FROM, which))
        .param("now", Timestamp.from(now))
        .param("most", MOST)
        .params(params)
        .query(Waiting::of)
        .list();
  }

  /**
   * A line whose supervisors are reminded of it now, or of which nobody has worked out when.
   *
   * @param since when it could be written about; in the future while a lower letter was just issued
   * @param known whether it was worked out
   */
  record Line(
      long clock,
      AgencyId agency,
      int level,
      long rules,
      Instant since,
      boolean known,
      int reminded) {}

  /**
   * Those due, locked; what another is deciding about is left out; uses deadline_reprimand_remind.
   */
  List<Line> lock(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT c.clock_id, c.agency_id, c.level, k.rules_id, greatest(c.drafted_at, %s) AS since, c.reminded,
                   c.remind_at > '-infinity' AS known
            FROM deadline_reprimand_case c
            JOIN deadline_clock k ON k.id = c.clock_id
            WHERE c.reprimand_id IS NULL
              AND NOT c.automatic
              AND c.remind_at <= :now
            ORDER BY c.remind_at, c.clock_id
            LIMIT :limit
            FOR UPDATE OF c SKIP LOCKED
            """
                .formatted(DraftStore.NEXT_FROM))
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((row, _) ->
            new Line(
                row.getLong("clock_id"),
                new AgencyId(row.getLong("agency_id")),
                row.getInt("level"),
                row.getLong("rules_id"),
                row.getTimestamp("since").toInstant(),
                row.getBoolean("known"),
                row.getInt("reminded")))
        .list();
  }

  /** When a line is looked at next, and how often its supervisors were reminded by then. */
  record Next(Line line, Instant at, int reminded) {}

  void next(List<Next> all) {
    batches.batchUpdate(
        """
        UPDATE deadline_reprimand_case
        SET remind_at = ?, reminded = ?
        WHERE clock_id = ? AND level = ?
        """,
        all.stream()
            .map(n ->
                new Object[] {
                  Timestamp.from(n.at()), n.reminded(), n.line().clock(), n.line().level()
                })
            .toList());
  }
}
