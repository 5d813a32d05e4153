package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Reveal;
import id.lapor.people.Reveals;
import id.lapor.people.Role;
import id.lapor.people.Throttle;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Line;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Breaking the glass: when somebody would come to harm, a coordinator may read a case file of
 * another office for an hour, once somebody who watches over that office agrees. Words and what
 * became of them; no identity, no files, nothing to act with. The reporter and whoever looks after
 * the accounts see each step.
 */
@Controller
@ForRoles(Role.COORDINATOR)
public class EmergencyPages {

  private static final int SHORTEST_REASON = 15;
  private static final int LONGEST_REASON = 500;
  private static final int ASKED_AN_HOUR = 5;
  private static final int SHOWN = 20;

  private final Reports reports;
  private final Story story;
  private final Reveals reveals;
  private final Agencies agencies;
  private final Throttle throttle;
  private final InstantSource clock;

  EmergencyPages(
      Reports reports,
      Story story,
      Reveals reveals,
      Agencies agencies,
      Throttle throttle,
      InstantSource clock) {
    this.reports = reports;
    this.story = story;
    this.reveals = reveals;
    this.agencies = agencies;
    this.throttle = throttle;
    this.clock = clock;
  }

  @GetMapping("/darurat")
  Html list(Officer officer) {
    return page(officer, "", "", Map.of());
  }

  /** The same answer whether there is such a report or not: the second person finds out. */
  @PostMapping("/darurat")
  View ask(
      @RequestParam(defaultValue = "") String nomor,
      @RequestParam(defaultValue = "") String text,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    int length = text.strip().length();
    @Nullable Reference reference = Reference.parse(nomor).orElse(null);
    if (length < SHORTEST_REASON || length > LONGEST_REASON) {
      String wrong = length < SHORTEST_REASON ? "identity.reasonShort" : "identity.reasonLong";
      return page(officer, nomor, text, Map.of("text", wrong)).status(422);
    }
    if (reference == null) {
      return page(officer, nomor, text, Map.of("nomor", "emergency.noNumber")).status(422);
    }
    throttle.take("emergency:" + officer.accountId(), ASKED_AN_HOUR, Duration.ofHours(1));
    reveals.askForCase(
        reports.find(reference).map(r -> r.matter().reporter()).orElse(null),
        reference.toString(),
        officer,
        text.strip());
    Notice.leave("identity.notice.asked", request, response);
    return new RedirectView("/darurat");
  }

  @PostMapping("/darurat/{id}/baca")
  Html read(@PathVariable long id, Officer officer) {
    Reveal reveal = reveals.read(id, officer).orElseThrow(NotFound::new);
    Report report =
        Reference.parse(reveal.matter()).flatMap(reports::find).orElseThrow(NotFound::new);
    return Html.of(
            "desk/emergency",
            "report",
            report,
            "lines",
            story.tell(report, reports.history(report.id()), Line.Eyes.REPORTER),
            "zone",
            agencies.get(report.course().desk()).zone())
        .home("/darurat");
  }

  /**
   * A request as its officer sees it.
   *
   * @param open the file can be read now
   */
  public record Asked(Reveal reveal, Reveal.State state, boolean open) {}

  private Html page(Officer officer, String number, String reason, Map<String, String> errors) {
    Instant now = clock.instant();
    List<Asked> asked =
        reveals.emergencies(officer, SHOWN).stream()
            .map(r -> new Asked(r, r.state(now), r.mayOpen(officer, now)))
            .toList();
    return Html.of(
        "desk/emergencies",
        "asked",
        asked,
        "number",
        number,
        "reason",
        reason,
        "zone",
        agencies.get(new AgencyId(officer.agencyId())).zone(),
        "errors",
        errors);
  }
}
