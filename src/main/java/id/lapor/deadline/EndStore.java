package id.lapor.deadline;

import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ends of missed promises, and what they make of letters, written or not. */
@Repository
class EndStore {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  EndStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** How a missed promise ended, by its clock. */
  record Ended(long clock, Reprimand.End end) {}

  /** Whatever waits or was written about these promises says so from now on. */
  void end(List<Ended> ended, Instant now) {
    batches.batchUpdate(
        """
        UPDATE deadline_reprimand_case
        SET ended_at = ?, ended_by = ?, end_late_s = ?, end_late_unit = ?
        WHERE clock_id = ? AND ended_at IS NULL
        """,
        ended.stream()
            .map(e ->
                new @Nullable Object[] {
                  Timestamp.from(e.end().at()),
                  e.end().cause(),
                  ReprimandStore.seconds(e.end().after()),
                  ReprimandStore.unit(e.end().after()),
                  e.clock()
                })
            .toList());
    List<Long> letters = lockOpen(ended.stream().map(Ended::clock).toList());
    if (!letters.isEmpty()) {
      fulfil(letters, now);
      settle(letters, now);
    }
  }

  /**
   * What offices were only at work on came to an end: new dates that waited for it are judged.
   * Belongs into the transaction of the acts, which keeps others from the reports.
   */
  void finish(List<Finish> all, Instant now) {
    List<Long> letters =
        jdbc.sql(
                """
                UPDATE deadline_reprimand_case c
                SET done_at = d.at, done_by = d.cause
                FROM unnest(:reports::bigint[], :offices::bigint[], :causes::text[], :at::timestamptz[])
                       AS d (report, office, cause, at)
                JOIN deadline_clock k ON k.report_id = d.report AND (d.office IS NULL OR k.office_id = d.office)
                WHERE c.clock_id = k.id
                  AND c.reprimand_id IS NOT NULL
                  AND c.ended_by = ANY(:atWork)
                  AND c.done_at IS NULL
                RETURNING c.reprimand_id
                """)
            .param("reports", all.stream().map(f -> f.report().value()).toArray(Long[]::new))
            .param(
                "offices",
                all.stream()
                    .map(f -> f.office() == null ? null : f.office().value())
                    .toArray(Long[]::new))
            .param("causes", all.stream().map(Finish::cause).toArray(String[]::new))
            .param("at", all.stream().map(f -> f.at().toString()).toArray(String[]::new))
            .param("atWork", Reprimand.End.AT_WORK.toArray(String[]::new))
            .query((row, _) -> row.getLong("reprimand_id"))
            .list();
    if (!letters.isEmpty()) {
      jdbc.sql("SELECT id FROM deadline_reprimand WHERE id = ANY(:letters) ORDER BY id FOR UPDATE")
          .param("letters", letters.toArray(Long[]::new))
          .query((row, _) -> row.getLong("id"))
          .list();
      settle(letters, now);
    }
  }

  /** Of two promises of one letter that end at once, the later finds the other's end. */
  private List<Long> lockOpen(Collection<Long> clocks) {
    return jdbc.sql(
            """
            SELECT id
            FROM deadline_reprimand
            WHERE id IN (SELECT reprimand_id FROM deadline_reprimand_case WHERE clock_id = ANY(:clocks))
              AND state IN ('ISSUED', 'ACKNOWLEDGED', 'ESCALATED')
            ORDER BY id
            FOR UPDATE
            """)
        .param("clocks", clocks.toArray(Long[]::new))
        .query((row, _) -> row.getLong("id"))
        .list();
  }

  /** Those of the letters whose every promise has ended; not fulfilled unless each was kept. */
  void fulfil(List<Long> letters, Instant now) {
    jdbc.sql(
            """
            UPDATE deadline_reprimand letter
            SET state =
                  CASE
                    WHEN EXISTS (
                      SELECT FROM deadline_reprimand_case c
                      WHERE c.reprimand_id = letter.id AND c.ended_by <> ALL(:keeping))
                    THEN 'ENDED'
                    ELSE 'FULFILLED'
                  END,
                fulfilled_at = :now
            WHERE id = ANY(:letters)
              AND state IN ('ISSUED', 'ACKNOWLEDGED')
              AND NOT EXISTS (
                SELECT FROM deadline_reprimand_case c
                WHERE c.reprimand_id = letter.id AND c.ended_at IS NULL)
            """)
        .param("now", Timestamp.from(now))
        .param("keeping", Reprimand.End.KEEPING.toArray(String[]::new))
        .param("letters", letters.toArray(Long[]::new))
        .update();
  }

