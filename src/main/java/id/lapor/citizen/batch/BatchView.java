package id.lapor.citizen.batch;

import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one file shows.
 *
 * @param rows that are no reports yet
 * @param reports of the first {@value #SHOWN} that are
 * @param before when the same file was filed before, if it was
 * @param slips can be printed
 */
public record BatchView(
    List<Read> rows,
    List<Batch.Filed> filed,
    Map<ReportId, Report> reports,
    @Nullable Instant before,
    boolean slips) {

  static final int SHOWN = 50;
  private static final int EXAMPLES = 10;
  private static final int WRONG = 20;

  /** As they would be filed, the first ones. */
  public List<Read> examples() {
    return rows.stream().filter(Read::good).limit(EXAMPLES).toList();
  }

  public long good() {
    return rows.stream().filter(Read::good).count();
  }

  public List<Read> wrong() {
    return rows.stream().filter(r -> !r.good()).toList();
  }

  /** How many wait for the officer to say how their reporters came. */
  public long wayless() {
    return rows.stream().filter(Read::wayless).count();
  }

  /** How many of those to be filed go to the national admin, as no government has their place. */
  public long outside() {
    return rows.stream().filter(r -> r.good() && r.outside()).count();
  }

  /** The first ones of those that cannot be filed. */
  public List<Read> firstWrong() {
    return wrong().stream().limit(WRONG).toList();
  }

  /** The first ones of those that are reports. */
  public List<Batch.Filed> firstFiled() {
    return filed.stream().filter(f -> reports.containsKey(f.report())).toList();
  }

  /** Whether somebody has to be given their number and code on paper. */
  public boolean untold() {
    return slips && filed.stream().anyMatch(f -> !f.told());
  }
}
