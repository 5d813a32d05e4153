package id.lapor.api;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.platform.page.Texts;
import id.lapor.publication.PublicFeed;
import id.lapor.publication.PublicReport;
import id.lapor.report.PublicTimes;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Public reports as Open311's service requests; nothing in them is not on the public page. */
@Component
class ServiceRequests {

  private final PublicFeed feed;
  private final Deadlines deadlines;
  private final Agencies agencies;
  private final Offer offer;
  private final Texts texts;

  ServiceRequests(
      PublicFeed feed, Deadlines deadlines, Agencies agencies, Offer offer, Texts texts) {
    this.feed = feed;
    this.deadlines = deadlines;
    this.agencies = agencies;
    this.offer = offer;
    this.texts = texts;
  }

  Node of(List<PublicReport> reports) {
    List<ReportId> open =
        reports.stream().filter(r -> !r.stage().ended()).map(PublicReport::id).toList();
    Map<ReportId, Clock> promises = deadlines.next(open);
    return new Node.Rows(
        "request", reports.stream().map(r -> request(r, promises.get(r.id()))).toList());
  }

  private Node request(PublicReport r, @Nullable Clock promise) {
    Agency responsible = agencies.get(r.agency() == null ? r.desk() : r.agency());
    ZoneId zone = r.dayOnly() ? feed.zone(r) : responsible.zone();
    String place = feed.place(r);
    return new Node.Fields()
        .with("service_request_id", r.reference().toString())
        .with("status", r.stage().ended() ? "closed" : "open")
        .with("status_notes", texts.get(Texts.INDONESIAN, "report.stage." + r.stage().name()))
        .with("service_name", offer.name(r.category()))
        .with("service_code", r.category() == null ? Offer.OTHER : r.category())
        .with("description", r.text())
        .with("agency_responsible", responsible.name())
        .with("service_notice", null)
        .with("requested_datetime", time(r.receivedAt(), zone))
        .with("updated_datetime", time(r.updatedAt(), zone))
        .with("expected_datetime", expected(r, promise, zone))
        .with("address", place.isEmpty() ? null : place)
        .with("address_id", r.region())
        .with("zipcode", null)
        .with("lat", r.place().latitude())
        .with("long", r.place().longitude())
        .with("media_url", null);
  }

  private static @Nullable String expected(PublicReport r, @Nullable Clock promise, ZoneId zone) {
    if (promise == null || promise.state() != Clock.State.RUNNING) {
      return null;
    }
    return time(r.dayOnly() ? PublicTimes.day(promise.dueAt(), zone) : promise.dueAt(), zone);
  }

  /** To the second, with the office's offset. */
  static String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }
}
