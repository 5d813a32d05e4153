package id.lapor.deadline;

import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs that count open clocks anew, and how far each has come. */
@Repository
class RecountStore {

  private static final int JOBS_SHOWN = 20;

  private final JdbcClient jdbc;

  RecountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Open(long id, Mark reached) {

    boolean untouched() {
      return reached.id() == 0;
    }
  }

  record Candidate(long clock, ReportId report, Mark mark) {}

  /**
   * One change after the other: what has begun is counted, so none may be seen before one that was
   * written down earlier.
   */
  void ask(
      Recounts.Change change, String words, Instant startsAt, String by, @Nullable Long rules) {
    oneAtATime();
    jdbc.sql(
            """
            INSERT INTO deadline_recount (change, reason, starts_at, asked_by, rules_id)
            VALUES (:change, :words, :starts, :by, :rules)
            """)
        .param("change", change.name())
        .param("words", words)
        .param("starts", Timestamp.from(startsAt))
        .param("by", by)
        .param("rules", rules, Types.BIGINT)
        .update();
  }

  /** Until the transaction ends nobody else makes a change. */
  void oneAtATime() {
    jdbc.sql("SELECT pg_advisory_xact_lock(17081945)").query((_, _) -> true).list();
  }

  /** What a version would have carried to the clocks on a day that had not come. */
  void forget(long rules) {
    jdbc.sql("DELETE FROM deadline_recount WHERE rules_id = ?").param(rules).update();
  }

  List<Recounts.Job> latest() {
    return jdbc.sql(
            """
            SELECT id, change, reason, starts_at, asked_by, examined, moved, finished_at,
                   together_with IS NOT NULL AS together,
                   EXISTS (
                     SELECT FROM deadline_recount o
                     WHERE o.together_with = r.id AND o.examined > 0) AS rest
            FROM deadline_recount r
            ORDER BY id DESC
            LIMIT :limit
            """)
        .param("limit", JOBS_SHOWN)
        .query((row, _) ->
            new Recounts.Job(
                row.getLong("id"),
                Recounts.Change.valueOf(row.getString("change")),
                row.getString("reason"),
                row.getTimestamp("starts_at").toInstant(),
                row.getString("asked_by"),
                row.getLong("examined"),
                row.getLong("moved"),
                row.getBoolean("together"),
                row.getBoolean("rest"),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant)))
        .list();
  }

  /**
   * The job to go on with, unless another server is at one: a change nobody has carried anywhere,
   * else the oldest that has begun.
   */
  Optional<Open> lock(Instant now) {
    boolean alone =
        jdbc.sql("SELECT pg_try_advisory_xact_lock(17081946)").query(Boolean.class).single();
    return alone ? next(now) : Optional.empty();
  }

  private Optional<Open> next(Instant now) {
    return jdbc.sql(
            """
            SELECT id, reached_due, reached_id
            FROM deadline_recount
            WHERE finished_at IS NULL AND starts_at <= :now AND together_with IS NULL
            ORDER BY reached_id > 0, id
            LIMIT 1
            FOR UPDATE
            """)
        .param("now", Timestamp.from(now))
        .query((row, _) ->
            new Open(
                row.getLong("id"),
                new Mark(row.getTimestamp("reached_due").toInstant(), row.getLong("reached_id"))))
        .optional();
  }

  /**
   * Other changes that have begun as well go with it, from wherever they have come: the calendars
   * it counts by are also theirs, and so no figure of theirs may grow any more.
   */
  void takeAlong(long id, Instant now) {
    jdbc.sql(
            """
            UPDATE deadline_recount
            SET together_with = :id
            WHERE finished_at IS NULL AND starts_at <= :now AND id <> :id
            """)
        .param("id", id)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Whether a change that has begun has not reached all clocks. */
  boolean underway(Instant now) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM deadline_recount WHERE finished_at IS NULL AND starts_at <= :now)
            """)
        .param("now", Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }

  /** The next open clocks; uses deadline_clock_ahead. */
  List<Candidate> candidates(Mark after, int limit) {
    return ahead(after, limit).stream()
        .map(c -> new Candidate(c.id(), c.report(), new Mark(c.dueAt(), c.id())))
        .toList();
  }

  /**
   * Open clocks that rules gave their time and to which something is still to happen, first due
   * first; uses deadline_clock_ahead.
   */
  List<Clock> ahead(Mark after, int limit) {
    return jdbc.sql(
            ClockRows.SELECT
                + """
                WHERE state <> 'STOPPED'
                  AND (breached_at IS NULL OR fires_at IS NOT NULL)
                  AND term IS NOT NULL
                  AND (due_at, id) > (:due, :id)
                ORDER BY due_at, id
                LIMIT :limit
                """)
        .param("due", Timestamp.from(after.dueAt()))
        .param("id", after.id())
        .param("limit", limit)
        .query(ClockRows::clock)
        .list();
  }

  void reach(long id, Mark mark, int examined, int moved) {
    jdbc.sql(
            """
            UPDATE deadline_recount
            SET reached_due = ?, reached_id = ?, examined = examined + ?, moved = moved + ?
            WHERE id = ?
            """)
        .params(Timestamp.from(mark.dueAt()), mark.id(), examined, moved, id)
        .update();
  }

  void finish(long id, Instant now) {
    jdbc.sql("UPDATE deadline_recount SET finished_at = ? WHERE id = ? OR together_with = ?")
        .params(Timestamp.from(now), id, id)
        .update();
  }
}
