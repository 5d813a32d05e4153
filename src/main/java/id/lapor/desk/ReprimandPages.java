package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
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

/** The supervisor's letters: what waits for a decision, and what became of the issued ones. */
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

  @PostMapping("/teguran/{agency}/{level}/terbitkan")
  View issue(
      @PathVariable long agency,
      @PathVariable int level,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean issued =
        reprimands.issue(new AgencyId(agency), level, Cases.actor(officer)).isPresent();
    Notice.leave(issued ? "desk.notice.issued" : "desk.notice.gone", request, response);
    return new RedirectView("/teguran");
  }

  /**
   * Issues many, each by itself, so that one that has gone meanwhile holds up no other.
   *
   * @param pilih agency and level of each, {@code 12-1}
   */
  @PostMapping("/teguran/terbitkan")
  View issueMany(
      @RequestParam(defaultValue = "") List<String> pilih,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    int issued = 0;
    for (String one : pilih) {
      if (one.matches("\\d{1,18}-[123]")) {
        String[] parts = one.split("-");
        AgencyId agency = new AgencyId(Long.parseLong(parts[0]));
        issued +=
            reprimands
                .issue(agency, Integer.parseInt(parts[1]), Cases.actor(officer))
                .map(_ -> 1)
                .orElse(0);
      }
    }
    boolean all = issued == pilih.size() && issued > 0;
    String key = pilih.isEmpty() ? "nothing" : all ? "issuedMany" : "gone";
    Notice.leave("desk.notice." + key, request, response);
    return new RedirectView("/teguran");
  }

  @PostMapping("/teguran/{agency}/{level}/batalkan")
  View dismiss(
      @PathVariable Map<String, String> path,
      @RequestParam(defaultValue = "") String text,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    String agency = path.getOrDefault("agency", "");
    String level = path.getOrDefault("level", "");
    if (!agency.matches("\\d{1,18}") || !level.matches("[123]")) {
      throw new NotFound();
    }
    if (text.isBlank()) {
      return page(officer, Map.of("w" + agency + "-" + level, "report.refused.TEXT_MISSING"))
          .status(422);
    }
    boolean done =
        reprimands.dismiss(
            new AgencyId(Long.parseLong(agency)),
            Integer.parseInt(level),
            text.strip(),
            Cases.actor(officer));
    Notice.leave(done ? "desk.notice.withdrawn" : "desk.notice.gone", request, response);
    return new RedirectView("/teguran");
  }

  @PostMapping("/teguran/surat/{id}/tarik")
  View withdraw(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String text,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (text.isBlank()) {
      return page(officer, Map.of("i" + id, "report.refused.TEXT_MISSING")).status(422);
    }
    boolean done = reprimands.withdraw(id, text.strip(), Cases.actor(officer));
    Notice.leave(done ? "desk.notice.withdrawn" : "desk.notice.gone", request, response);
    return new RedirectView("/teguran");
  }

  private Html page(Officer officer, Map<String, String> errors) {
    AgencyId seat = new AgencyId(officer.agencyId());
    Jurisdiction own = agencies.jurisdiction(seat);
    List<Reprimand.Draft> drafts = reprimands.drafts(own);
    List<Reprimand> issued = reprimands.issued(own, ISSUED_SHOWN);
    List<ReportId> ids =
        Stream.concat(
                drafts.stream().flatMap(d -> d.cases().stream()),
                issued.stream().flatMap(r -> r.cases().stream()))
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
        "withdrawable",
        issued.stream()
            .filter(letter -> reprimands.mayWithdraw(letter, seat))
            .map(Reprimand::id)
            .collect(Collectors.toSet()),
        "reports",
        about,
        "agencies",
        agencies,
        "seat",
        agencies.get(seat),
        "errors",
        errors);
  }
}
