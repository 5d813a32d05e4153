package id.lapor.api;

import id.lapor.agency.Agency;
import id.lapor.people.ForEveryone;
import id.lapor.publication.PublicFeed;
import id.lapor.publication.PublicReport;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Service requests of Open311 GeoReport v2: read by anybody, filed by who has a key. */
@Controller
@ForEveryone
class Open311Requests {

  private static final int MOST = 1_000;

  /** Pages behind it are reached by dates. */
  static final int DEEPEST = 10_000;

  private static final String ROOT = "service_requests";
  private static final Set<String> STATUSES = Set.of("open", "closed");

  private final PublicFeed feed;
  private final ServiceRequests requests;
  private final Offer offer;
  private final Jurisdictions jurisdictions;
  private final FormFiling filing;
  private final InstantSource clock;

  Open311Requests(
      PublicFeed feed,
      ServiceRequests requests,
      Offer offer,
      Jurisdictions jurisdictions,
      FormFiling filing,
      InstantSource clock) {
    this.feed = feed;
    this.requests = requests;
    this.offer = offer;
    this.jurisdictions = jurisdictions;
    this.filing = filing;
    this.clock = clock;
  }

  @GetMapping("/open311/v2/requests.{format:xml|json}")
  ResponseEntity<byte[]> list(@PathVariable String format, HttpServletRequest request) {
    Asked asked = new Asked(request);
    List<String> ids = asked.list("service_request_id");
    List<PublicReport> found = ids.isEmpty() ? search(asked) : named(ids);
    return Answers.open(request, Format.of(format), ROOT, requests.of(found));
  }

  @GetMapping("/open311/v2/requests/{reference}.{format:xml|json}")
  ResponseEntity<byte[]> one(
      @PathVariable String reference, @PathVariable String format, HttpServletRequest request) {
    PublicReport found =
        Reference.parse(reference).flatMap(feed::find).orElseThrow(Wrong::notThere);
    return Answers.open(request, Format.of(format), ROOT, requests.of(List.of(found)));
  }

  /** Every request gets its number at once, so a token is only ever the number itself. */
  @GetMapping("/open311/v2/tokens/{reference}.{format:xml|json}")
  ResponseEntity<byte[]> token(
      @PathVariable String reference, @PathVariable String format, HttpServletRequest request) {
    PublicReport found =
        Reference.parse(reference)
            .flatMap(feed::find)
            .orElseThrow(() -> new Wrong(404, "token was not found"));
    Node answer =
        new Node.Fields()
            .with("service_request_id", found.reference().toString())
            .with("token", found.reference().toString());
    return Answers.open(
        request, Format.of(format), ROOT, new Node.Rows("request", List.of(answer)));
  }

  @PostMapping("/open311/v2/requests.{format:xml|json}")
  ResponseEntity<byte[]> file(@PathVariable String format, HttpServletRequest request) {
    FormFiling.Filed filed = filing.file(new Asked(request));
    Report report = filed.report();
    Node answer =
        new Node.Fields()
            .with("service_request_id", report.reference().toString())
            .with("service_notice", filed.notice())
            .with("account_id", null);
    return Answers.closed(Format.of(format), ROOT, new Node.Rows("request", List.of(answer)));
  }

  /** Those that are there, in the order asked for. */
  private List<PublicReport> named(List<String> ids) {
    if (ids.size() > MOST) {
      throw new Wrong(400, "service_request_id may name at most " + MOST);
    }
    List<Reference> references =
        ids.stream().map(Reference::parse).flatMap(Optional::stream).distinct().toList();
    Map<Reference, PublicReport> found =
        feed.all(references).stream()
            .collect(Collectors.toMap(PublicReport::reference, Function.identity()));
    return references.stream().filter(found::containsKey).map(found::get).toList();
  }

  private List<PublicReport> search(Asked asked) {
    Agency desk = jurisdictions.of(asked.text("jurisdiction_id").orElse(null));
    Optional<List<String>> services = services(asked);
    PublicFeed.Wish wish = new PublicFeed.Wish(desk.id(), services.orElse(List.of()), ended(asked));
    PublicFeed.Page page = page(asked);
    @Nullable Instant start = asked.time("start_date").orElse(null);
    @Nullable Instant end = asked.time("end_date").orElse(null);
    @Nullable Instant after = asked.time("updated_after").orElse(null);
    @Nullable Instant before = asked.time("updated_before").orElse(null);
    boolean changes = after != null || before != null;
    PublicFeed.Span received =
        changes && start == null && end == null
            ? PublicFeed.Span.EVER
            : Window.of(start, end, clock.instant());
    if (services.isPresent() && services.get().isEmpty()) {
      return List.of();
    }
    return changes
        ? feed.changed(wish, Window.open(after, before), received, page)
        : feed.received(wish, received, page);
  }

  /**
   * Known codes of those asked for; empty when none was named.
   *
   * @throws Wrong when the only one is unknown
   */
  private Optional<List<String>> services(Asked asked) {
    List<String> named = asked.list("service_code");
    List<String> known = named.stream().filter(c -> offer.find(c).isPresent()).toList();
    if (named.size() == 1 && known.isEmpty()) {
      throw new Wrong(404, "service_code was not found");
    }
    return named.isEmpty() ? Optional.empty() : Optional.of(known);
  }

  private static @Nullable Boolean ended(Asked asked) {
    List<String> states = asked.list("status");
    if (!STATUSES.containsAll(states)) {
      throw new Wrong(400, "status must be open, closed, or both");
    }
    return states.size() == 1 ? (Boolean) states.getFirst().equals("closed") : null;
  }

  /** Page 0 is page 1, as several servers have it. */
  static PublicFeed.Page page(Asked asked) {
    int size = Math.clamp(asked.count("page_size", MOST), 1, MOST);
    int skip = (Math.max(1, asked.count("page", 1)) - 1) * size;
    if (skip < 0 || skip > DEEPEST) {
      throw new Wrong(400, "page lies too far back; ask with start_date and end_date");
    }
    return PublicFeed.Page.of(skip, size);
  }
}
