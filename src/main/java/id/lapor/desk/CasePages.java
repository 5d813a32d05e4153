package id.lapor.desk;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceAnswers;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Rendition;
import id.lapor.evidence.Uploads;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Actor;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.triage.Claims;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** One report as the officers it concerns see it, and everything they can do with it. */
@Controller
@ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN, Role.LIAISON, Role.APPROVER})
class CasePages {

  private final Cases cases;
  private final Commands commands;
  private final Reports reports;
  private final EvidenceBox box;
  private final EvidenceAnswers answers;
  private final Claims claims;

  CasePages(
      Cases cases,
      Commands commands,
      Reports reports,
      EvidenceBox box,
      EvidenceAnswers answers,
      Claims claims) {
    this.cases = cases;
    this.commands = commands;
    this.reports = reports;
    this.box = box;
    this.answers = answers;
    this.claims = claims;
  }

  @GetMapping("/kerja/{reference}")
  Html show(@PathVariable String reference, Officer officer) {
    return page(cases.report(reference, officer), officer, Typed.NOTHING, Map.of());
  }

  @PostMapping("/kerja/{reference}/{act}")
  View act(
      @PathVariable Map<String, String> path,
      Typed typed,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    String act = path.getOrDefault("act", "");
    Report report = cases.report(path.getOrDefault("reference", ""), officer);
    Map<String, String> errors = new HashMap<>();
    commands.missing(act, typed).ifPresent(key -> errors.put(act, key));
    Uploads uploads = Uploads.take(box, List.of(), typed.files());
    if (uploads.wrong() != null) {
      errors.put(act, uploads.wrong());
    }
    if (errors.isEmpty()) {
      Actor actor = Cases.actor(officer);
      Outcome outcome =
          reports.command(
              report.id(), typed.seen(), commands.read(act, typed, report, uploads.taken()), actor);
      if (outcome instanceof Outcome.Refused r) {
        errors.put(act, "report.refused." + r.why().name());
      }
    }
    if (!errors.isEmpty()) {
      Report now = reports.find(report.id()).orElseThrow();
      return page(now, officer, typed, errors).status(422);
    }
    claims.release(officer);
    Notice.leave("desk.notice." + act.replace('-', '_'), request, response);
    return new RedirectView(next(report, officer, typed));
  }

  /** Files of the case, the untouched original too. */
  @GetMapping({
    "/kerja/{reference}/berkas/{id}",
    "/kerja/{reference}/berkas/{id}/{shape:kecil|asli}"
  })
  ResponseEntity<Resource> file(
      @PathVariable String reference,
      @PathVariable long id,
      @PathVariable(required = false) @Nullable String shape,
      Officer officer) {
    Report report = cases.report(reference, officer);
    EvidenceId file = new EvidenceId(id);
    if (!reports.holds(report.id(), file)) {
      throw new NotFound();
    }
    Rendition rendition =
        shape == null
            ? Rendition.CLEAN
            : shape.equals("kecil") ? Rendition.THUMB : Rendition.ORIGINAL;
    return answers.send(file, rendition);
  }

  /** Back to the queue, or to the case while it is still ours. */
  private String next(Report before, Officer officer, Typed typed) {
    boolean still =
        reports
            .find(before.id())
            .filter(r -> r.course().concerns(new AgencyId(officer.agencyId())))
            .isPresent();
    if (typed.fromQueue()) {
      return "/antrean";
    }
    return still ? "/kerja/" + before.reference() : officer.home();
  }

  private Html page(Report report, Officer officer, Typed typed, Map<String, String> errors) {
    return Html.of(
        "desk/case", "file", cases.open(report, officer), "typed", typed, "errors", errors);
  }
}
