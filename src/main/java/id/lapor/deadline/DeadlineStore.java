package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Clocks as pages ask for them. */
@Repository
class DeadlineStore {

  static final int MOST = 2_000;

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

  /** An open clock, and whether it is the one of its report that the office owes first. */
  record Due(Clock clock, boolean first) {}

  /** Open clocks of an office from a mark on, first due first; uses deadline_clock_due per kind. */
  List<Due> due(AgencyId office, Set<ClockKind> kinds, Mark after, int limit) {
    return jdbc.sql(DUE)
        .param("office", office.value())
        .param("kinds", kinds.stream().map(ClockKind::name).toArray(String[]::new))
        .param("due", Timestamp.from(after.dueAt()))
        .param("id", after.id())
        .param("limit", limit)
        .query((row, number) -> new Due(ClockRows.clock(row, number), row.getBoolean("first")))
        .list();
  }

  /**
   * Missed promises that are still open, by office, letter and age; uses deadline_clock_breached.
   */
  List<Breaches.Count> breaches(Jurisdiction whose, Instant now) {
    return jdbc.sql(
            """
            SELECT office_id, coalesce(letter.level, 0) AS level,
                   least(extract(day FROM :now - breached_at)::int, 30) AS days, count(*) AS count
            FROM deadline_clock clock
            LEFT JOIN LATERAL (%s) letter ON true
            WHERE state <> 'STOPPED' AND breached_at IS NOT NULL AND kind = ANY(:owed)
              AND (:everywhere OR office_id = ANY(:offices))
            GROUP BY office_id, letter.level, days
            """
                .formatted(LETTER))
        .param("now", Timestamp.from(now))
        .param("owed", OWED)
        .param("everywhere", whose.everywhere())
        .param("offices", whose.numbers())
        .query((row, _) ->
            new Breaches.Count(
                new AgencyId(row.getLong("office_id")),
                row.getInt("level"),
                row.getInt("days"),
                row.getLong("count")))
        .list();
  }

  /** The gravest letter in force about each of the clocks that has one. */
  Map<Long, Integer> letters(Collection<Long> clocks) {
    return jdbc
        .sql(
            """
            SELECT clock.id, letter.level
            FROM deadline_clock clock
            CROSS JOIN LATERAL (%s) letter
            WHERE clock.id = ANY(:clocks) AND letter.level IS NOT NULL
            """
                .formatted(LETTER))
        .param("clocks", clocks.toArray(Long[]::new))
        .query((row, _) -> Map.entry(row.getLong("id"), row.getInt("level")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

  /**
   * What offices promised and kept, counted to at most {@value #MOST} clocks of a kind, those due
   * first and those ended last; uses deadline_clock_due and deadline_clock_done.
   */
  Map<AgencyId, Deadlines.Tally> tallies(Collection<AgencyId> offices, Instant since, Instant now) {
    return jdbc
        .sql(TALLIES)
        .param("offices", offices.stream().map(AgencyId::value).toArray(Long[]::new))
        .param("owed", OWED)
        .param("keeping", Reprimand.End.KEEPING.toArray(String[]::new))
        .param("since", Timestamp.from(since))
        .param("now", Timestamp.from(now))
        .param("most", MOST)
        .query((row, _) ->
            Map.entry(
                new AgencyId(row.getLong("office")),
                new Deadlines.Tally(
                    row.getLong("open"),
                    row.getLong("over"),
                    row.getLong("past") + row.getLong("over"),
                    row.getLong("kept"),
                    row.getBoolean("more"),
                    row.getBoolean("more_over"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Of the promises due first, at most {@value #MOST}; uses deadline_clock_open. */
  Deadlines.Carrying carrying(AgencyId office, Instant now) {
    return jdbc.sql(CARRYING)
        .param("office", office.value())
        .param("owed", OWED)
        .param("now", Timestamp.from(now))
        .param("most", MOST)
        .query((row, _) ->
            new Deadlines.Carrying(
                row.getLong("reports"), row.getLong("over"), row.getLong("promises") >= MOST))
        .single();
  }

  static final String CARRYING =
      """
      SELECT count(*) AS reports, count(*) FILTER (WHERE over) AS over, coalesce(sum(promises), 0) AS promises
      FROM (
        SELECT bool_or(breached_at IS NOT NULL OR (state = 'RUNNING' AND due_at < :now)) AS over, count(*) AS promises
        FROM (
          SELECT report_id, breached_at, state, due_at
          FROM deadline_clock
          WHERE office_id = :office AND kind = ANY(:owed) AND state <> 'STOPPED'
          ORDER BY due_at
          LIMIT :most) c
        GROUP BY report_id) r
      """;

  static final String DUE =
      """
      SELECT c.*, NOT EXISTS (
          SELECT FROM deadline_clock e
          WHERE e.report_id = c.report_id
            AND e.office_id = c.office_id
            AND e.state <> 'STOPPED'
            AND e.kind = ANY(:kinds)
            AND (e.due_at, e.id) < (c.due_at, c.id)) AS first
      FROM (
        SELECT d.*
        FROM unnest(:kinds::text[]) AS k (kind)
        CROSS JOIN LATERAL (
          SELECT *
          FROM deadline_clock d
          WHERE d.office_id = :office
            AND d.kind = k.kind
            AND d.state <> 'STOPPED'
            AND (d.due_at, d.id) > (:due, :id)
          ORDER BY d.due_at, d.id
          LIMIT :limit
        ) d
        ORDER BY d.due_at, d.id
        LIMIT :limit
      ) c
      ORDER BY c.due_at, c.id
      """;

  static final String TALLIES =
      """
      SELECT o.office, sum(open.n) AS open, sum(open.over) AS over, sum(past.n) AS past, sum(past.kept) AS kept,
             bool_or(open.n = :most) AS more, bool_or(open.over = :most) AS more_over
      FROM unnest(:offices::bigint[]) AS o (office)
      CROSS JOIN unnest(:owed::text[]) AS k (kind)
      CROSS JOIN LATERAL (
        SELECT count(*) AS n,
               count(*) FILTER (WHERE breached_at IS NOT NULL OR (state = 'RUNNING' AND due_at < :now)) AS over
        FROM (
          SELECT breached_at, state, due_at
          FROM deadline_clock
          WHERE office_id = o.office AND kind = k.kind AND state <> 'STOPPED'
          ORDER BY due_at
          LIMIT :most) c
      ) open
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE late OR done) AS n, count(*) FILTER (WHERE done AND NOT late) AS kept
        FROM (
          SELECT breached_at IS NOT NULL OR stopped_at > due_at AS late, ended_by = ANY(:keeping) AS done
          FROM deadline_clock
          WHERE office_id = o.office AND kind = k.kind AND state = 'STOPPED' AND stopped_at >= :since
          ORDER BY stopped_at DESC
          LIMIT :most) c
      ) past
      GROUP BY o.office
      """;

  /** Level of the gravest letter about a clock that was issued and not taken back. */
  private static final String LETTER =
      """
      SELECT max(c.level) AS level
      FROM deadline_reprimand_case c
      JOIN deadline_reprimand r ON r.id = c.reprimand_id
      WHERE c.clock_id = clock.id AND r.state <> 'WITHDRAWN'
      """;

  static final String[] OWED =
      java.util.Arrays.stream(ClockKind.values())
          .filter(ClockKind::owed)
          .map(ClockKind::name)
          .toArray(String[]::new);
}
