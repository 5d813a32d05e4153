package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Explanation;
import id.lapor.deadline.Holders;
import id.lapor.deadline.Signatures;
import id.lapor.evidence.EvidenceAnswers;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Rendition;
import id.lapor.evidence.Uploads;
import id.lapor.notification.Wires;
import id.lapor.people.ForEveryone;
import id.lapor.people.Look;
import id.lapor.people.Reporters;
import id.lapor.people.Throttle;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Line;
import id.lapor.report.Outcome;
import id.lapor.report.Reference;
import id.lapor.report.Refusal;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Secrets;
import id.lapor.report.Stage;
import id.lapor.report.Story;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The reporter's own page: how it stands, who has it, and what the reporter can say to that. */
@Controller
@ForEveryone
class OwnPages {

  private static final int TRIES = 20;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Reports reports;
  private final OwnAccess access;
  private final Story story;
  private final EvidenceBox box;
  private final EvidenceAnswers files;
  private final Shown shown;
  private final Throttle throttle;

  OwnPages(
      Reports reports,
      OwnAccess access,
      Story story,
      EvidenceBox box,
      EvidenceAnswers files,
      Shown shown,
      Throttle throttle) {
    this.reports = reports;
    this.access = access;
    this.story = story;
    this.box = box;
    this.files = files;
    this.shown = shown;
    this.throttle = throttle;
  }

  /** Offices and clocks in the words of the page. */
  @org.springframework.stereotype.Component
  record Shown(
      Agencies agencies,
      Deadlines deadlines,
      Signatures signatures,
      Holders holders,
      Reporters reporters,
      Wires wires,
      Sheets sheets,
      Secrets secrets,
      Exchange exchange,
      InstantSource clock) {

    boolean undoable(Report report) {
      Course.@Nullable Ombudsman ombudsman = report.course().ombudsman();
      return ombudsman != null && ombudsman.undoable(clock.instant());
    }

    List<Look.Kept> looks(Report report) {
      return report.matter().reporter() == null
          ? List.of()
          : reporters.looks(report.matter().reporter());
    }
  }

  /** What the forms carry. */
  record Said(
      @Nullable String text,
      @Nullable Integer stars,
      @Nullable List<MultipartFile> files,
      @Nullable Long seen) {

    String words() {
      return text == null ? "" : text;
    }
  }

  @GetMapping("/cek")
  Html check(@RequestParam(defaultValue = "") String nomor) {
    return Html.of("citizen/open", "reference", nomor, "errors", Map.of());
  }

  @PostMapping("/cek")
  View open(
      @RequestParam(defaultValue = "") String nomor,
      @RequestParam(defaultValue = "") String secret,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Reference> reference = Reference.parse(nomor);
    Optional<AccessSecret> key = AccessSecret.parse(secret);
    Optional<Report> report = reference.flatMap(r -> key.flatMap(k -> reports.open(r, k)));
    if (report.isEmpty()) {
      // Only wrong tries count: many share one address, and 128 bits are not guessed anyway.
      throttle.take("open-from:" + Throttle.from(request), TRIES, WINDOW);
      boolean before =
          reference.flatMap(r -> key.filter(k -> shown.secrets().exchanged(r, k))).isPresent();
      String why = before ? "citizen.open.exchanged" : "citizen.open.wrong";
      return Html.of("citizen/open", "reference", nomor, "errors", Map.of("secret", why))
          .status(422);
    }
    access.grant(report.get().reference(), key.orElseThrow(), request, response);
    return new RedirectView("/l/" + report.get().reference());
  }

  @GetMapping("/l/{reference}")
  Html show(@PathVariable String reference, HttpServletRequest request) {
    return access
        .report(reference, request)
        .map(r -> page(r, new Said(null, null, null, null), Map.of()))
        .orElseGet(() -> Html.of("citizen/open", "reference", reference, "errors", Map.of()));
  }

  /** Whoever reloads the answer to a form, or changes its language, comes back to the report. */
  @GetMapping("/l/{reference}/{act}")
  View back(@PathVariable String reference) {
    return new RedirectView(Reference.parse(reference).map(r -> "/l/" + r).orElse("/cek"));
  }

  @PostMapping("/l/{reference}/{act}")
  View act(
      @PathVariable String reference,
      @PathVariable String act,
      Said said,
      HttpServletRequest request,
      HttpServletResponse response) {
    @Nullable Report report = access.report(reference, request).orElse(null);
    if (report == null) {
      return new RedirectView(Reference.parse(reference).map(r -> "/l/" + r).orElse("/cek"));
    }
    if (act.equals("tutup-halaman")) {
      access.forget(report.reference(), request, response);
      shown.sheets().forget(report.id(), request, response);
      return new RedirectView("/");
    }
    if (!act.equals("balas")) {
      OwnAccess.unseen(report);
    }
    if (act.equals("kabari")) {
      shown.wires().speakOf(report);
      Notice.leave("citizen.notice.kabari", request, response);
      return new RedirectView("/l/" + report.reference());
    }
    @Nullable String wrong = tryTo(act, report, said);
    if (wrong != null) {
      Report now = reports.find(report.id()).orElseThrow();
      return page(now, said, Map.of(offers(now, act) ? act : "main", wrong))
          .home("/l/" + now.reference())
          .status(422);
    }
    Notice.leave("citizen.notice." + act, request, response);
    return new RedirectView("/l/" + report.reference());
  }

