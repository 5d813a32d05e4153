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

  /** No further than {@link DeadlineStore#TALLIES}; by deadline_clock_due and _done as that. */
  static final String BEHIND =
      """
      SELECT o.office AS office_id, c.*
      FROM unnest(:offices::bigint[]) AS o (office)
      CROSS JOIN unnest(:owed::text[]) AS k (kind)
      CROSS JOIN LATERAL (
        (SELECT report_id, true AS open, breached_at IS NOT NULL OR (state = 'RUNNING' AND due_at < :now) AS late,
                false AS done
         FROM deadline_clock
         WHERE office_id = o.office AND kind = k.kind AND state <> 'STOPPED'
         ORDER BY due_at
         LIMIT :most)
        UNION ALL
        (SELECT report_id, false, breached_at IS NOT NULL OR stopped_at > due_at, ended_by = ANY(:keeping)
         FROM deadline_clock
         WHERE office_id = o.office AND kind = k.kind AND state = 'STOPPED' AND stopped_at >= :since
         ORDER BY stopped_at DESC
         LIMIT :most)
      ) c
      """;

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
    return jdbc.sql(BEHIND)
        .param("offices", offices.stream().map(AgencyId::value).toArray(Long[]::new))
        .param("owed", DeadlineStore.OWED)
        .param("keeping", Reprimand.End.KEEPING.toArray(String[]::new))
        .param("since", Timestamp.from(clock.instant().minus(PAST)))
        .param("now", Timestamp.from(clock.instant()))
        .param("most", DeadlineStore.MOST)
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
    return new Deadlines.Tally(open, over, counted.size() - open + over, kept, false, false);
  }
}
