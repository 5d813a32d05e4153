package id.lapor.report;

import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Reporters who are still known and all of whose reports ended long ago. What was merged into
 * another report ends with that one.
 */
@Service
public class Bygones {

  private static final String ENDED = "('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN')";

  /** As report_case_bygone has it. */
  private static final String SINCE =
      "CASE WHEN c.stage IN " + ENDED + " AND NOT c.reporter_gone THEN c.changed_at END";

  /**
   * One row for each such reporter: the report of theirs that moved last. Reads as many rows of
   * report_case_bygone as there are such reporters, and by report_case_reporter what else each of
   * them filed.
   */
  static final String OVER =
      """
      FROM report_case c
      WHERE c.reporter_id IS NOT NULL
        AND %2$s < :before
        AND NOT EXISTS (
          SELECT FROM report_case o
          WHERE o.reporter_id = c.reporter_id
            AND ((o.changed_at, o.id) > (c.changed_at, c.id)
              OR o.stage NOT IN %1$s
              OR (o.merged_into IS NOT NULL AND EXISTS (
                WITH RECURSIVE led (id) AS (
                  SELECT o.merged_into
                  UNION
                  SELECT m.merged_into FROM led JOIN report_case m ON m.id = led.id
                  WHERE m.merged_into IS NOT NULL)
                SELECT FROM led
                JOIN report_case t ON t.id = led.id
                WHERE t.stage NOT IN %1$s OR t.changed_at >= :before)))
          OFFSET 0) -- one by one: joined, the planner reads all reports for a few hundred
      """
          .formatted(ENDED, SINCE);

  static final String FIRST =
      "SELECT c.reporter_id " + OVER + " ORDER BY " + SINCE + " LIMIT :most";

  private final JdbcClient jdbc;

  Bygones(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many there are. */
  public long count(Instant before) {
    return jdbc.sql("SELECT count(*) " + OVER)
        .param("before", Timestamp.from(before))
        .query(Long.class)
        .single();
  }

  /** Those whose reports ended first. */
  public List<ReporterId> first(Instant before, int most) {
    return jdbc.sql(FIRST)
        .param("before", Timestamp.from(before))
        .param("most", most)
        .query((row, _) -> new ReporterId(row.getLong(1)))
        .list();
  }

  /** Nobody knows any more who that was. */
  public void gone(ReporterId reporter) {
    jdbc.sql("UPDATE report_case SET reporter_gone = true WHERE reporter_id = ?")
        .param(reporter.value())
        .update();
  }

  /** Whoever publishes a name holds its report first as well. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE) // before what is about reports
  void on(Reporters.Leaving leaving) {
    jdbc.sql("SELECT id FROM report_case WHERE reporter_id = ANY(?) ORDER BY id FOR UPDATE")
        .param(leaving.reporters().stream().map(ReporterId::value).toArray(Long[]::new))
        .query(Long.class)
        .list();
  }

  @EventListener
  void on(Reporters.Erased erased) {
    gone(erased.reporter());
  }
}
