package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.report.Headline;
import id.lapor.report.Kind;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.ReportId;
import id.lapor.report.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report as anyone may see it in a list.
 *
 * @param desk whose desk it was on when it became public
 * @param place as precise as its reporter allowed
 * @param tie orders reports of the same moment
 * @param dayOnly all times are where a day began; nobody may know more
 * @param updatedAt when it last changed; once it ended, when that was
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
    AgencyId desk,
    Place place,
    String text,
    int supporters,
    Instant receivedAt,
    Instant updatedAt,
    long tie,
    boolean dayOnly,
    @Nullable String name,
    boolean overdue) {

  /** Code of the region, as precise as its reporter allowed. */
  public @Nullable String region() {
    return place.region();
  }

  public String headline() {
    return Headline.of(text);
  }
}
