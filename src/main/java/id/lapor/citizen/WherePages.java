package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.people.ForEveryone;
import id.lapor.people.Throttle;
import id.lapor.platform.page.Cookies;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Nearby;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.triage.TriageDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Second screen: where; and whether somebody has reported the same close by. */
@Controller
@ForEveryone
public class WherePages {

  private static final int CHOICES = 8;
  private static final int LONGEST_WORDS = 100;
  private static final int LOOKALIKES = 3;
  static final int LONGEST_ADDRESS = 300;
  private static final int SUPPORTS_AN_HOUR = 30;

  private final Sheets sheets;
  private final Regions regions;
  private final Agencies agencies;
  private final Reports reports;
  private final Nearby nearby;
  private final Throttle throttle;
  private final Drafts drafts;
  private final TriageDesk triage;

  WherePages(
      Sheets sheets,
      Regions regions,
      Agencies agencies,
      Reports reports,
      Nearby nearby,
      Throttle throttle,
      Drafts drafts,
      TriageDesk triage) {
    this.triage = triage;
    this.sheets = sheets;
    this.regions = regions;
    this.agencies = agencies;
    this.reports = reports;
    this.nearby = nearby;
    this.throttle = throttle;
    this.drafts = drafts;
  }

  /** What the form carried, as typed. */
  public record Typed(
      @Nullable String q,
      @Nullable String region,
      @Nullable String pin,
      @Nullable String latitude,
      @Nullable String longitude,
      @Nullable String address,
      @Nullable String aksi) {

    public String words(@Nullable String typed) {
      return typed == null ? "" : typed.strip();
    }
  }

  @GetMapping("/lapor/2")
  Html ask(HttpServletRequest request, HttpServletResponse response) {
    return page(sheets.open(request, response).draft(), "", Map.of());
  }

  @PostMapping("/lapor/2")
  View answer(Typed typed, HttpServletRequest request, HttpServletResponse response) {
    Sheets.Sheet sheet = sheets.open(request, response);
    String q = typed.words(typed.q());
    String act = typed.words(typed.aksi());
    boolean nowhere = act.equals("tanpa-tempat");
    Map<String, String> errors = new LinkedHashMap<>();
    Draft draft = sheet.draft().at(nowhere ? Place.NONE : place(typed, q, errors), nowhere);
    sheets.save(sheet, draft);
    if (act.equals("cari")) {
      return page(draft, q, q.isEmpty() ? Map.of("q", "citizen.where.empty") : Map.of())
          .with("typed", typed);
    }
    if (Tongue.asked(act)) {
      return page(draft, q, Map.of()).with("typed", typed);
    }
    if (act.equals("hapus-titik")) {
      return page(draft, q, Map.of());
    }
    if (errors.isEmpty() && !nowhere && draft.place().region() == null) {
      wrong(draft, q).ifPresent(key -> errors.put("q", key));
    }
    if (!errors.isEmpty()) {
      return page(draft, q, errors).with("typed", typed).status(422);
    }
    return new RedirectView(lookalikes(draft).isEmpty() ? next(draft) : "/lapor/mirip");
  }

  /** What is wrong with a place without a region. */
  private Optional<String> wrong(Draft draft, String q) {
    if (q.isEmpty()) {
      return draft.placed() ? Optional.empty() : Optional.of("citizen.where.empty");
    }
    if (search(q, 1).isEmpty()) {
      return draft.placed() ? Optional.empty() : Optional.of("citizen.where.none");
    }
    return Optional.of("citizen.where.choose");
  }

  /** Regions of the governments at work here come first. */
  private List<Region> search(String q, int limit) {
    String words = q.length() > LONGEST_WORDS ? q.substring(0, LONGEST_WORDS) : q;
    return regions.search(words, limit, agencies.governed());
  }

  /** For the list that grows while somebody types; the button does the same without a script. */
  @GetMapping("/lapor/wilayah")
  Html choices(@RequestParam(defaultValue = "") String q) {
    List<Region> found = search(q.strip(), CHOICES);
    return Html.of("citizen/regions", "regions", found, "chosen", "", "outside", outside(found));
  }

  private Set<String> outside(List<Region> found) {
    return agencies.ungoverned(found.stream().map(Region::code).toList());
  }

