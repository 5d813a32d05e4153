package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Holders;
import id.lapor.evidence.EvidenceAnswers;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Rendition;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Line;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * A report as those read it who answer for the clocks of all (DOMAIN section 5): its text, its
 * files and what became of it; nothing to act with, no identity, no offices' notes.
 */
@Controller
@ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
class OversightPages {

  static final String FILE = "/pengawasan/{reference}";

  /** What of a story whoever may open the file reads. */
  static final Line.Eyes EYES = Line.Eyes.REPORTER;

  private final Reports reports;
  private final Story story;
  private final Duties duties;
  private final EvidenceAnswers files;

  OversightPages(Reports reports, Story story, Duties duties, EvidenceAnswers files) {
    this.reports = reports;
    this.story = story;
    this.duties = duties;
    this.files = files;
  }

  /** What offices owe, which they are, and who watches over them. */
  @Component
  record Duties(Deadlines deadlines, Holders holders, Agencies agencies, Oversight oversight) {}

  @GetMapping(FILE)
  Html show(@PathVariable String reference, Officer officer) {
    Report report = report(reference, officer);
    return Html.of(
        "desk/oversight",
        "report",
        report,
        "lines",
        story.tell(report, reports.history(report.id()), EYES),
        "promises",
        duties.deadlines().explain(report.id()),
        "holders",
        duties.holders().of(report),
        "zone",
        duties.agencies().get(report.course().lead().orElse(report.course().desk())).zone());
  }

  @GetMapping({
    "/pengawasan/{reference}/berkas/{id}",
    "/pengawasan/{reference}/berkas/{id}/{small:kecil}"
  })
  ResponseEntity<Resource> file(
      @PathVariable String reference,
      @PathVariable long id,
      @PathVariable(required = false) @Nullable String small,
      Officer officer) {
    EvidenceId file = new EvidenceId(id);
    if (!reports.holds(report(reference, officer).id(), file)) {
      throw new NotFound();
    }
    return files.send(file, small == null ? Rendition.CLEAN : Rendition.THUMB);
  }

  private Report report(String reference, Officer officer) {
    return Reference.parse(reference)
        .flatMap(reports::find)
        .filter(r -> duties.oversight().covers(officer, r))
        .orElseThrow(NotFound::new);
  }
}
