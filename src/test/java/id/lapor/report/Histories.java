package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Reports made of events, for tests of those who listen. */
public final class Histories {

  private Histories() {}

  /** A complaint, received. */
  public static Report filed(AgencyId desk, Instant at) {
    return Folding.filed(
        new ReportId(1), Reference.random(new Random(1)), filed(desk, Kind.COMPLAINT), at);
  }

  public static Event.Filed filed(AgencyId desk, Kind kind) {
    return filed(desk, kind, Channel.WEB);
  }

  public static Event.Filed filed(AgencyId desk, Kind kind, Channel channel) {
    Matter matter =
        new Matter(
            kind,
            false,
            null,
            Visibility.OPEN,
            false,
            channel,
            "Lampu jalan mati",
            null,
            new Place(null, null, null, null),
            null);
    return new Event.Filed(matter, desk, List.of());
  }

  /** A report as it was when it was received. */
  public static Report first(Report now, Event.Filed filed, Instant at) {
    return Folding.filed(now.id(), now.reference(), filed, at);
  }

  /** The report after a further event. */
  public static Report after(Report report, Event event, Instant at) {
    return Folding.fold(report, event, at);
  }
}
