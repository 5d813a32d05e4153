package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Clocks as pages ask for them. */
@Repository
class DeadlineStore {

  private final JdbcClient jdbc;

  DeadlineStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Clock> all(ReportId report) {
    return jdbc.sql(ClockRows.SELECT + "WHERE report_id = ? ORDER BY id")
        .param(report.value())
        .query(ClockRows::clock)
        .list();
  }

  List<Clock> open(Collection<ReportId> reports) {
    return jdbc.sql(
            ClockRows.SELECT
                + "WHERE report_id = ANY(:ids) AND state <> 'STOPPED' ORDER BY due_at, id")
        .param("ids", reports.stream().map(ReportId::value).toArray(Long[]::new))
        .query(ClockRows::clock)
        .list();
  }

  /**
   * Of each report the open clock of an office that is due first, first due first; uses
   * deadline_clock_due once per kind.
   */
  List<Clock> due(AgencyId office, Set<ClockKind> kinds, Mark after, int limit) {
    return jdbc.sql(
            """
            SELECT c.*
            FROM unnest(:kinds::text[]) AS k (kind)
            CROSS JOIN LATERAL (
              SELECT *
              FROM deadline_clock d
              WHERE d.office_id = :office
                AND d.kind = k.kind
                AND d.state <> 'STOPPED'
                AND (d.due_at, d.id) > (:due, :id)
                AND NOT EXISTS (
                  SELECT FROM deadline_clock e
                  WHERE e.report_id = d.report_id
                    AND e.office_id = d.office_id
                    AND e.state <> 'STOPPED'
                    AND e.kind = ANY(:kinds)
                    AND (e.due_at, e.id) < (d.due_at, d.id))
              ORDER BY d.due_at, d.id
              LIMIT :limit
            ) c
            ORDER BY c.due_at, c.id
            LIMIT :limit
            """)
        .param("office", office.value())
        .param("kinds", kinds.stream().map(ClockKind::name).toArray(String[]::new))
        .param("due", Timestamp.from(after.dueAt()))
        .param("id", after.id())
        .param("limit", limit)
        .query(ClockRows::clock)
        .list();
  }

  /** Missed promises that are still open, by office, rung and age; uses deadline_clock_breached. */
  List<Breaches.Count> breaches(Instant now) {
    return jdbc.sql(
            """
            SELECT office_id, step, least(extract(day FROM :now - breached_at)::int, 30) AS days, count(*) AS count
            FROM deadline_clock
            WHERE state <> 'STOPPED' AND breached_at IS NOT NULL AND kind = ANY(:owed)
            GROUP BY office_id, step, days
            """)
        .param("now", Timestamp.from(now))
        .param("owed", OWED)
        .query((row, _) ->
            new Breaches.Count(
                new AgencyId(row.getLong("office_id")),
                row.getInt("step"),
                row.getInt("days"),
                row.getLong("count")))
        .list();
  }

  /** The longest missed promises of an office; uses deadline_clock_open. */
  List<Clock> missed(AgencyId office, int limit) {
    return jdbc.sql(
            ClockRows.SELECT
                + """
                WHERE office_id = :office
                  AND state <> 'STOPPED'
                  AND breached_at IS NOT NULL
                  AND kind = ANY(:owed)
                ORDER BY due_at, id
                LIMIT :limit
                """)
        .param("office", office.value())
        .param("owed", OWED)
        .param("limit", limit)
        .query(ClockRows::clock)
        .list();
  }

  /** Answers of the last days: all, and those in time. */
  Deadlines.Tally tally(AgencyId office, Instant since, Instant now) {
    return jdbc.sql(
            """
            SELECT
              (SELECT count(*) FROM deadline_clock
               WHERE office_id = :office AND state <> 'STOPPED' AND kind = ANY(:owed)) AS open,
              (SELECT count(*) FROM deadline_clock
               WHERE office_id = :office AND state <> 'STOPPED' AND kind = ANY(:owed)
                 AND (breached_at IS NOT NULL OR (state = 'RUNNING' AND due_at < :now))) AS over,
              (SELECT count(*) FROM deadline_clock
               WHERE office_id = :office AND state = 'STOPPED' AND kind = ANY(:owed) AND stopped_at >= :since) AS done,
              (SELECT count(*) FROM deadline_clock
               WHERE office_id = :office AND state = 'STOPPED' AND kind = ANY(:owed) AND stopped_at >= :since
                 AND breached_at IS NULL AND stopped_at <= due_at) AS kept
            """)
        .param("office", office.value())
        .param("owed", OWED)
        .param("since", Timestamp.from(since))
        .param("now", Timestamp.from(now))
        .query((row, _) ->
            new Deadlines.Tally(
                row.getLong("open"), row.getLong("over"), row.getLong("done"), row.getLong("kept")))
        .single();
  }

  private static final String[] OWED =
      java.util.Arrays.stream(ClockKind.values())
          .filter(ClockKind::owed)
          .map(ClockKind::name)
          .toArray(String[]::new);
}
