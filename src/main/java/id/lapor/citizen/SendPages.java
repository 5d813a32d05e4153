package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.evidence.EvidenceBox;
import id.lapor.people.ForEveryone;
import id.lapor.people.SignIn;
import id.lapor.people.Throttle;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Language;
import id.lapor.platform.page.Notice;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Fifth screen: check and send; then the number, the promises and the secret. */
@Controller
@ForEveryone
@EnableConfigurationProperties(Limits.class)
class SendPages {

  private final Sheets sheets;
  private final Filing filing;
  private final OwnAccess access;
  private final Answers answers;
  private final Throttle throttle;
  private final Limits limits;

  SendPages(
      Sheets sheets,
      Filing filing,
      OwnAccess access,
      Answers answers,
      Throttle throttle,
      Limits limits) {
    this.sheets = sheets;
    this.filing = filing;
    this.access = access;
    this.answers = answers;
    this.throttle = throttle;
    this.limits = limits;
  }

  @GetMapping("/lapor/periksa")
  View check(HttpServletRequest request, HttpServletResponse response) {
    Draft draft = sheets.open(request, response).draft();
    return draft.complete()
        ? answers.check(draft).with("carried", sheets.carry(draft))
        : new RedirectView(draft.nextPage());
  }

  @PostMapping("/lapor/kirim")
  View send(
      @RequestParam(defaultValue = "") String persetujuan,
      HttpServletRequest request,
      HttpServletResponse response) {
    Sheets.@Nullable Sheet sheet = sheets.find(request).orElse(null);
    if (sheet == null) {
      Sheets.Sheet anew = sheets.open(request, response);
      sheets.save(anew, anew.draft());
      return new RedirectView(anew.draft().nextPage());
    }
    if (!sheet.sent() && !sheet.draft().complete()) {
      return new RedirectView(sheet.draft().nextPage());
    }
    @Nullable Consent consent = answers.consents.shown(persetujuan).orElse(null);
    if (!sheet.sent() && consent == null) {
      Notice.leave("citizen.notice.consent", request, response);
      return new RedirectView("/lapor/periksa");
    }
    if (!sheet.sent()) {
      throttle.take(
          "file-from:" + Throttle.from(request), limits.filingsAnHour(), Duration.ofHours(1));
    }
    Filing.Sending sending =
        new Filing.Sending(
            Channel.WEB, consent, SignIn.member(), new Actor.Reporter(), Language.of(request));
    Report report = filing.file(sheet.token(), sending);
    access.grant(report.reference(), filing.secret(sheet.token()), request, response);
    return new RedirectView("/lapor/terkirim");
  }

  @GetMapping("/lapor/kirim")
  View notYet() {
    return new RedirectView("/lapor/periksa");
  }

  /** Number and secret, for a device on which the report was not closed since. */
  @GetMapping("/lapor/terkirim")
  View sent(HttpServletRequest request) {
    return sheets
        .find(request)
        .filter(s -> answers.report(s).filter(r -> access.opened(r, request)).isPresent())
        .<View>map(
            s -> answers.sent("citizen/sent", s.kept().report(), filing.secret(s.token()).shown()))
        .orElseGet(() -> new RedirectView("/lapor/1"));
  }

  /** Gathers what the last two pages show. */
  @org.springframework.stereotype.Component
  static class Answers {
    private final Reports reports;
    private final Agencies agencies;
    private final Regions regions;
    private final Categories categories;
    private final Deadlines deadlines;
    private final EvidenceBox box;
    private final Settings settings;
    private final Consents consents;

    Answers(
        Reports reports,
        Agencies agencies,
        Regions regions,
        Categories categories,
        Deadlines deadlines,
        EvidenceBox box,
        Settings settings,
        Consents consents) {
      this.consents = consents;
      this.reports = reports;
      this.agencies = agencies;
      this.regions = regions;
      this.categories = categories;
      this.deadlines = deadlines;
      this.box = box;
      this.settings = settings;
    }

    Html check(Draft draft) {
      @Nullable String region = draft.place().region();
      return Html.of(
          "citizen/check",
          "draft",
          draft,
          "files",
          box.all(draft.files()),
          "region",
          region == null ? "" : regions.find(region).map(Region::path).orElse(""),
          "categories",
          categories,
          "desk",
          agencies.deskFor(region).name(),
          "outside",
          region != null && !agencies.ungoverned(List.of(region)).isEmpty(),
          "consents",
          consents.current());
    }

    Optional<Report> report(Sheets.Sheet sheet) {
      return Optional.ofNullable(sheet.kept().report()).flatMap(reports::find);
    }

    Html sent(String page, @Nullable ReportId id, String secret) {
      if (id == null) {
        throw new IllegalStateException("Not sent yet");
      }
      Report report = reports.find(id).orElseThrow();
      AgencyId desk = report.course().desk();
      Instant forwardBy =
          deadlines.of(id).stream().findFirst().map(Clock::dueAt).orElse(report.receivedAt());
      return Html.of(
          page,
          "report",
          report,
          "secret",
          secret,
          "link",
          settings.publicUrl() + "/l/" + report.reference() + "#" + secret,
          "desk",
          agencies.get(desk),
          "forwardBy",
          forwardBy,
          "answerBy",
          deadlines.answerExpected(desk, forwardBy));
    }
  }
}
