package id.lapor.deadline;

import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of clocks that have to be looked at, shared by all servers. */
@Repository
class WatchStore {

  static final String DUE =
      """
      SELECT id, report_id
      FROM deadline_clock
      WHERE state = 'RUNNING' AND fires_at <= :now AND report_id % :lanes = :lane
      ORDER BY fires_at
      LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final ClockMarks marks;

  WatchStore(JdbcClient jdbc, JdbcTemplate batches, ClockMarks marks) {
    this.marks = marks;
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** A clock after it was looked at. */
  record Looked(Clock clock, Passing passing, Instant now, boolean late) {

    boolean climbed() {
      return passing instanceof Passing.Climbed;
    }

    /** Where the clock stands on the ladder now. */
    int step() {
      return passing instanceof Passing.Climbed c ? c.step() + 1 : clock.step();
    }

    @Nullable Instant breachedAt() {
      return clock.breachedAt() == null && climbed() ? clock.dueAt() : clock.breachedAt();
    }

    /** The clock as it stands now. */
    Clock after() {
      ClockEdit edit = clock.edit();
      edit.step = step();
      edit.breachedAt = breachedAt();
      return edit.done();
    }
  }

  /** A clock that seems to be due, and the report that has to be locked before it. */
  record Due(long clock, ReportId report) {}

  /**
   * One of several equal parts of all reports, so that workers side by side do not want the same.
   *
   * @param number from 0
   */
  record Lane(int number, int lanes) {

    static final Lane ALL = new Lane(0, 1);
  }

  /** The first that are due in a lane; uses deadline_clock_fires. */
  List<Due> due(Lane lane, Instant now, int limit) {
    return jdbc.sql(DUE)
        .param("now", Timestamp.from(now))
        .param("lanes", lane.lanes())
        .param("lane", lane.number())
        .param("limit", limit)
        .query((row, _) -> new Due(row.getLong(1), new ReportId(row.getLong(2))))
        .list();
  }

  /** Since when the first is due; uses deadline_clock_fires. */
  Optional<Instant> oldest(Instant now) {
    return jdbc.sql(
            """
            SELECT fires_at FROM deadline_clock
            WHERE state = 'RUNNING' AND fires_at <= ?
            ORDER BY fires_at
            LIMIT 1
            """)
        .param(Timestamp.from(now))
        .query((row, _) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** Those that still are due now that their reports, and so their clocks, are locked. */
  List<Clock> still(List<Due> due, Instant now) {
    return jdbc
        .sql(
            ClockRows.SELECT
                + """
                WHERE id = ANY(:ids) AND state = 'RUNNING' AND fires_at <= :now
                ORDER BY id
                """)
        .param("ids", due.stream().map(Due::clock).toArray(Long[]::new))
        .param("now", Timestamp.from(now))
        .query(ClockMarks.Kept::read)
        .list()
        .stream()
        .map(k -> {
          ClockEdit edit = k.clock().edit();
          edit.sound = marks.fits(k);
          return edit.done();
        })
        .toList();
  }

  /**
   * The first moment after one at which something is to be done: a clock, a letter that policy
   * issues or hastens, a reminder of a signature, a new date that passes, a change of calendars or
   * rules that begins. What is due by the moment itself is not looked for. Uses
   * deadline_clock_fires, _reprimand_waiting_order, _reprimand_remind and _reprimand_promise.
   *
   * @param collecting so long an automatic letter collects what belongs into it
   */
  Optional<Instant> next(Instant after, Duration collecting) {
    return jdbc.sql(
            """
            SELECT min(at)
            FROM (
              (SELECT fires_at AS at
               FROM deadline_clock
               WHERE state = 'RUNNING' AND fires_at > :after
               ORDER BY fires_at
               LIMIT 1)
              UNION ALL
              SELECT CASE WHEN %s THEN collected ELSE greatest(collected, %s) END
              FROM (
                SELECT clock_id, level, drafted_at + :collecting * interval '1 second' AS collected
                FROM deadline_reprimand_case
                WHERE reprimand_id IS NULL AND automatic) c
              UNION ALL
              (SELECT remind_at
               FROM deadline_reprimand_case
               WHERE reprimand_id IS NULL AND NOT automatic AND remind_at > :after AND remind_at < 'infinity'
               ORDER BY remind_at
               LIMIT 1)
              UNION ALL
              (SELECT promise_until + interval '1 microsecond'
               FROM deadline_reprimand
               WHERE promise_until IS NOT NULL AND promise_outcome IS NULL AND promise_until >= :after
               ORDER BY promise_until
               LIMIT 1)
              UNION ALL
              SELECT starts_at
              FROM deadline_recount
              WHERE finished_at IS NULL) moments
            WHERE at > :after
            """
                .formatted(DraftStore.LOWER_FIRST, DraftStore.NEXT_FROM))
        .param("after", Timestamp.from(after))
        .param("collecting", collecting.toSeconds())
        .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** One statement for all of them; each stands there once. */
  void looked(List<Looked> all) {
    jdbc.sql(
            """
            UPDATE deadline_clock c
            SET step = l.step, breached_at = l.breached_at, fires_at = l.fires_at, mark = coalesce(l.mark, c.mark)
            FROM unnest(:ids::bigint[], :steps::int[], :breached::timestamptz[], :fires::timestamptz[], :marks::bytea[])
              AS l (id, step, breached_at, fires_at, mark)
            WHERE c.id = l.id
            """)
        .param("ids", column(all, l -> l.clock().id(), Long[]::new))
        .param("steps", column(all, Looked::step, Integer[]::new))
        .param(
            "breached",
            column(
                all, l -> l.breachedAt() == null ? null : l.breachedAt().toString(), String[]::new))
        .param("marks", column(all, this::mark, byte[][]::new))
        .param(
            "fires",
            column(
                all,
                l -> l.passing().next() == null ? null : l.passing().next().toString(),
                String[]::new))
        .update();
  }

  /** It runs, so nothing has ended it. */
  private byte @Nullable [] mark(Looked l) {
    Clock after = l.after();
    return after.sound() ? marks.clock(after, null) : null;
  }

  /**
   * The record of it. A step of a promise can stand here once, whatever servers do; a warning that
   * stands already, because another budget brought it round again, is no trouble.
   */
  void record(List<Looked> all) {
    String insert =
        "INSERT INTO deadline_step (clock_id, step, due_at, fired_at, late) VALUES (?, ?, ?, ?, ?)";
    batches.batchUpdate(insert, rows(all, false));
    batches.batchUpdate(insert + " ON CONFLICT DO NOTHING", rows(all, true));
  }

  private static List<Object[]> rows(List<Looked> all, boolean warnings) {
    return all.stream()
        .filter(l -> l.passing() instanceof Passing.Warned == warnings)
        .map(l ->
            new Object[] {
              l.clock().id(),
              step(l.passing()),
              Timestamp.from(l.clock().dueAt()),
              Timestamp.from(l.now()),
              l.late()
            })
        .toList();
  }

  private static <V> @Nullable V[] column(
      List<Looked> all, Function<Looked, @Nullable V> column, IntFunction<@Nullable V[]> array) {
    return all.stream().map(column).toArray(array);
  }

  /**
   * Holds back one that is still due. Its report is not locked: what an act has written meanwhile
   * stands.
   */
  void postpone(long id, Instant now, Instant until) {
    jdbc.sql(
            """
            UPDATE deadline_clock SET fires_at = :until
            WHERE id = :id AND state = 'RUNNING' AND fires_at <= :now
            """)
        .param("until", Timestamp.from(until))
        .param("id", id)
        .param("now", Timestamp.from(now))
        .update();
  }

  private static int step(Passing passing) {
    return switch (passing) {
      case Passing.Climbed c -> c.step();
      case Passing.Warned w -> -1 - w.warning().ordinal();
      case Passing.Over _ -> 0;
    };
  }
}
