package id.lapor.people;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many asked about their data, day by day (UTC). */
@Repository
class DataRequestCounts {

  static final String TOTALS =
      """
      SELECT coalesce(sum(asked), 0), coalesce(sum(closed), 0), coalesce(sum(late), 0)
        + (SELECT count(*) FROM people_data_request
           WHERE closed_at IS NULL AND due_at < :now AND (fresh_id IS NULL OR old_lost)
             AND (granted_at IS NULL OR granted_at > due_at))
      FROM people_data_request_count
      WHERE day >= :day
      """;

  /** Begins a statement that counts what the rows after it say. */
  static final String COUNT =
      """
      INSERT INTO people_data_request_count (day, asked, closed, late)
      SELECT (asked_at AT TIME ZONE 'UTC')::date,
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  DataRequestCounts(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Of all that were asked since the day (UTC) of that moment. Sums days up; of the requests only
   * those are read that are open and late, by people_data_request_open.
   */
  DataRequest.Totals since(Instant moment) {
    return jdbc.sql(TOTALS)
        .param("now", Timestamp.from(clock.instant()))
        .param("day", LocalDate.ofInstant(moment, ZoneOffset.UTC))
        .query((row, _) -> new DataRequest.Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
        .single();
  }

  /** Makes one row of each day's counts. */
  void addUp() {
    jdbc.sql(
            """
            WITH taken AS (
              DELETE FROM people_data_request_count c
              WHERE EXISTS (
                SELECT FROM people_data_request_count o WHERE o.day = c.day AND o.ctid <> c.ctid)
              RETURNING day, asked, closed, late)
            INSERT INTO people_data_request_count (day, asked, closed, late)
            SELECT day, sum(asked), sum(closed), sum(late) FROM taken GROUP BY day
            """)
        .update();
  }
}
