package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Deadlines;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Line;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The whole case as the ombudsman gets it, for the reporter to bring there; only once the reporter
 * has agreed.
 */
@Controller
@ForEveryone
class OmbudsmanPages {

  private final OwnAccess access;
  private final Reports reports;
  private final Story story;
  private final Deadlines deadlines;
  private final Agencies agencies;
  private final Paper paper;

  OmbudsmanPages(
      OwnAccess access,
      Reports reports,
      Story story,
      Deadlines deadlines,
      Agencies agencies,
      Paper paper) {
    this.access = access;
    this.reports = reports;
    this.story = story;
    this.deadlines = deadlines;
    this.agencies = agencies;
    this.paper = paper;
  }

  @GetMapping("/l/{reference}/ombudsman.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String reference, HttpServletRequest request) {
    Report report = agreed(reference, request);
    Html page =
        Html.of(
            "citizen/ombudsman-paper",
            "report",
            report,
            "lines",
            story.tell(report, reports.history(report.id()), Line.Eyes.REPORTER),
            "promises",
            deadlines.explain(report.id()),
            "holder",
            agencies.get(holder(report)));
    return file(report, "pdf", MediaType.APPLICATION_PDF).body(paper.pdf(page, Texts.INDONESIAN));
  }

  @GetMapping("/l/{reference}/ombudsman.json")
  ResponseEntity<Map<String, Object>> json(
      @PathVariable String reference, HttpServletRequest request) {
    Report report = agreed(reference, request);
    List<Entry> history = reports.history(report.id());
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("reference", report.reference().toString());
    whole.put("stage", report.stage());
    whole.put("receivedAt", report.receivedAt());
    whole.put("kind", report.matter().kind());
    whole.put("oversight", report.matter().oversight());
    whole.put("text", report.matter().text());
    whole.put("holder", agencies.get(holder(report)).name());
    whole.put("story", story.tell(report, history, Line.Eyes.REPORTER));
    whole.put(
        "clocks",
        deadlines.of(report.id()).stream()
            .map(c -> {
              Map<String, Object> clock = new LinkedHashMap<>();
              clock.put("kind", c.kind());
              clock.put("office", agencies.get(c.office()).name());
              clock.put("startedAt", c.startedAt());
              clock.put("dueAt", c.dueAt());
              clock.put("state", c.state());
              if (c.breachedAt() != null) {
                clock.put("breachedAt", c.breachedAt());
              }
              return clock;
            })
            .toList());
    return file(report, "json", MediaType.APPLICATION_JSON).body(whole);
  }

  private Report agreed(String reference, HttpServletRequest request) {
    Report report = access.report(reference, request).orElseThrow(NotFound::new);
    Course.@Nullable Ombudsman ombudsman = report.course().ombudsman();
    if (ombudsman == null || !ombudsman.handedOver()) {
      throw new NotFound();
    }
    return report;
  }

  private static AgencyId holder(Report report) {
    return report.course().lead().orElse(report.course().desk());
  }

  private static ResponseEntity.BodyBuilder file(Report report, String ending, MediaType type) {
    String name = "ombudsman-" + report.reference() + "." + ending;
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString());
  }
}
