package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Calendars;
import id.lapor.agency.OfficeHours;
import id.lapor.deadline.LetterSheets;
import id.lapor.deadline.OfficeRules;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Signatures;
import id.lapor.people.ForEveryone;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import id.lapor.report.Reports;
import java.util.List;
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
  private final Tallies tallies;
  private final Reprimands reprimands;
  private final PublicReports published;
  private final Reports reports;
  private final Names names;
  private final Letters letters;
  private final Measures measures;

  AgencyPages(
      Agencies agencies,
      Tallies tallies,
      Reprimands reprimands,
      PublicReports published,
      Reports reports,
      Names names,
      Letters letters,
      Measures measures) {
    this.agencies = agencies;
    this.tallies = tallies;
    this.reprimands = reprimands;
    this.published = published;
    this.reports = reports;
    this.names = names;
    this.letters = letters;
    this.measures = measures;
  }

  /** Makes letters to be printed, and knows those nobody has signed. */
  @org.springframework.stereotype.Component
  record Letters(
      LetterSheets sheets,
      LetterCounts counts,
      Signatures signatures,
      Paper paper,
      Settings settings) {}

  /** By which hours and rules agencies are measured. */
  @org.springframework.stereotype.Component
  record Measures(Calendars calendars, OfficeRules rules) {}

  /** Hours an agency has had, and those of its desk where it keeps one. */
  private List<OfficeHours.Period> hours(Agency agency, boolean desk) {
    boolean kept =
        agency.type() == Agency.Type.COORDINATOR || agency.type() == Agency.Type.NATIONAL;
    return desk && !kept ? List.of() : measures.calendars().hours().periods(agency.id(), desk);
  }

  @GetMapping("/instansi")
  Html list() {
    List<Agency> owing = agencies.all().stream().filter(Agency::owes).toList();
    return Html.of(
            "publication/agencies",
            "agencies",
            owing,
            "tallies",
            tallies.of(owing.stream().map(Agency::id).toList()))
        .forAll();
  }

  @GetMapping("/instansi/{code}")
  Html agency(@PathVariable String code) {
    Agency agency = agencies.find(code).filter(Agency::owes).orElseThrow(NotFound::new);
    List<Reprimand> issued = reprimands.issuedTo(agency.id());
    return Html.of(
            "publication/agency",
            "agency",
            agency,
            "tally",
            tallies.of(agency.id()),
            "hops",
            reports.hops(agency.id()),
            "letters",
            issued,
            "counts",
            letters.counts().of(issued),
            "waiting",
            letters.signatures().to(agency.id(), published::known),
            "agencies",
            agencies,
            "reports",
            published.find(new Search("", null, null, agency.id(), null, null, null, null)).stream()
                .limit(NEWEST)
                .toList(),
            "names",
            names,
            "rules",
            measures.rules().of(agency.id()),
            "hours",
            hours(agency, false),
            "deskHours",
            hours(agency, true))
        .forAll();
  }

  /** For whoever holds the letter and wants to know whether it is real. */
  @GetMapping("/surat/{code:[0-9A-Fa-f]+}")
  Html verify(@PathVariable String code) {
    Reprimand letter = reprimands.verify(code).orElseThrow(NotFound::new);
    return Html.of(
            "publication/letter",
            "letter",
            letter,
            "sheet",
            letters.sheets().of(letter),
            "agencies",
            agencies)
        .forAll();
  }

  @GetMapping("/surat/{code:[0-9A-Fa-f]+}.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String code) {
    Reprimand letter = reprimands.verify(code).orElseThrow(NotFound::new);
    Html sheet =
        Html.of(
            "deadline/letter-paper",
            "sheet",
            letters.sheets().of(letter),
            "letter",
            letter,
            "agencies",
            agencies,
            "site",
            letters.settings().publicUrl());
    return letters.paper().answer(sheet, Texts.INDONESIAN, "teguran-" + letter.code());
  }
}
