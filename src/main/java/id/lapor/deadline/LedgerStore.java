package id.lapor.deadline;

import id.lapor.platform.db.Ids;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Clocks with their pause ledgers in the database, many at once. They have no locks of their own:
 * who writes them has locked their report.
 */
@Repository
class LedgerStore {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final Ids ids;

  LedgerStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.ids = new Ids(batches, "deadline_clock_id_seq");
  }

  /** All clocks of reports that are locked, oldest first. */
  Map<ReportId, List<Ledger>> of(Collection<ReportId> reports) {
    if (reports.isEmpty()) {
      return Map.of();
    }
    List<Clock> clocks =
        jdbc.sql(ClockRows.SELECT + "WHERE report_id = ANY(:ids) ORDER BY id")
            .param("ids", reports.stream().map(ReportId::value).toArray(Long[]::new))
            .query(ClockRows::clock)
            .list();
    return withRuns(clocks).stream().collect(Collectors.groupingBy(l -> l.clock().report()));
  }

  /** Open clocks by number, of reports that are locked; numbers of others are left out. */
  List<Ledger> open(Collection<Long> ids) {
    List<Clock> clocks =
        jdbc.sql(ClockRows.SELECT + "WHERE id = ANY(:ids) AND state <> 'STOPPED' ORDER BY id")
            .param("ids", ids.toArray(Long[]::new))
            .query(ClockRows::clock)
            .list();
    return withRuns(clocks);
  }

  List<Ledger> withRuns(List<Clock> clocks) {
    if (clocks.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Ledger.Run>> runs = new HashMap<>();
    jdbc.sql(
            """
            SELECT clock_id, since, until, cause, ended_by
            FROM deadline_run
            WHERE clock_id = ANY(:ids)
            ORDER BY clock_id, since
            """)
        .param("ids", clocks.stream().map(Clock::id).toArray(Long[]::new))
        .query(row -> {
          runs.computeIfAbsent(row.getLong("clock_id"), _ -> new ArrayList<>()).add(run(row));
        });
    return clocks.stream().map(c -> new Ledger(c, runs.getOrDefault(c.id(), List.of()))).toList();
  }

  /** Writes clocks and their runs; new ones get a number. */
  void save(List<Ledger> ledgers) {
    List<Ledger> fresh = ledgers.stream().filter(l -> l.clock().id() == 0).toList();
    List<Ledger> old = ledgers.stream().filter(l -> l.clock().id() != 0).toList();
    List<Ledger> numbered = numbered(fresh);
    if (!old.isEmpty()) {
      update(old);
    }
    if (!numbered.isEmpty()) {
      insert(numbered);
    }
    List<Ledger> all = new ArrayList<>(old);
    all.addAll(numbered);
    saveRuns(all);
  }

  private List<Ledger> numbered(List<Ledger> fresh) {
    if (fresh.isEmpty()) {
      return fresh;
    }
    List<Long> numbers = ids.next(fresh.size());
    List<Ledger> numbered = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      ClockEdit edit = fresh.get(i).clock().edit();
      edit.id = numbers.get(i);
      numbered.add(new Ledger(edit.done(), fresh.get(i).runs()));
    }
    return numbered;
  }

  private void insert(List<Ledger> ledgers) {
    batches.batchUpdate(
        """
        INSERT INTO deadline_clock (
          id, report_id, office_id, kind, rules_id, term, unit, budget_s, consumed_s, started_at, due_at, fires_at,
          climbs_from, state, asked, breached_at, stopped_at, ended_by)
        OVERRIDING SYSTEM VALUE
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        ledgers.stream().map(l -> fresh(l.clock(), l.end())).toList());
  }

  private static @Nullable Object[] fresh(Clock c, @Nullable String end) {
    return new @Nullable Object[] {
      c.id(),
      c.report().value(),
      c.office().value(),
      c.kind().name(),
      c.rules(),
      c.term() == null ? null : c.term().name(),
      c.unit().name(),
      c.budget().toSeconds(),
      c.consumed().toSeconds(),
      Timestamp.from(c.startedAt()),
      Timestamp.from(c.dueAt()),
      time(c.firesAt()),
      time(c.climbsFrom()),
      c.state().name(),
      c.asked(),
      time(c.breachedAt()),
      time(c.stoppedAt()),
      end
    };
  }

  private void update(List<Ledger> ledgers) {
    batches.batchUpdate(
        """
        UPDATE deadline_clock
        SET office_id = ?, rules_id = ?, term = ?, unit = ?, budget_s = ?, consumed_s = ?, due_at = ?, fires_at = ?,
            climbs_from = ?, state = ?, asked = ?, breached_at = ?, stopped_at = ?, ended_by = ?
        WHERE id = ?
        """,
        ledgers.stream().map(l -> known(l.clock(), l.end())).toList());
  }

  private static @Nullable Object[] known(Clock c, @Nullable String end) {
    return new @Nullable Object[] {
      c.office().value(),
      c.rules(),
      c.term() == null ? null : c.term().name(),
      c.unit().name(),
      c.budget().toSeconds(),
      c.consumed().toSeconds(),
      Timestamp.from(c.dueAt()),
      time(c.firesAt()),
      time(c.climbsFrom()),
      c.state().name(),
      c.asked(),
      time(c.breachedAt()),
      time(c.stoppedAt()),
      end,
      c.id()
    };
  }

  /** A run that ended the moment it began goes on as the same row. */
  private void saveRuns(List<Ledger> ledgers) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Ledger l : ledgers) {
      for (Ledger.Run r : l.runs()) {
        rows.add(
            new @Nullable Object[] {
              l.clock().id(), Timestamp.from(r.since()), time(r.until()), r.cause(), r.endedBy()
            });
      }
    }
    batches.batchUpdate(
        """
        INSERT INTO deadline_run (clock_id, since, until, cause, ended_by) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (clock_id, since) DO UPDATE
        SET until = excluded.until, ended_by = excluded.ended_by
        """,
        rows);
  }

  private static Ledger.Run run(ResultSet row) throws SQLException {
    @Nullable Timestamp until = row.getTimestamp("until");
    return new Ledger.Run(
        row.getTimestamp("since").toInstant(),
        until == null ? null : until.toInstant(),
        row.getString("cause"),
        row.getString("ended_by"));
  }

  private static @Nullable Timestamp time(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
