package id.lapor.deadline;

import id.lapor.platform.db.Ids;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  private final ClockMarks marks;
  private final Ids ids;

  LedgerStore(JdbcClient jdbc, JdbcTemplate batches, ClockMarks marks) {
    this.marks = marks;
    this.jdbc = jdbc;
    this.batches = batches;
    this.ids = new Ids(batches, "deadline_clock_id_seq");
  }

  /** All clocks of reports that are locked, oldest first. */
  Map<ReportId, List<Ledger>> of(Collection<ReportId> reports) {
    if (reports.isEmpty()) {
      return Map.of();
    }
    List<ClockMarks.Kept> clocks =
        jdbc.sql(ClockRows.SELECT + "WHERE report_id = ANY(:ids) ORDER BY id")
            .param("ids", reports.stream().map(ReportId::value).toArray(Long[]::new))
            .query(ClockMarks.Kept::read)
            .list();
    return looked(clocks).stream().collect(Collectors.groupingBy(l -> l.clock().report()));
  }

  /** Open clocks by number, of reports that are locked; numbers of others are left out. */
  List<Ledger> open(Collection<Long> ids) {
    List<ClockMarks.Kept> clocks =
        jdbc.sql(ClockRows.SELECT + "WHERE id = ANY(:ids) AND state <> 'STOPPED' ORDER BY id")
            .param("ids", ids.toArray(Long[]::new))
            .query(ClockMarks.Kept::read)
            .list();
    return looked(clocks);
  }

  /** To be written again: what is not as the house wrote it is known by that. */
  private List<Ledger> looked(List<ClockMarks.Kept> clocks) {
    Map<Long, List<Ledger.Run>> runs = runs(clocks.stream().map(ClockMarks.Kept::clock).toList());
    return clocks.stream()
        .map(k -> {
          List<Ledger.Run> own = runs.getOrDefault(k.clock().id(), List.of());
          ClockEdit edit = k.clock().edit();
          edit.sound = marks.fits(k) && marks.fits(k, own);
          return new Ledger(edit.done(), own);
        })
        .toList();
  }

  List<Ledger> withRuns(List<Clock> clocks) {
    Map<Long, List<Ledger.Run>> runs = runs(clocks);
    return clocks.stream().map(c -> new Ledger(c, runs.getOrDefault(c.id(), List.of()))).toList();
  }

  /** By clock, each's in order. */
  Map<Long, List<Ledger.Run>> runs(List<Clock> clocks) {
    Map<Long, List<Ledger.Run>> runs = new HashMap<>();
    if (clocks.isEmpty()) {
      return runs;
    }
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
    return runs;
  }

  /** Writes clocks and their runs; new ones get a number. */
  void save(List<Ledger> ledgers) {
    List<Ledger> exact = ledgers.stream().map(LedgerStore::asKept).toList();
    List<Ledger> fresh = exact.stream().filter(l -> l.clock().id() == 0).toList();
    List<Ledger> old = exact.stream().filter(l -> l.clock().id() != 0).toList();
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

  /** As exact as the database keeps it, so that its mark is of what is found again. */
  private static Ledger asKept(Ledger l) {
    ClockEdit edit = l.clock().edit();
    edit.dueAt = edit.dueAt.truncatedTo(ChronoUnit.MICROS);
    edit.breachedAt = cut(edit.breachedAt);
    edit.stoppedAt = cut(edit.stoppedAt);
    edit.firesAt = cut(edit.firesAt);
    edit.climbsFrom = cut(edit.climbsFrom);
    return new Ledger(edit.done(), l.runs());
  }

  private static @Nullable Instant cut(@Nullable Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
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
          climbs_from, state, asked, breached_at, stopped_at, ended_by, mark, runs_mark)
        OVERRIDING SYSTEM VALUE
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        ledgers.stream().map(this::fresh).toList());
  }

  private @Nullable Object[] fresh(Ledger l) {
    Clock c = l.clock();
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
      l.end(),
      marks.clock(c, l.end()),
      marks.runs(c.id(), l.runs())
    };
  }

  private void update(List<Ledger> ledgers) {
    batches.batchUpdate(
        """
        UPDATE deadline_clock
        SET office_id = ?, rules_id = ?, term = ?, unit = ?, budget_s = ?, consumed_s = ?, due_at = ?, fires_at = ?,
            climbs_from = ?, state = ?, asked = ?, breached_at = ?, stopped_at = ?, ended_by = ?,
            mark = coalesce(?, mark), runs_mark = coalesce(?, runs_mark)
        WHERE id = ?
        """,
        ledgers.stream().map(this::known).toList());
  }

  private @Nullable Object[] known(Ledger l) {
    Clock c = l.clock();
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
      l.end(),
      c.sound() ? marks.clock(c, l.end()) : null,
      c.sound() ? marks.runs(c.id(), l.runs()) : null,
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
