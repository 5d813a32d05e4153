package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Categories;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Signatures;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Line;
import id.lapor.report.Outcome;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The whole case as the ombudsman gets it, for the reporter to bring there; only once the reporter
 * has agreed.
 */
@Controller
@ForEveryone
class OmbudsmanPages {

  private final OwnAccess access;
  private final Reports reports;
  private final Story story;
  private final Deadlines deadlines;
  private final Places places;
  private final Paper paper;

  OmbudsmanPages(
      OwnAccess access,
      Reports reports,
      Story story,
      Deadlines deadlines,
      Places places,
      Paper paper) {
    this.access = access;
    this.reports = reports;
    this.story = story;
    this.deadlines = deadlines;
    this.places = places;
    this.paper = paper;
  }

  /** Names of offices, places and topics; and who has not signed. */
  @Component("ombudsmanPlaces")
  record Places(Agencies agencies, Regions regions, Categories categories, Signatures signatures) {}

  /** What goes to whom, before anything does. */
  @GetMapping("/l/{reference}/ombudsman")
  View ask(@PathVariable String reference, HttpServletRequest request) {
    return access
        .own(reference, request)
        .filter(OmbudsmanPages::offered)
        .<View>map(r -> consent(r, Map.of()))
        .orElseGet(
            () -> new RedirectView(Reference.parse(reference).map(r -> "/l/" + r).orElse("/cek")));
  }

  /**
   * The reporter's consent.
   *
   * @param agree ticked under what goes to whom
   * @param seen version of the report the page was made from
   */
  @PostMapping("/l/{reference}/ombudsman")
  View agree(
      @PathVariable String reference,
      @RequestParam(defaultValue = "false") boolean agree,
      @RequestParam(required = false) @Nullable Long seen,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Report> own = access.own(reference, request);
    if (own.isEmpty()) {
      return new RedirectView(Reference.parse(reference).map(r -> "/l/" + r).orElse("/cek"));
    }
    Report report = own.get();
    Command command = new Command.HandOver();
    Actor reporter = new Actor.Reporter();
    boolean done = done(report, seen, command);
    if (!done && !agree) {
      return consent(report, Map.of("agree", "citizen.ombudsman.tick")).status(422);
    }
    if (!done
        && reports.command(report.id(), command, reporter) instanceof Outcome.Refused no
        && !done(reports.find(report.id()).orElseThrow(), seen, command)) {
      return consent(report, Map.of("agree", "report.refused." + no.why().name())).status(422);
    }
    Notice.leave("citizen.notice.ombudsman", request, response);
    return new RedirectView("/l/" + report.reference());
  }

  /** That it was not the reporter who agreed, or that they think otherwise now. */
  @PostMapping("/l/{reference}/ombudsman/batal")
  View takeBack(
      @PathVariable String reference,
      @RequestParam(required = false) @Nullable Long seen,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Report> own = access.own(reference, request);
    if (own.isEmpty()) {
      return new RedirectView(Reference.parse(reference).map(r -> "/l/" + r).orElse("/cek"));
    }
    Report report = own.get();
    Command command = new Command.UndoHandOver();
    boolean done =
        done(report, seen, command)
            || reports.command(report.id(), command, new Actor.Reporter()) instanceof Outcome.Done;
    Notice.leave(
        done ? "citizen.notice.ombudsmanNot" : "citizen.notice.ombudsmanLate", request, response);
    return new RedirectView("/l/" + report.reference());
  }

  /** Also by the other of two taps, which may be a moment ahead. */
  private boolean done(Report report, @Nullable Long seen, Command command) {
    return seen != null && reports.repeats(report, seen, command, new Actor.Reporter());
  }

  private Html consent(Report report, Map<String, String> errors) {
    return Html.of(
            "citizen/ombudsman",
            "report",
            report,
            "after",
            deadlines.offeredAfter(report.id()).orElseThrow(NotFound::new),
            "desk",
            places.agencies().get(report.course().desk()),
            "errors",
            errors)
        .home("/l/" + report.reference());
  }

  private static boolean offered(Report report) {
    Course.@Nullable Ombudsman offer = report.course().ombudsman();
    return offer != null && !offer.handedOver() && !report.stage().ended();
  }

  @GetMapping("/l/{reference}/ombudsman.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String reference, HttpServletRequest request) {
    Report report = agreed(reference, request);
    return file(report, "pdf", MediaType.APPLICATION_PDF)
        .body(paper.pdf(Html.of("citizen/ombudsman-paper", "file", of(report)), Texts.INDONESIAN));
  }

  @GetMapping("/l/{reference}/ombudsman.json")
  ResponseEntity<Map<String, Object>> json(
      @PathVariable String reference, HttpServletRequest request) {
    Report report = agreed(reference, request);
    return file(report, "json", MediaType.APPLICATION_JSON)
        .body(of(report).json(paper.page(Texts.INDONESIAN)));
  }

  private OmbudsmanFile of(Report report) {
    List<Entry> history = reports.history(report.id());
    @Nullable String region = report.matter().place().region();
    Map<Instant, String> asked = new HashMap<>();
    for (Entry entry : history) {
      if (entry.event() instanceof Event.Held e) {
        asked.put(entry.at(), e.question());
      }
    }
    return new OmbudsmanFile(
        report,
        region == null ? "" : places.regions().find(region).map(Region::path).orElse(region),
        places.categories().name(report.matter().category(), Texts.INDONESIAN.getLanguage()),
        places.agencies().get(report.course().lead().orElse(report.course().desk())),
        story.tell(report, history, Line.Eyes.REPORTER),
        deadlines.explain(report.id()),
        asked,
        at(history, Event.OmbudsmanOffered.class),
        at(history.reversed(), Event.HandedOver.class),
        deadlines.reprimands(report.id()),
        places.signatures().about(report.id()),
        places.agencies());
  }

  private static @Nullable Instant at(List<Entry> history, Class<? extends Event> what) {
    return history.stream()
        .filter(e -> what.isInstance(e.event()))
        .map(Entry::at)
        .findFirst()
        .orElse(null);
  }

  private Report agreed(String reference, HttpServletRequest request) {
    Report report = access.own(reference, request).orElseThrow(NotFound::new);
    Course.@Nullable Ombudsman ombudsman = report.course().ombudsman();
    if (ombudsman == null || !ombudsman.handedOver()) {
      throw new NotFound();
    }
    return report;
  }

  private static ResponseEntity.BodyBuilder file(Report report, String ending, MediaType type) {
    String name = "ombudsman-" + report.reference() + "." + ending;
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString());
  }
}
