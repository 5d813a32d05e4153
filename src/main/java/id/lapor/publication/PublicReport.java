package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.report.Headline;
import id.lapor.report.Kind;
import id.lapor.report.Reference;
import id.lapor.report.ReportId;
import id.lapor.report.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report as anyone may see it in a list.
 *
 * @param region as precise as its reporter allowed
 * @param name the reporter's, where the reporter chose to show it
 * @param overdue a promise on it was missed and is still owed
 */
public record PublicReport(
    ReportId id,
    Reference reference,
    Stage stage,
    Kind kind,
    @Nullable String category,
    @Nullable AgencyId agency,
    @Nullable String region,
    String text,
    int supporters,
    Instant receivedAt,
    Instant changedAt,
    @Nullable String name,
    boolean overdue) {

  public String headline() {
    return Headline.of(text);
  }
}
