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
import id.lapor.report.Command;
import id.lapor.report.Outcome;
import id.lapor.report.Refusal;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.triage.Claims;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
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
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** One report as the officers it concerns see it, and everything they can do with it. */
@Controller
@ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN, Role.LIAISON, Role.APPROVER})
class CasePages {

  static final String FILE = "/kerja/{reference}";

  private final Cases cases;
  private final Commands commands;
  private final Reports reports;
  private final EvidenceBox box;
  private final EvidenceAnswers answers;
  private final Claims claims;
  private final Queue queue;

  CasePages(
      Cases cases,
      Commands commands,
      Reports reports,
      EvidenceBox box,
      EvidenceAnswers answers,
      Claims claims,
      Queue queue) {
    this.cases = cases;
    this.commands = commands;
    this.reports = reports;
    this.box = box;
    this.answers = answers;
    this.claims = claims;
    this.queue = queue;
  }

  @GetMapping(FILE)
  Html show(@PathVariable String reference, Officer officer) {
    return page(cases.open(cases.report(reference, officer), officer), Typed.NOTHING, Map.of());
  }

  /** Whoever reloads the answer to a form, or changes its language, comes back to the case. */
  @GetMapping("/kerja/{reference}/{act}")
  View back(@PathVariable String reference, Officer officer) {
    return new RedirectView("/kerja/" + cases.report(reference, officer).reference());
  }

  @PostMapping("/kerja/{reference}/{act}")
  View act(
      @PathVariable Map<String, String> path,
      Typed typed,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    String act = path.getOrDefault("act", "");
    Report report = cases.report(path.getOrDefault("reference", ""), act, typed, officer);
    boolean again = cases.again(report, act, typed, officer);
    boolean stays =
        !again
            && act.equals("jadwalkan")
            && typed.date().filter(day -> cases.promiseStays(report, day, officer)).isPresent();
    @Nullable String wrong = again ? null : tryTo(act, report, typed, officer);
    if (wrong != null) {
      return refused(act, reports.find(report.id()).orElseThrow(), officer, typed, wrong);
    }
    claims.release(officer);
    if (act.equals("teruskan") && typed.fromQueue()) {
      return new RedirectView("/antrean?diteruskan=" + report.reference());
    }
    Notice.leave(
        "desk.notice." + (stays ? "jadwalkan_tetap" : act.replace('-', '_')), request, response);
    return new RedirectView(next(act, report, officer, typed));
  }

  /** Message key of what was wrong; null when it was done. */
  private @Nullable String tryTo(String act, Report report, Typed typed, Officer officer) {
    boolean onDesk = cases.onDesk(report, officer) && !act.equals("catat");
    if (onDesk && !claims.take(report.id(), officer)) {
      return "desk.refused.held";
    }
    @Nullable String missing =
        commands
            .missing(act, typed, report)
            .or(() -> closedOn(act, typed, officer).map(_ -> "desk.missing.dayClosed"))
            .or(() -> commands.unseen(act, typed, report))
            .orElse(null);
    if (missing != null) {
      return missing;
    }
    Uploads uploads = Uploads.take(box, List.of(), typed.files());
    if (uploads.wrong() != null) {
      return uploads.wrong();
    }
    Actor actor = Cases.actor(officer);
    Command command = commands.read(act, typed, report, uploads.taken());
    return reports.command(report.id(), typed.seen(), command, actor) instanceof Outcome.Refused r
        ? said(r.why(), report, actor)
        : null;
  }

  /** The day somebody promises work for on which nobody at the office works. */
  private Optional<LocalDate> closedOn(String act, Typed typed, Officer officer) {
    return act.equals("jadwalkan")
        ? typed.date().filter(day -> cases.closed(day, officer))
        : Optional.empty();
  }

  /** Who sends twice is not told that somebody else was quicker. */
  private String said(Refusal why, Report report, Actor actor) {
    return switch (why) {
      case TEXT_MISSING -> "desk.missing.text";
      case CHANGED_MEANWHILE ->
          reports.history(report.id()).getLast().actor().equals(actor)
              ? "desk.refused.again"
              : "report.refused.CHANGED_MEANWHILE";
      default -> "report.refused." + why.name();
    };
  }

  /** On the page the form stands on; without its form, where the form is no longer there. */
  private Html refused(String act, Report now, Officer officer, Typed typed, String wrong) {
    CaseFile file = cases.open(now, officer);
    boolean held = wrong.equals("desk.refused.held");
    Map<String, String> errors = Map.of(file.offers(act) && !held ? act : "main", wrong);
    Html page =
        typed.fromQueue()
            ? queue.page(file, officer, typed, errors).home("/antrean?nomor=" + now.reference())
            : page(file, typed, errors)
                .with(
                    "openDays",
                    closedOn(act, typed, officer).stream()
                        .map(day -> cases.openDay(day, officer))
                        .toList())
                .home("/kerja/" + now.reference());
    return page.status(422);
  }

  /** Files of the case as they are shown; an original, which may tell who took it, to nobody. */
  @GetMapping({"/kerja/{reference}/berkas/{id}", "/kerja/{reference}/berkas/{id}/{small:kecil}"})
  ResponseEntity<Resource> file(
      @PathVariable String reference,
      @PathVariable long id,
      @PathVariable(required = false) @Nullable String small,
      Officer officer) {
    Report report = cases.report(reference, officer);
    EvidenceId file = new EvidenceId(id);
    if (!reports.gathers(report.id(), file)) {
      throw new NotFound();
    }
    return answers.send(file, small == null ? Rendition.CLEAN : Rendition.THUMB);
  }

  /** Back to the queue, on the same card while it is still to be decided; or to the case. */
  private String next(String act, Report before, Officer officer, Typed typed) {
    @Nullable Report now = reports.find(before.id()).orElse(null);
    boolean still = now != null && now.course().concerns(new AgencyId(officer.agencyId()));
    if (act.equals("urungkan")) {
      return "/antrean?nomor=" + before.reference();
    }
    if (typed.fromQueue()) {
      boolean undecided =
          now != null
              && cases.onDesk(now, officer)
              && now.stage() == before.stage()
              && now.course().archiving() == null;
      return undecided ? "/antrean?nomor=" + before.reference() : "/antrean";
    }
    return still && cases.concerns(before, officer)
        ? "/kerja/" + before.reference()
        : officer.home();
  }

  private Html page(CaseFile file, Typed typed, Map<String, String> errors) {
    return Html.of(
        "desk/case",
        "file",
        file,
        "lost",
        cases.lost(file),
        "silences",
        cases.silences(file),
        "deliveries",
        cases.deliveries(file),
        "sent",
        cases.sent(file),
        "typed",
        typed,
        "errors",
        errors);
  }
}
