package id.lapor.deadline;

import id.lapor.report.ReportId;
import java.util.List;

/**
 * Missed promises came to their end, told inside the transaction in which they did; whoever shows
 * what is overdue looks again.
 */
public record Caught(List<ReportId> reports) {

  public Caught {
    reports = List.copyOf(reports);
  }
}
