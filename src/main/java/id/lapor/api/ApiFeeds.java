package id.lapor.api;

import id.lapor.agency.Agency;
import id.lapor.people.ForEveryone;
import id.lapor.publication.PublicFeed;
import id.lapor.publication.PublicReport;
import id.lapor.report.Kind;
import id.lapor.report.Line;
import id.lapor.report.Reference;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The JSON API for systems that read: public reports, and what happens, page after page. */
@Controller
@ForEveryone
class ApiFeeds {

  private static final int MOST = 500;
  private static final int USUAL = 100;

  private final ApiDoor door;
  private final Jurisdictions jurisdictions;
  private final Sources sources;
  private final Happenings happenings;
  private final ReportNodes nodes;

  ApiFeeds(
      ApiDoor door,
      Jurisdictions jurisdictions,
      Sources sources,
      Happenings happenings,
      ReportNodes nodes) {
    this.door = door;
    this.jurisdictions = jurisdictions;
    this.sources = sources;
    this.happenings = happenings;
    this.nodes = nodes;
  }

  /** Where what is read comes from. */
  @org.springframework.stereotype.Component
  record Sources(PublicFeed feed, EventBook book, Reports reports, Offer offer) {}

  @GetMapping("/api/v1/reports")
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    Asked asked = new Asked(request);
    Agency desk = jurisdictions.of(asked.text("jurisdiction").orElse(null));
    List<String> categories = asked.list("category");
    if (!categories.stream().allMatch(c -> sources.offer().find(c).isPresent())) {
      throw new Problem(400, "category is unknown");
    }
    PublicFeed.Wish wish = new PublicFeed.Wish(desk.id(), categories, ended(asked));
    String cursor = asked.text("cursor").orElse("");
    if (!cursor.isEmpty() && PublicFeed.cursor(cursor) == null) {
      throw new Problem(400, "cursor must be one that was given");
    }
    int limit = limit(asked);
    List<PublicReport> found = sources.feed().after(wish, PublicFeed.cursor(cursor), limit + 1);
    boolean more = found.size() > limit;
    List<PublicReport> page = more ? found.subList(0, limit) : found;
    Node answer =
        new Node.Fields()
            .with("reports", new Node.Rows("report", page.stream().map(nodes::published).toList()))
            .with("next", more ? PublicFeed.mark(page.getLast()) : null);
    return Answers.open(request, Format.JSON, "", answer);
  }

  /** A public report with all that may be told of it. */
  @GetMapping("/api/v1/reports/{reference}")
  ResponseEntity<byte[]> one(@PathVariable String reference, HttpServletRequest request) {
    PublicReport found =
        Reference.parse(reference).flatMap(sources.feed()::find).orElseThrow(Problem::notThere);
    List<Line> lines =
        happenings.lines(
            sources.reports().find(found.id()).orElseThrow(Problem::notThere), Line.Eyes.EVERYONE);
    Node answer = ((Node.Fields) nodes.published(found)).with("story", nodes.story(lines));
    return Answers.open(request, Format.JSON, "", answer);
  }

  /**
   * What happened since a place in the feed, in its order. A page may be empty though more follows:
   * what was undone at once is left out. What is hidden from the client makes no difference.
   */
  @GetMapping("/api/v1/events")
  ResponseEntity<byte[]> events(HttpServletRequest request) {
    Client client = door.client(request, Scope.EVENTS);
    Asked asked = new Asked(request);
    String after = asked.text("after").orElse("0");
    if (!after.matches("\\d{1,18}")) {
      throw new Problem(400, "after must be a place that was given, or 0");
    }
    int limit = limit(asked);
    List<EventBook.Row> rows = sources.book().told(client, Long.parseLong(after), limit);
    Node answer =
        new Node.Fields()
            .with(
                "events",
                new Node.Rows(
                    "event", happenings.toClient(rows, client).stream().map(nodes::event).toList()))
            .with("next", rows.isEmpty() ? after : String.valueOf(rows.getLast().place()))
            .with("more", rows.size() == limit);
    return Answers.closed(Format.JSON, "", answer);
  }

  /** Every word that can stand for a stage, a kind or a circle. */
  @GetMapping("/api/v1/statuses")
  ResponseEntity<byte[]> statuses(HttpServletRequest request) {
    Node stages =
        new Node.Rows(
            "stage",
            Arrays.stream(Stage.values())
                .map(s ->
                    new Node.Fields().with("stage", Happenings.lower(s)).with("ended", s.ended()))
                .toList());
    Node kinds =
        new Node.Rows(
            "kind",
            Arrays.stream(Kind.values()).map(k -> new Node.Leaf(Happenings.lower(k))).toList());
    return Answers.open(
        request, Format.JSON, "", new Node.Fields().with("stages", stages).with("kinds", kinds));
  }

  @GetMapping("/api/v1/openapi.json")
  ResponseEntity<byte[]> document(HttpServletRequest request) throws IOException {
    byte[] document = new ClassPathResource("api/openapi.json").getContentAsByteArray();
    return Answers.open(request, Format.JSON.contentType(), document);
  }

  private static int limit(Asked asked) {
    return Math.clamp(asked.count("limit", USUAL), 1, MOST);
  }

  private static @Nullable Boolean ended(Asked asked) {
    return asked
        .text("ended")
        .map(v -> {
          if (!v.equals("true") && !v.equals("false")) {
            throw new Problem(400, "ended must be true or false");
          }
          return Boolean.valueOf(v);
        })
        .orElse(null);
  }
}
