package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for a supervisor's decision and for nothing else. */
@Repository
class SignatureStore {

  /**
   * Of a line c: since when a letter may be about it, if lower ones say so: decided about, and
   * their time over; uses the primary keys.
   */
  static final String FREE_FROM =
      """
      (SELECT max(greatest(decided.drafted_at, lower.next_from))
       FROM deadline_reprimand_case lower
       JOIN deadline_reprimand decided ON decided.id = lower.reprimand_id
       WHERE lower.clock_id = c.clock_id AND lower.level < c.level)
      """;

  /** Promises looked at for a page. */
  private static final int MOST = 2_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  SignatureStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** A promise that waits for a letter. */
  record Waiting(AgencyId agency, int level, ReportId report, Instant since) {

    private static Waiting of(ResultSet row, int number) throws SQLException {
      return new Waiting(
          new AgencyId(row.getLong("agency_id")),
          row.getInt("level"),
          new ReportId(row.getLong("report_id")),
          row.getTimestamp("since").toInstant());
    }
  }

  /** The oldest promises first; uses deadline_reprimand_waiting_longest. */
  List<Waiting> all(Collection<Integer> levels, Instant now) {
    return waiting("level = ANY(:levels)", Map.of("levels", levels.toArray(Integer[]::new)), now);
  }

  /** Uses deadline_reprimand_waiting_agency. */
  List<Waiting> of(AgencyId agency, Instant now) {
    return waiting("agency_id = :agency", Map.of("agency", agency.value()), now);
  }

  /** Only the promises of one report; uses deadline_clock_report. */
  List<Waiting> about(ReportId report, Instant now) {
    return waiting(
        "clock_id IN (SELECT id FROM deadline_clock WHERE report_id = :report)",
        Map.of("report", report.value()),
        now);
  }

  /** What those letters would be about, of one report; uses deadline_clock_report. */
  Map<Reprimand.Due, List<Unsigned.Promise>> promises(ReportId report, Instant now) {
    Map<Reprimand.Due, List<Unsigned.Promise>> all = new HashMap<>();
    jdbc.sql(
            """
            SELECT agency_id, level, kind, due_at, ended_at
            FROM deadline_reprimand_case c
            WHERE reprimand_id IS NULL
              AND NOT automatic
              AND clock_id IN (SELECT id FROM deadline_clock WHERE report_id = :report)
              AND %s
            ORDER BY due_at, kind
            """
                .formatted(DraftStore.READY))
        .param("now", Timestamp.from(now))
        .param("report", report.value())
        .query(row -> {
          @Nullable Timestamp ended = row.getTimestamp("ended_at");
          all.computeIfAbsent(
                  new Reprimand.Due(new AgencyId(row.getLong("agency_id")), row.getInt("level")),
                  _ -> new ArrayList<>())
              .add(
                  new Unsigned.Promise(
                      ClockKind.valueOf(row.getString("kind")),
                      row.getTimestamp("due_at").toInstant(),
                      ended == null ? null : ended.toInstant()));
        });
    return all;
  }

  private List<Waiting> waiting(String which, Map<String, ?> params, Instant now) {
    return jdbc.sql(
            """
            SELECT agency_id, level, report_id, greatest(drafted_at, %s) AS since
            FROM deadline_reprimand_case c
            WHERE reprimand_id IS NULL AND NOT automatic AND %s AND %s
            ORDER BY drafted_at, clock_id
            LIMIT :most
            """
                .formatted(FREE_FROM, which, DraftStore.READY))
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
   * @param held a lower letter about the same promise has to be decided about first
   * @param known whether it was worked out
   */
  record Line(
      long clock,
      AgencyId agency,
      int level,
      long rules,
      Instant since,
      boolean held,
      boolean known,
      int reminded) {}

  /**
   * Those due, locked; what another is deciding about is left out; uses deadline_reprimand_remind.
   */
  List<Line> lock(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT c.clock_id, c.agency_id, c.level, k.rules_id, greatest(c.drafted_at, %s) AS since, %s AS held, c.reminded,
                   c.remind_at > '-infinity' AS known
            FROM deadline_reprimand_case c
            JOIN deadline_clock k ON k.id = c.clock_id
            WHERE c.reprimand_id IS NULL
              AND NOT c.automatic
              AND c.remind_at <= :now
            ORDER BY c.remind_at, c.clock_id, c.level
            LIMIT :limit
            FOR UPDATE OF c SKIP LOCKED
            """
                .formatted(FREE_FROM, DraftStore.LOWER_FIRST))
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((row, _) ->
            new Line(
                row.getLong("clock_id"),
                new AgencyId(row.getLong("agency_id")),
                row.getInt("level"),
                row.getLong("rules_id"),
                row.getTimestamp("since").toInstant(),
                row.getBoolean("held"),
                row.getBoolean("known"),
                row.getInt("reminded")))
        .list();
  }

  /**
   * When a line is looked at next, and how often its supervisors were reminded by then.
   *
   * @param at null when not before a lower letter was decided about
   */
  record Next(Line line, @Nullable Instant at, int reminded) {}

  void next(List<Next> all) {
    batches.batchUpdate(
        """
        UPDATE deadline_reprimand_case
        SET remind_at = coalesce(?::timestamptz, 'infinity'), reminded = ?
        WHERE clock_id = ? AND level = ?
        """,
        all.stream()
            .map(n ->
                new @Nullable Object[] {
                  n.at() == null ? null : Timestamp.from(n.at()),
                  n.reminded(),
                  n.line().clock(),
                  n.line().level()
                })
            .toList());
  }
}
