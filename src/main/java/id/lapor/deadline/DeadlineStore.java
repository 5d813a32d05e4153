package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Clocks and their pause ledger in the database. */
@Repository
class DeadlineStore {

  private static final String COLUMNS =
      "SELECT id, report_id, office_id, kind, profile, budget_s, consumed_s, started_at, due_at, state, step, asked, "
          + "breached_at, stopped_at FROM deadline_clock ";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  DeadlineStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  List<Long> nextIds(int count) {
    return batches.query(
        "SELECT nextval('deadline_clock_id_seq') FROM generate_series(1, ?)",
        (row, _) -> row.getLong(1),
        count);
  }

  /** New clocks, running, each with the first line of its ledger. */
  void start(List<Clock> clocks, String cause) {
    batches.batchUpdate(
        """
        INSERT INTO deadline_clock (id, report_id, office_id, kind, profile, budget_s, started_at, due_at, fires_at, state)
        OVERRIDING SYSTEM VALUE
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING')
        """,
        clocks.stream()
            .map(c ->
                new Object[] {
                  c.id(),
                  c.report().value(),
                  c.office().value(),
                  c.kind().name(),
                  c.profile(),
                  c.budget().toSeconds(),
                  Timestamp.from(c.startedAt()),
                  Timestamp.from(c.dueAt()),
                  Timestamp.from(c.dueAt())
                })
            .toList());
    batches.batchUpdate(
        "INSERT INTO deadline_run (clock_id, since, cause) VALUES (?, ?, ?)",
        clocks.stream()
            .map(c -> new Object[] {c.id(), Timestamp.from(c.startedAt()), cause})
            .toList());
  }

  List<Clock> open(ReportId report) {
    return jdbc.sql(COLUMNS + "WHERE report_id = ? AND state <> 'STOPPED' ORDER BY due_at, id")
        .param(report.value())
        .query(DeadlineStore::clock)
        .list();
  }

  List<Clock> all(ReportId report) {
    return jdbc.sql(COLUMNS + "WHERE report_id = ? ORDER BY id")
        .param(report.value())
        .query(DeadlineStore::clock)
        .list();
  }

  List<Clock> open(Collection<ReportId> reports) {
    return jdbc.sql(
            COLUMNS + "WHERE report_id = ANY(:ids) AND state <> 'STOPPED' ORDER BY due_at, id")
        .param("ids", reports.stream().map(ReportId::value).toArray(Long[]::new))
        .query(DeadlineStore::clock)
        .list();
  }

  /** Open clocks of an office, first due first; uses deadline_clock_due once per kind. */
  List<Clock> due(AgencyId office, Set<ClockKind> kinds, @Nullable Clock after, int limit) {
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
              ORDER BY d.due_at, d.id
              LIMIT :limit
            ) c
            ORDER BY c.due_at, c.id
            LIMIT :limit
            """)
        .param("office", office.value())
        .param("kinds", kinds.stream().map(ClockKind::name).toArray(String[]::new))
        .param("due", Timestamp.from(after == null ? Instant.EPOCH : after.dueAt()))
        .param("id", after == null ? 0 : after.id())
        .param("limit", limit)
        .query(DeadlineStore::clock)
        .list();
  }

  /** The report the next clock that has to be looked at belongs to; uses deadline_clock_fires. */
  List<Clock> firing(Instant now, int limit) {
    return jdbc.sql(
            COLUMNS
                + "WHERE state = 'RUNNING' AND fires_at <= :now ORDER BY fires_at, id LIMIT :limit")
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query(DeadlineStore::clock)
        .list();
  }

  /** The clock, locked, if it still has to be looked at and no other server does so. */
  Optional<Clock> lockFiring(long id, Instant now) {
    return jdbc.sql(
            COLUMNS
                + "WHERE id = :id AND state = 'RUNNING' AND fires_at <= :now FOR UPDATE SKIP LOCKED")
        .param("id", id)
        .param("now", Timestamp.from(now))
        .query(DeadlineStore::clock)
        .optional();
  }

  void climb(long id, int step, @Nullable Instant breachedAt, @Nullable Instant firesAt) {
    jdbc.sql(
            """
            UPDATE deadline_clock
            SET step = :step, breached_at = coalesce(breached_at, :breached), fires_at = :fires
            WHERE id = :id
            """)
        .param("step", step)
        .param("breached", time(breachedAt), java.sql.Types.TIMESTAMP)
        .param("fires", time(firesAt), java.sql.Types.TIMESTAMP)
        .param("id", id)
        .update();
  }

  void stop(Clock clock, Duration consumed, Instant now, String cause) {
    change(clock, "state = 'STOPPED', fires_at = NULL, stopped_at = :now", consumed, now);
    endRun(clock, now, cause);
  }

  void pause(Clock clock, Duration consumed, Instant now, String cause) {
    change(clock, "state = 'PAUSED', fires_at = NULL, asked = true", consumed, now);
    endRun(clock, now, cause);
  }

  void resume(Clock clock, Instant dueAt, Instant now, String cause) {
    jdbc.sql(
            "UPDATE deadline_clock SET state = 'RUNNING', due_at = :due, fires_at = :due WHERE id = :id")
        .param("due", Timestamp.from(dueAt))
        .param("id", clock.id())
        .update();
    jdbc.sql(
            """
            INSERT INTO deadline_run (clock_id, since, cause) VALUES (?, ?, ?)
            ON CONFLICT (clock_id, since) DO UPDATE SET until = NULL, ended_by = NULL
            """)
        .params(clock.id(), Timestamp.from(now), cause)
        .update();
  }

  /** Start of the present run. */
  Instant runningSince(long id) {
    return jdbc.sql("SELECT max(since) FROM deadline_run WHERE clock_id = ?")
        .param(id)
        .query(Timestamp.class)
        .single()
        .toInstant();
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

  private void change(Clock clock, String what, Duration consumed, Instant now) {
    jdbc.sql("UPDATE deadline_clock SET consumed_s = :consumed, " + what + " WHERE id = :id")
        .param("consumed", consumed.toSeconds())
        .param("id", clock.id())
        .param("now", Timestamp.from(now))
        .update();
  }

  private void endRun(Clock clock, Instant now, String cause) {
    jdbc.sql(
            "UPDATE deadline_run SET until = :now, ended_by = :cause WHERE clock_id = :id AND until IS NULL")
        .param("now", Timestamp.from(now))
        .param("cause", cause)
        .param("id", clock.id())
        .update();
  }

  private static @Nullable Timestamp time(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static Clock clock(ResultSet row, int number) throws SQLException {
    @Nullable Timestamp breached = row.getTimestamp("breached_at");
    @Nullable Timestamp stopped = row.getTimestamp("stopped_at");
    return new Clock(
        row.getLong("id"),
        new ReportId(row.getLong("report_id")),
        new AgencyId(row.getLong("office_id")),
        ClockKind.valueOf(row.getString("kind")),
        row.getString("profile"),
        Duration.ofSeconds(row.getLong("budget_s")),
        Duration.ofSeconds(row.getLong("consumed_s")),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        Clock.State.valueOf(row.getString("state")),
        row.getInt("step"),
        row.getBoolean("asked"),
        breached == null ? null : breached.toInstant(),
        stopped == null ? null : stopped.toInstant());
  }
}
