package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as another system kept it until it came here.
 *
 * @param externalId its number there, with the name of the system in front: {@code boston:10100184}
 * @param desk who verifies it when it has not ended
 * @param ending absent while somebody still owes an act
 */
public record TakenOver(
    String externalId, Matter matter, AgencyId desk, Instant receivedAt, @Nullable Ending ending) {

  private static final Actor HOUSE = new Actor.House("import");

  /**
   * How it ended there.
   *
   * @param words what that system said about it
   */
  public record Ending(Instant at, String words) {}

  Changes.Change received(ReportId id, Reference reference) {
    Event.Filed filed = new Event.Filed(matter, desk, List.of());
    Report report = Folding.filed(id, reference, filed, receivedAt);
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(id, 1, receivedAt, HOUSE, filed));
    if (ending != null) {
      Event closed = new Event.ImportedAsClosed(ending.words());
      report = Folding.fold(report, closed, ending.at());
      entries.add(new Entry(id, 2, ending.at(), HOUSE, closed));
    }
    return new Changes.Change(null, report, entries);
  }
}