  /**
   * New dates of those of the letters whose every promise has ended, kept or not; while an office
   * is at work on one the date is open.
   */
  private void settle(List<Long> letters, Instant now) {
    jdbc.sql(
            """
            UPDATE deadline_reprimand letter
            SET promise_outcome =
                  CASE
                    WHEN promise_until < done.at THEN 'MISSED'
                    WHEN done.otherwise THEN 'DROPPED'
                    ELSE 'KEPT'
                  END,
                promise_outcome_at = least(promise_until, done.at),
                promise_noted_at = :now
            FROM (
              SELECT reprimand_id, max(coalesce(done_at, ended_at)) AS at,
                     bool_or(coalesce(done_by, ended_by) <> ALL(:keeping)) AS otherwise
              FROM deadline_reprimand_case
              WHERE reprimand_id = ANY(:letters)
              GROUP BY reprimand_id
              HAVING bool_and(done_at IS NOT NULL OR (ended_at IS NOT NULL AND ended_by <> ALL(:atWork)))) done
            WHERE letter.id = done.reprimand_id
              AND promise_until IS NOT NULL
              AND promise_outcome IS NULL
            """)
        .param("now", Timestamp.from(now))
        .param("keeping", Reprimand.End.KEEPING.toArray(String[]::new))
        .param("atWork", Reprimand.End.AT_WORK.toArray(String[]::new))
        .param("letters", letters.toArray(Long[]::new))
        .update();
  }

  /** A letter whose new date has passed, by one of the reports it is about. */
  record Passed(long letter, ReportId report) {}

  /** The longest passed first; uses deadline_reprimand_promise. */
  List<Passed> passed(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT r.id, c.report_id
            FROM (
              SELECT id
              FROM deadline_reprimand
              WHERE promise_until < :now AND promise_outcome IS NULL
              ORDER BY promise_until
              LIMIT :limit) r
            JOIN deadline_reprimand_case c ON c.reprimand_id = r.id
            """)
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((row, _) -> new Passed(row.getLong("id"), new ReportId(row.getLong("report_id"))))
        .list();
  }

  /** Their new dates were not kept; noted once on whatever server. */
  void miss(Collection<Long> letters, Instant now) {
    jdbc.sql(
            """
            UPDATE deadline_reprimand
            SET promise_outcome = 'MISSED', promise_outcome_at = promise_until, promise_noted_at = :now
            WHERE id = ANY(:letters) AND promise_until < :now AND promise_outcome IS NULL
            """)
        .param("now", Timestamp.from(now))
        .param("letters", letters.toArray(Long[]::new))
        .update();
  }

  /**
   * Ends that were none: what waits about these promises, and letters issued before, ask for them
   * again. A letter that was issued about the end stands as it was issued.
   */
  void reopen(Collection<Long> clocks) {
    jdbc.sql(
            """
            UPDATE deadline_reprimand_case c
            SET ended_at = NULL, ended_by = NULL, end_late_s = NULL, end_late_unit = NULL, done_at = NULL, done_by = NULL
            WHERE clock_id = ANY(:clocks)
              AND ended_at IS NOT NULL
              AND NOT EXISTS (
                SELECT FROM deadline_reprimand r
                WHERE r.id = c.reprimand_id AND r.issued_at >= c.ended_at)
            """)
        .param("clocks", clocks.toArray(Long[]::new))
        .update();
    jdbc.sql(
            """
            UPDATE deadline_reprimand
            SET state = CASE WHEN answered_at IS NULL THEN 'ISSUED' ELSE 'ACKNOWLEDGED' END,
                fulfilled_at = NULL
            WHERE state IN ('FULFILLED', 'ENDED')
              AND id IN (
                SELECT reprimand_id FROM deadline_reprimand_case
                WHERE clock_id = ANY(:clocks) AND ended_at IS NULL)
            """)
        .param("clocks", clocks.toArray(Long[]::new))
        .update();
  }
}
