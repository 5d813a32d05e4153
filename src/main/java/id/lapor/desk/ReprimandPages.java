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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final int DECIDED_SHOWN = 50;

  private final Reprimands reprimands;
  private final Reports reports;
  private final Agencies agencies;

  ReprimandPages(Reprimands reprimands, Reports reports, Agencies agencies) {
    this.reprimands = reprimands;
    this.reports = reports;
    this.agencies = agencies;
  }

  /** A letter that waits, as its box on the page names it: {@code 12-1}. */
  private record Choice(AgencyId agency, int level) {

    /** Each once, in the order in which they can be issued; what is no letter is passed over. */
    static List<Choice> read(List<String> boxes) {
      return boxes.stream()
          .filter(box -> box.matches("\\d{1,18}-[123]"))
          .map(box -> box.split("-"))
          .map(p -> new Choice(new AgencyId(Long.parseLong(p[0])), Integer.parseInt(p[1])))
          .distinct()
          .sorted(Comparator.comparingInt(Choice::level))
          .toList();
    }
  }

  @GetMapping("/teguran")
  Html list(Officer officer) {
    return page(officer, "", Map.of());
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
    boolean held = !issued && reprimands.heldUp(new AgencyId(agency), level, Cases.actor(officer));
    String key = issued ? "issued" : held ? "lowerFirst" : "gone";
    Notice.leave("desk.notice." + key, request, response);
    return new RedirectView("/teguran");
  }

  /**
   * Issues many, lower levels first, each by itself, so that one that has gone meanwhile holds up
   * no other.
   *
   * @param pilih the boxes that were ticked
   */
  @PostMapping("/teguran/terbitkan")
  View issueMany(
      @RequestParam(defaultValue = "") List<String> pilih,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    List<Choice> chosen = Choice.read(pilih);
    long issued =
        chosen.stream()
            .filter(c -> reprimands.issue(c.agency(), c.level(), Cases.actor(officer)).isPresent())
            .count();
    boolean all = issued == chosen.size();
    String key =
        chosen.isEmpty() ? "nothing" : all ? "issuedMany" : issued > 0 ? "issuedSome" : "gone";
    Notice.leave("desk.notice." + key, request, response);
    return new RedirectView("/teguran");
  }

  @PostMapping("/teguran/{agency}/{level}/batalkan")
  View decline(
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
    Optional<String> wrong =
        reprimands.decline(
            new AgencyId(Long.parseLong(agency)),
            Integer.parseInt(level),
            text,
            Cases.actor(officer));
    if (wrong.isPresent()) {
      return refused(officer, text, "w" + agency + "-" + level, wrong.get());
    }
    Notice.leave("desk.notice.declined", request, response);
    return new RedirectView("/teguran");
  }

  @PostMapping("/teguran/surat/{id}/tarik")
  View withdraw(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String text,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<String> wrong = reprimands.withdraw(id, text, Cases.actor(officer));
    if (wrong.isPresent()) {
      return refused(officer, text, "i" + id, wrong.get());
    }
    Notice.leave("desk.notice.withdrawn", request, response);
    return new RedirectView("/teguran");
  }

  /** The page again with what was typed; above it when its form is there no more. */
  private Html refused(Officer officer, String text, String form, String why) {
    return page(officer, text, Map.of(form, why)).status(422);
  }

  private Html page(Officer officer, String typed, Map<String, String> errors) {
    AgencyId seat = new AgencyId(officer.agencyId());
    Jurisdiction own = agencies.jurisdiction(seat);
    List<Reprimand.Draft> drafts = reprimands.drafts(own);
    List<Reprimand> decided = reprimands.decided(own, DECIDED_SHOWN);
    List<ReportId> ids =
        Stream.concat(
                drafts.stream().flatMap(d -> d.cases().stream()),
                decided.stream().flatMap(r -> r.cases().stream()))
            .map(Reprimand.Case::report)
            .distinct()
            .toList();
    Map<ReportId, Report> about =
        reports.all(ids).stream().collect(Collectors.toMap(Report::id, Function.identity()));
    return Html.of(
        "desk/reprimands",
        "drafts",
        drafts,
        "decided",
        decided,
        "withdrawable",
        decided.stream()
            .filter(letter -> letter.state().open() && reprimands.mayWithdraw(letter, seat))
            .map(Reprimand::id)
            .collect(Collectors.toSet()),
        "reports",
        about,
        "agencies",
        agencies,
        "seat",
        agencies.get(seat),
        "typed",
        typed,
        "errors",
        errors);
  }
}