  @GetMapping("/lapor/mirip")
  View compare(HttpServletRequest request, HttpServletResponse response) {
    Draft draft = sheets.open(request, response).draft();
    List<Report> near = lookalikes(draft);
    return near.isEmpty()
        ? new RedirectView(next(draft))
        : Html.of("citizen/same", "reports", near, "carried", sheets.carry(draft));
  }

  @PostMapping("/lapor/mirip")
  View different(HttpServletRequest request, HttpServletResponse response) {
    Sheets.Sheet sheet = sheets.open(request, response);
    sheets.save(sheet, sheet.draft().compared());
    return new RedirectView(next(sheet.draft()));
  }

  /** Asks once more, so that the public page stays the same for everyone. */
  @GetMapping("/dukung/{reference}")
  Html askSupport(@PathVariable String reference) {
    Report report =
        Reference.parse(reference).flatMap(reports::findPublic).orElseThrow(NotFound::new);
    return Html.of("citizen/support", "report", report);
  }

  /** "Me too": counted once per device, and the visitor goes on to watch that report. */
  @PostMapping("/dukung/{reference}")
  View support(
      @PathVariable String reference, HttpServletRequest request, HttpServletResponse response) {
    Reference number = Reference.parse(reference).orElseThrow(NotFound::new);
    throttle.take("support-from:" + Throttle.from(request), SUPPORTS_AN_HOUR, Duration.ofHours(1));
    String device = Cookies.value("perangkat", request).orElseGet(drafts::newToken);
    response.addCookie(Cookies.make("perangkat", device, Duration.ofDays(365), request));
    reports
        .findPublic(number)
        .ifPresent(r -> {
          boolean counted = reports.support(r.id(), device);
          Notice.leave(
              counted ? "citizen.notice.supported" : "citizen.notice.supportedBefore",
              request,
              response);
        });
    return new RedirectView("/laporan/" + number);
  }

  private Place place(Typed typed, String q, Map<String, String> errors) {
    @Nullable String region =
        regions.find(typed.words(typed.region())).map(Region::code).orElse(null);
    if (region == null && !q.isEmpty()) {
      List<Region> found = search(q, 2);
      region = found.size() == 1 ? found.getFirst().code() : null;
    }
    String pin = typed.words(typed.pin());
    @Nullable Pin point = point(typed, pin);
    if (point == null && !pin.isEmpty()) {
      errors.put("pin", "citizen.where.pinWrong");
    }
    if (point != null && !point.inIndonesia()) {
      errors.put("pin", "citizen.where.abroad");
      point = null;
    }
    String address = typed.words(typed.address());
    boolean tooLong = address.length() > LONGEST_ADDRESS;
    if (tooLong) {
      errors.put("address", "citizen.where.addressLong");
    }
    String kept = tooLong ? address.substring(0, LONGEST_ADDRESS) : address;
    return new Place(
        region,
        point == null ? null : (Double) point.latitude(),
        point == null ? null : (Double) point.longitude(),
        kept.isEmpty() ? null : kept);
  }

  /** What was pasted, else what the device said before. */
  private static @Nullable Pin point(Typed typed, String pin) {
    if (typed.words(typed.aksi()).equals("hapus-titik")) {
      return null;
    }
    String device = typed.words(typed.latitude()) + ", " + typed.words(typed.longitude());
    return Pin.parse(pin.isEmpty() ? device : pin).orElse(null);
  }

  private List<Report> lookalikes(Draft draft) {
    Place place = draft.place();
    if (draft.asked()) {
      return List.of();
    }
    return place.latitude() == null || place.longitude() == null
        ? triage.publicLookalikes(draft.text(), place.region())
        : nearby.publicNear(place.latitude(), place.longitude(), LOOKALIKES);
  }

  private static String next(Draft draft) {
    return draft.complete() ? "/lapor/periksa" : "/lapor/3";
  }

  private Html page(Draft draft, String q, Map<String, String> errors) {
    @Nullable String chosen = draft.place().region();
    List<Region> found =
        q.isEmpty()
            ? regions.find(chosen == null ? "" : chosen).map(List::of).orElse(List.of())
            : search(q, CHOICES);
    return Html.of("citizen/where", "draft", draft, "q", q, "regions", found, "errors", errors)
        .with("outside", outside(found))
        .with("carried", sheets.carry(draft));
  }
}
