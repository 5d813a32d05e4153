package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Actor;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The supervisor's letters: drafts that wait for a decision, and what was issued. */
@Controller
@ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
class ReprimandPages {

  private static final int ISSUED_SHOWN = 50;

  private final Reprimands reprimands;
  private final Reports reports;
  private final Agencies agencies;

  ReprimandPages(Reprimands reprimands, Reports reports, Agencies agencies) {
    this.reprimands = reprimands;
    this.reports = reports;
    this.agencies = agencies;
  }

  @GetMapping("/teguran")
  Html list(Officer officer) {
    return page(officer, Map.of());
  }

  @PostMapping("/teguran/{id}/terbitkan")
  View issue(
      @PathVariable long id,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean issued =
        reprimands
            .issue(
                known(id).id(),
                new Actor.Officer(
                    officer.accountId(),
                    officer.name(),
                    new AgencyId(officer.agencyId()),
                    officer.role()))
            .isPresent();
    Notice.leave(issued ? "desk.notice.issued" : "desk.notice.gone", request, response);
    return new RedirectView("/teguran");
  }

  @PostMapping("/teguran/{id}/batalkan")
  View withdraw(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String text,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (text.isBlank()) {
      return page(officer, Map.of("w" + known(id).id(), "report.refused.TEXT_MISSING")).status(422);
    }
    boolean done = reprimands.withdraw(known(id).id(), text.strip());
    Notice.leave(done ? "desk.notice.withdrawn" : "desk.notice.gone", request, response);
    return new RedirectView("/teguran");
  }

  private Reprimand known(long id) {
    return reprimands.find(id).orElseThrow(NotFound::new);
  }

  private Html page(Officer officer, Map<String, String> errors) {
    List<Reprimand> drafts = reprimands.drafts();
    List<Reprimand> issued = reprimands.issued(ISSUED_SHOWN);
    List<ReportId> ids =
        Stream.concat(drafts.stream(), issued.stream())
            .flatMap(r -> r.cases().stream())
            .map(Reprimand.Case::report)
            .distinct()
            .toList();
    Map<ReportId, Report> about =
        reports.all(ids).stream().collect(Collectors.toMap(Report::id, Function.identity()));
    return Html.of(
        "desk/reprimands",
        "drafts",
        drafts,
        "issued",
        issued,
        "reports",
        about,
        "agencies",
        agencies,
        "seat",
        agencies.get(new AgencyId(officer.agencyId())),
        "errors",
        errors);
  }
}
