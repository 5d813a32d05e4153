package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The promises behind totals so small that one report more would show: whoever publishes them
 * counts what everybody may know of.
 */
@Component
public class SmallTallies {

  private static final Duration PAST = Duration.ofDays(90);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  SmallTallies(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A promise that runs, or ended in the last 90 days in a way that counts.
   *
   * @param late missed, or about to be found missed
   * @param kept ended in time by what keeps it
   */
  public record Counted(
      AgencyId office, ReportId report, boolean open, boolean late, boolean kept) {}

  /** Of offices with few. */
  public List<Counted> of(Collection<AgencyId> offices) {
    Timestamp now = Timestamp.from(clock.instant());
    return jdbc.sql(
            """
            SELECT office_id, report_id, state <> 'STOPPED' AS open,
                   CASE WHEN state = 'STOPPED' THEN breached_at IS NOT NULL OR stopped_at > due_at
                        ELSE breached_at IS NOT NULL OR (state = 'RUNNING' AND due_at < :now) END AS late,
                   state = 'STOPPED' AND ended_by = ANY(:keeping) AS done
            FROM deadline_clock
            WHERE office_id = ANY(:offices) AND kind = ANY(:owed)
              AND (state <> 'STOPPED' OR stopped_at >= :since)
            """)
        .param("offices", offices.stream().map(AgencyId::value).toArray(Long[]::new))
        .param("owed", DeadlineStore.OWED)
        .param("keeping", Reprimand.End.KEEPING.toArray(String[]::new))
        .param("since", Timestamp.from(clock.instant().minus(PAST)))
        .param("now", now)
        .query((row, _) ->
            new Counted(
                new AgencyId(row.getLong("office_id")),
                new ReportId(row.getLong("report_id")),
                row.getBoolean("open"),
                row.getBoolean("late"),
                row.getBoolean("done") && !row.getBoolean("late")))
        .list();
  }

  /** What these make together, of those that are let through. */
  public static Deadlines.Tally tally(List<Counted> promises, Predicate<Counted> known) {
    List<Counted> counted =
        promises.stream().filter(c -> c.open() || c.late() || c.kept()).filter(known).toList();
    long over = counted.stream().filter(c -> c.open() && c.late()).count();
    long open = counted.stream().filter(Counted::open).count();
    long kept = counted.stream().filter(c -> !c.open() && c.kept()).count();
    return new Deadlines.Tally(open, over, counted.size() - open + over, kept, false);
  }
}
