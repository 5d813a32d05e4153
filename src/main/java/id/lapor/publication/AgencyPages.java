package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.people.ForEveryone;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How each agency keeps its promises, and the letters it was sent for those it did not. */
@Controller
@ForEveryone
class AgencyPages {

  private static final int NEWEST = 10;

  private final Agencies agencies;
  private final Deadlines deadlines;
  private final Reprimands reprimands;
  private final PublicReports published;
  private final Reports reports;
  private final Names names;
  private final Letters letters;

  AgencyPages(
      Agencies agencies,
      Deadlines deadlines,
      Reprimands reprimands,
      PublicReports published,
      Reports reports,
      Names names,
      Letters letters) {
    this.agencies = agencies;
    this.deadlines = deadlines;
    this.reprimands = reprimands;
    this.published = published;
    this.reports = reports;
    this.names = names;
    this.letters = letters;
  }

  /** Makes letters to be printed. */
  @org.springframework.stereotype.Component
  record Letters(Paper paper, Settings settings) {}

  @GetMapping("/instansi")
  Html list() {
    List<Agency> answering =
        agencies.all().stream()
            .filter(a -> a.type() != Agency.Type.GOVERNMENT)
            .filter(Agency::answers)
            .toList();
    return Html.of(
            "publication/agencies",
            "agencies",
            answering,
            "tallies",
            deadlines.tallies(answering.stream().map(Agency::id).toList()))
        .forAll();
  }

  @GetMapping("/instansi/{code}")
  Html agency(@PathVariable String code) {
    Agency agency = agencies.find(code).filter(Agency::answers).orElseThrow(NotFound::new);
    return Html.of(
            "publication/agency",
            "agency",
            agency,
            "tally",
            deadlines.tally(agency.id()),
            "hops",
            reports.hops(agency.id()),
            "letters",
            reprimands.issuedTo(agency.id()),
            "reports",
            published.find(new Search("", null, null, agency.id(), null, null, null)).stream()
                .limit(NEWEST)
                .toList(),
            "names",
            names)
        .forAll();
  }

  /** For whoever holds the letter and wants to know whether it is real. */
  @GetMapping("/surat/{code:[0-9A-Fa-f]+}")
  Html verify(@PathVariable String code) {
    Reprimand letter = reprimands.verify(code).orElseThrow(NotFound::new);
    return letter("publication/letter", letter).forAll();
  }

  @GetMapping("/surat/{code:[0-9A-Fa-f]+}.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String code) {
    Reprimand letter = reprimands.verify(code).orElseThrow(NotFound::new);
    byte[] pdf = letters.paper().pdf(letter("publication/letter-paper", letter), Texts.INDONESIAN);
    ContentDisposition name =
        ContentDisposition.inline().filename("teguran-" + letter.code() + ".pdf").build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .body(pdf);
  }

  private Html letter(String template, Reprimand letter) {
    List<ReportId> ids = letter.cases().stream().map(Reprimand.Case::report).toList();
    Map<ReportId, Report> about =
        reports.all(ids).stream()
            .filter(r -> r.matter().visibleToAll())
            .collect(Collectors.toMap(Report::id, Function.identity()));
    return Html.of(
        template,
        "letter",
        letter,
        "agency",
        agencies.get(letter.agency()),
        "agencies",
        agencies,
        "office",
        letter.issuerOffice() == null ? "" : names.agency(letter.issuerOffice()),
        "reports",
        about,
        "site",
        letters.settings().publicUrl());
  }
}
