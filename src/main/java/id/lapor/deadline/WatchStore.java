package id.lapor.deadline;

import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of clocks that have to be looked at, shared by all servers. */
@Repository
class WatchStore {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  WatchStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** A clock after it was looked at. */
  record Looked(Clock clock, Passing passing, Instant now, boolean late) {}

  /** A clock that seems to be due, and the report that has to be locked before it. */
  record Due(long clock, ReportId report) {}

  /** The first that are due; uses deadline_clock_fires. */
  List<Due> due(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT id, report_id
            FROM deadline_clock
            WHERE state = 'RUNNING' AND fires_at <= :now
            ORDER BY fires_at
            LIMIT :limit
            """)
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((row, _) -> new Due(row.getLong(1), new ReportId(row.getLong(2))))
        .list();
  }

  /** Those that still are due now that their reports are locked. */
  List<Clock> lock(List<Due> due, Instant now) {
    return jdbc.sql(
            ClockRows.SELECT
                + """
                WHERE id = ANY(:ids) AND state = 'RUNNING' AND fires_at <= :now
                ORDER BY id
                FOR UPDATE
                """)
        .param("ids", due.stream().map(Due::clock).toArray(Long[]::new))
        .param("now", Timestamp.from(now))
        .query(ClockRows::clock)
        .list();
  }

  /** When the next clock has to be looked at. */
  Optional<Instant> next() {
    return jdbc.sql(
            """
            SELECT fires_at FROM deadline_clock
            WHERE state = 'RUNNING' AND fires_at IS NOT NULL
            ORDER BY fires_at
            LIMIT 1
            """)
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  void looked(List<Looked> all) {
    batches.batchUpdate(
        """
        UPDATE deadline_clock
        SET step = ?, breached_at = coalesce(breached_at, ?), fires_at = ?
        WHERE id = ?
        """,
        all.stream()
            .map(l -> {
              boolean climbed = l.passing() instanceof Passing.Climbed;
              return new @Nullable Object[] {
                l.clock().step() + (climbed ? 1 : 0),
                climbed ? Timestamp.from(l.clock().dueAt()) : null,
                l.passing().next() == null ? null : Timestamp.from(l.passing().next()),
                l.clock().id()
              };
            })
            .toList());
  }

  /** The record of it. A step of a promise can stand here once, whatever servers do. */
  void record(List<Looked> all) {
    batches.batchUpdate(
        """
        INSERT INTO deadline_step (clock_id, step, due_at, fired_at, late) VALUES (?, ?, ?, ?, ?)
        """,
        all.stream()
            .map(l ->
                new Object[] {
                  l.clock().id(),
                  step(l.passing()),
                  Timestamp.from(l.clock().dueAt()),
                  Timestamp.from(l.now()),
                  l.late()
                })
            .toList());
  }

  void postpone(long id, Instant until) {
    batches.update(
        "UPDATE deadline_clock SET fires_at = ? WHERE id = ?", Timestamp.from(until), id);
  }

  private static int step(Passing passing) {
    return switch (passing) {
      case Passing.Climbed c -> c.step();
      case Passing.Warned w -> -1 - w.warning().ordinal();
      case Passing.Over _ -> 0;
    };
  }
}
