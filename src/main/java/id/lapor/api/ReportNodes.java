package id.lapor.api;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.publication.PublicFeed;
import id.lapor.publication.PublicReport;
import id.lapor.report.Line;
import id.lapor.report.Matter;
import id.lapor.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports as the JSON API writes them. */
@Component
class ReportNodes {

  private final Agencies agencies;
  private final PublicFeed feed;
  private final Happenings happenings;

  ReportNodes(Agencies agencies, PublicFeed feed, Happenings happenings) {
    this.agencies = agencies;
    this.feed = feed;
    this.happenings = happenings;
  }

  /** To the client that brought it; who the reporter is stays in the vault. */
  Node.Fields own(Report r) {
    Matter m = r.matter();
    return new Node.Fields()
        .with("reference", r.reference().toString())
        .with("stage", Happenings.lower(r.stage()))
        .with("ended", r.stage().ended())
        .with("kind", Happenings.lower(m.kind()))
        .with("category", m.category())
        .with("visibility", Happenings.lower(m.visibility()))
        .with("public", m.visibleToAll())
        .with("agency", agency(r.course().lead().orElse(r.course().desk())))
        .with("text", m.text())
        .with("received_at", r.receivedAt().toString())
        .with("changed_at", r.changedAt().toString());
  }

  Node published(PublicReport r) {
    String place = feed.place(r);
    return new Node.Fields()
        .with("reference", r.reference().toString())
        .with("stage", Happenings.lower(r.stage()))
        .with("ended", r.stage().ended())
        .with("kind", Happenings.lower(r.kind()))
        .with("category", r.category())
        .with("agency", agency(r.agency() == null ? r.desk() : r.agency()))
        .with("region", r.region())
        .with("place", place.isEmpty() ? null : place)
        .with("latitude", r.place().latitude())
        .with("longitude", r.place().longitude())
        .with("text", r.text())
        .with("supporters", r.supporters())
        .with("overdue", r.overdue())
        .with("received_at", r.receivedAt().toString())
        .with("updated_at", r.updatedAt().toString())
        .with("day_only", r.dayOnly());
  }

  Node story(List<Line> lines) {
    return new Node.Rows(
        "line",
        lines.stream()
            .map(l ->
                new Node.Fields()
                    .with("at", l.at().toString())
                    .with("event", l.kind())
                    .with("words", happenings.words(l)))
            .toList());
  }

  Node event(Happenings.Told told) {
    return new Node.Fields()
        .with("id", told.id())
        .with("reference", told.report().reference().toString())
        .with("at", told.line().at().toString())
        .with("event", told.line().kind())
        .with("stage", Happenings.lower(told.report().stage()))
        .with("words", happenings.words(told.line()));
  }

  private @Nullable String agency(AgencyId id) {
    return agencies.find(id).map(Agency::name).orElse(null);
  }
}
