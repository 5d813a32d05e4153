package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.deadline.LetterRepeats;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The supervisor's letters: what waits for a decision, and what became of the issued ones. They are
 * issued on {@link IssuePages}, after they were read.
 */
@Controller
@ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
class ReprimandPages {

  private static final int DECIDED_SHOWN = 10;
  private static final int ON_A_PAGE = 25;

  private final Reprimands reprimands;
  private final LetterRepeats repeats;
  private final Reports reports;
  private final Agencies agencies;

  ReprimandPages(Reprimands reprimands, LetterRepeats repeats, Reports reports, Agencies agencies) {
    this.reprimands = reprimands;
    this.repeats = repeats;
    this.reports = reports;
    this.agencies = agencies;
  }

  /**
   * @param hal which part of what waits, from 1
   * @param semua all of that part are chosen, which is so without a script too
   */
  @GetMapping("/teguran")
  Html list(
      @RequestParam(defaultValue = "1") String hal,
      @RequestParam(defaultValue = "false") boolean semua,
      Officer officer) {
    int asked = hal.matches("\\d{1,4}") ? Integer.parseInt(hal) : 1;
    return page(officer, asked, "", Map.of()).with("all", semua);
  }

  /**
   * Why a letter is declined.
   *
   * @param segel of the draft that was read
   */
  record SealedReason(@Nullable String text, @Nullable String segel) {}

  @PostMapping("/teguran/{agency}/{level}/batalkan")
  View decline(
      @PathVariable Map<String, String> path,
      SealedReason typed,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    String agency = path.getOrDefault("agency", "");
    String level = path.getOrDefault("level", "");
    if (!agency.matches("\\d{1,18}") || !level.matches("[123]")) {
      throw new NotFound();
    }
    Reprimand.Due to =
        new Reprimand.Due(new AgencyId(Long.parseLong(agency)), Integer.parseInt(level));
    String text = typed.text() == null ? "" : typed.text();
    String seal = typed.segel() == null ? "" : typed.segel();
    Optional<String> wrong = reprimands.decline(to, seal, text, Cases.actor(officer));
    if (wrong.isPresent() && !repeats.declined(to, seal, text, Cases.actor(officer))) {
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
    if (reprimands.find(id).isEmpty()) {
      throw new NotFound();
    }
    Optional<String> wrong = reprimands.withdraw(id, text, Cases.actor(officer));
    if (wrong.isPresent() && !repeats.withdrew(id, text, Cases.actor(officer))) {
      return refused(officer, text, "i" + id, wrong.get());
    }
    Notice.leave("desk.notice.withdrawn", request, response);
    return new RedirectView("/teguran");
  }

  /** The page again with what was typed; above it when its form is there no more. */
  private Html refused(Officer officer, String text, String form, String why) {
    List<Reprimand.Draft> drafts =
        reprimands.drafts(agencies.deciding(new AgencyId(officer.agencyId())));
    int at = drafts.stream().map(d -> "w" + d.due().write()).toList().indexOf(form);
    return page(officer, Math.max(at, 0) / ON_A_PAGE + 1, text, Map.of(form, why)).status(422);
  }

  private Map<ReportId, Report> about(List<Reprimand.Draft> drafts, List<Reprimand> decided) {
    List<ReportId> ids =
        Stream.concat(
                drafts.stream().flatMap(d -> d.cases().stream()),
                decided.stream().flatMap(r -> r.cases().stream()))
            .map(Reprimand.Case::report)
            .distinct()
            .toList();
    return reports.all(ids).stream().collect(Collectors.toMap(Report::id, Function.identity()));
  }

  private Set<Long> withdrawable(List<Reprimand> decided, AgencyId seat) {
    return decided.stream()
        .filter(letter -> reprimands.withdrawable(letter, seat))
        .map(Reprimand::id)
        .collect(Collectors.toSet());
  }

  /** By form; above them all when its form is no longer there. */
  private static Map<String, String> atForms(
      Map<String, String> errors, List<Reprimand.Draft> drafts, Set<Long> withdrawable) {
    Set<String> forms =
        Stream.concat(
                drafts.stream().filter(Reprimand.Draft::ready).map(d -> "w" + d.due().write()),
                withdrawable.stream().map(id -> "i" + id))
            .collect(Collectors.toSet());
    return errors.entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> forms.contains(e.getKey()) ? e.getKey() : "main", Map.Entry::getValue));
  }

  private Html page(Officer officer, int asked, String typed, Map<String, String> errors) {
    AgencyId seat = new AgencyId(officer.agencyId());
    Jurisdiction own = agencies.jurisdiction(seat);
    List<Reprimand.Draft> waiting = reprimands.drafts(agencies.deciding(seat));
    int parts = Math.max(1, Math.ceilDiv(waiting.size(), ON_A_PAGE));
    int part = Math.clamp(asked, 1, parts);
    List<Reprimand.Draft> drafts =
        waiting.stream().skip((part - 1L) * ON_A_PAGE).limit(ON_A_PAGE).toList();
    List<Reprimand> decided = reprimands.decided(own, DECIDED_SHOWN);
    Set<Long> withdrawable = withdrawable(decided, seat);
    return Html.of(
        "desk/reprimands",
        "drafts",
        drafts,
        "decided",
        decided,
        "waiting",
        waiting.size(),
        "ready",
        waiting.stream().filter(Reprimand.Draft::ready).count(),
        "part",
        part,
        "parts",
        parts,
        "all",
        false,
        "withdrawable",
        withdrawable,
        "reports",
        about(drafts, decided),
        "agencies",
        agencies,
        "typed",
        typed,
        "errors",
        atForms(errors, drafts, withdrawable));
  }
}
