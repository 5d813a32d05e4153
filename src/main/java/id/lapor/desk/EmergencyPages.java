package id.lapor.desk;

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
import id.lapor.report.Visibility;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

  private static final TwoPersons.Matter CASE =
      new TwoPersons.Matter(
          Reveal.What.CASE,
          "/darurat",
          "emergency.title",
          "emergency.text",
          "baca",
          "emergency.read");
  private static final int ASKED_AN_HOUR = 5;
  private static final int SHOWN = 20;

  private final Reports reports;
  private final Story story;
  private final Reveals reveals;
  private final TwoPersons page;
  private final Throttle throttle;

  EmergencyPages(
      Reports reports, Story story, Reveals reveals, TwoPersons page, Throttle throttle) {
    this.reports = reports;
    this.story = story;
    this.reveals = reveals;
    this.page = page;
    this.throttle = throttle;
  }

  @GetMapping("/darurat")
  Html list(Officer officer) {
    return page(officer, TwoPersons.Typed.NOTHING, Map.of());
  }

  /** Numbers are counted before they are looked up, so that nobody goes through them. */
  @PostMapping("/darurat")
  View ask(
      @RequestParam(defaultValue = "") String nomor,
      @RequestParam(defaultValue = "") String text,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    TwoPersons.Typed typed = new TwoPersons.Typed(nomor, text);
    Optional<String> wrong = typed.wrong();
    if (wrong.isPresent()) {
      return page(officer, typed, Map.of("text", wrong.get())).status(422);
    }
    throttle.take("emergency:" + officer.accountId(), ASKED_AN_HOUR, Duration.ofHours(1));
    Optional<Report> report = known(nomor);
    if (report.isEmpty()) {
      return page(officer, typed, Map.of("nomor", "emergency.noSuch")).status(422);
    }
    boolean asked =
        reveals.askForCase(
            report.get().matter().reporter(),
            report.get().reference().toString(),
            officer,
            text.strip());
    if (!asked) {
      return page(officer, typed, Map.of("nomor", "identity.waits")).status(422);
    }
    Notice.leave("identity.notice.asked", request, response);
    return new RedirectView("/darurat");
  }

  @PostMapping("/darurat/{id}/baca")
  Html read(@PathVariable long id, Officer officer) {
    Report report = reveals.find(id).flatMap(r -> known(r.matter())).orElseThrow(NotFound::new);
    if (page.waits(officer)) {
      return page(officer, TwoPersons.Typed.NOTHING, Map.of("nomor", "identity.waits")).status(422);
    }
    if (reveals.read(id, officer).isEmpty()) {
      throw new NotFound();
    }
    return Html.of(
            "desk/emergency",
            "report",
            report,
            "lines",
            story.tell(report, reports.history(report.id()), Line.Eyes.REPORTER),
            "zone",
            page.zone(report.course().desk()))
        .home("/darurat");
  }

  /** Other offices are not to know of a secret report, so for them there is none. */
  private Optional<Report> known(String number) {
    return Reference.parse(number)
        .flatMap(reports::find)
        .filter(r -> r.matter().visibility() != Visibility.SECRET);
  }

  private Html page(Officer officer, TwoPersons.Typed typed, Map<String, String> errors) {
    return page.page(CASE, reveals.emergencies(officer, SHOWN), officer, typed, errors);
  }
}