  /** Message key of what was wrong; null when it was done. */
  private @Nullable String tryTo(String act, Report report, Said said) {
    Uploads uploads = Uploads.take(box, List.of(), said.files());
    if (uploads.wrong() != null) {
      return uploads.wrong();
    }
    Command command = command(act, said, uploads.taken());
    Actor reporter = new Actor.Reporter();
    Outcome outcome =
        said.seen() == null
            ? reports.command(report.id(), command, reporter)
            : reports.commandOnce(report.id(), said.seen(), command, reporter);
    return outcome instanceof Outcome.Refused r
        ? r.why() == Refusal.TEXT_MISSING
            ? "citizen.missing.text"
            : "report.refused." + r.why().name()
        : null;
  }

  /** Whether the page has a form for the act, as the report stands now. */
  private static boolean offers(Report report, String act) {
    Stage stage = report.stage();
    return switch (act) {
      case "selesai" -> stage == Stage.ANSWERED;
      case "belum" -> stage == Stage.ANSWERED || stage == Stage.CLOSED;
      case "nilai" ->
          report.course().rating() == null && (stage == Stage.ANSWERED || stage == Stage.CLOSED);
      case "keberatan" -> stage == Stage.ARCHIVED;
      case "pisah" -> stage == Stage.MERGED;
      default -> !stage.ended();
    };
  }

  @GetMapping({"/l/{reference}/berkas/{id}", "/l/{reference}/berkas/{id}/{small:kecil}"})
  ResponseEntity<Resource> file(
      @PathVariable String reference,
      @PathVariable long id,
      @PathVariable(required = false) @Nullable String small,
      HttpServletRequest request) {
    EvidenceId file = new EvidenceId(id);
    Report report = access.report(reference, request).orElseThrow(NotFound::new);
    if (!reports.holds(report.id(), file)) {
      throw new NotFound();
    }
    return files.send(file, small == null ? Rendition.CLEAN : Rendition.THUMB);
  }

  private static Command command(String act, Said said, List<EvidenceId> evidence) {
    String words = said.words();
    return switch (act) {
      case "balas" -> new Command.Reply(words, evidence);
      case "selesai" -> new Command.Confirm();
      case "belum" -> new Command.Dispute(words, evidence);
      case "nilai" -> new Command.Rate(said.stars() == null ? 0 : said.stars(), words);
      case "tarik" -> new Command.Withdraw(words);
      case "keberatan" -> new Command.Appeal(words);
      case "pisah" -> new Command.Separate(words);
      default -> throw new NotFound();
    };
  }

  /** The report itself, or the one it goes on with. */
  private Report whole(Report report) {
    @Nullable ReportId into = report.course().mergedInto();
    return into == null ? report : reports.find(into).map(this::whole).orElse(report);
  }

  private Html page(Report report, Said said, Map<String, String> errors) {
    Report whole = whole(report);
    boolean seen = !whole.id().equals(report.id()) && whole.matter().visibleToAll();
    Course course = seen ? whole.course() : report.course();
    AgencyId holder = course.lead().orElse(course.desk());
    List<Clock> clocks = shown.deadlines().of(report.id());
    List<Explanation> promises = shown.deadlines().explain(clocks);
    Html page =
        Html.of(
            "citizen/own",
            "report",
            report,
            "lines",
            story.tell(report, reports.history(report.id()), Line.Eyes.REPORTER),
            "deliveries",
            shown.wires().deliveries(report.id()),
            "holder",
            shown.agencies().get(holder),
            "zone",
            shown.agencies().zoneOf(report.matter().place().region(), report.course().desk()),
            "holders",
            seen ? shown.holders().of(whole) : shown.holders().of(report, clocks),
            "whole",
            seen ? whole : null,
            "together",
            seen ? story.tell(whole, reports.history(whole.id()), Line.Eyes.EVERYONE) : List.of(),
            "looks",
            shown.looks(report),
            "agencies",
            shown.agencies(),
            "promises",
            promises,
            "offeredAfter",
            Deadlines.offeredAfter(promises).orElse(null),
            "said",
            said.words(),
            "errors",
            errors);
    return letters(page, report, clocks);
  }

  /** Written and waiting because of what was missed, and who may have come before the reporter. */
  private Html letters(Html page, Report report, List<Clock> clocks) {
    boolean missed = clocks.stream().anyMatch(c -> c.breachedAt() != null);
    return page.with("undoable", shown.undoable(report))
        .with("exchanged", shown.exchange().unproven(report).orElse(null))
        .with("silences", shown.wires().silences(report))
        .with("letters", missed ? shown.deadlines().reprimands(report.id()) : List.of())
        .with("waiting", missed ? shown.signatures().about(report.id()) : List.of());
  }
}
