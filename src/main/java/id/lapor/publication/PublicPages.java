package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Categories;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Holders;
import id.lapor.deadline.Reprimands;
import id.lapor.evidence.EvidenceAnswers;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Rendition;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Line;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The front page, the list and a report as anyone sees it. */
@Controller
@ForEveryone
public class PublicPages {

  private static final int NEWEST = 6;
  private static final int LETTERS = 3;

  private final PublicReports published;
  private final Reports reports;
  private final Tellers tellers;
  private final Agencies agencies;
  private final Categories categories;
  private final Names names;
  private final Searching searching;

  PublicPages(
      PublicReports published,
      Reports reports,
      Tellers tellers,
      Agencies agencies,
      Categories categories,
      Names names,
      Searching searching) {
    this.published = published;
    this.reports = reports;
    this.tellers = tellers;
    this.agencies = agencies;
    this.categories = categories;
    this.names = names;
    this.searching = searching;
  }

  /** What tells the rest of a report. */
  @org.springframework.stereotype.Component
  record Tellers(
      Story story,
      Holders holders,
      Deadlines deadlines,
      Reprimands reprimands,
      EvidenceAnswers files) {}

  /** What understands a search. */
  @org.springframework.stereotype.Component
  record Searching(Wanted wanted, SeeAlso also) {}

  /** The filters as they stand in the address. */
  public record Filters(
      @Nullable String q,
      @Nullable String tahap,
      @Nullable String kategori,
      @Nullable String instansi,
      @Nullable String wilayah,
      @Nullable String dari,
      @Nullable String sampai,
      @Nullable String sesudah) {

    /** Whether more is asked for than words. */
    public boolean narrowed() {
      return Stream.of(or(tahap), or(kategori), or(instansi), or(wilayah), or(dari), or(sampai))
          .anyMatch(f -> !f.isEmpty());
    }

    public static String or(@Nullable String value) {
      return value == null ? "" : value.strip();
    }
  }

  @GetMapping("/")
  Html home() {
    return Html.of(
            "publication/home",
            "reports",
            published.find(Search.ALL).stream().limit(NEWEST).toList(),
            "letters",
            tellers.reprimands().issued(LETTERS),
            "promised",
            tellers.deadlines().promised(),
            "always",
            tellers.deadlines().desksAlwaysOpen(),
            "names",
            names)
        .forAll();
  }

  @GetMapping("/laporan")
  View list(Filters filters) {
    Wanted.Read wanted = searching.wanted().read(filters);
    Search search = wanted.search();
    Optional<Reference> number = Reference.parse(search.words());
    Optional<Report> named = number.flatMap(reports::findPublic);
    if (named.isPresent()) {
      return new RedirectView("/laporan/" + named.get().reference());
    }
    List<PublicReport> found = published.find(search);
    boolean more = found.size() > PublicReports.PAGE;
    List<PublicReport> shown = more ? found.subList(0, PublicReports.PAGE) : found;
    return Html.of(
            "publication/list",
            "reports",
            shown,
            "filters",
            filters,
            "wanted",
            wanted,
            "also",
            searching.also().of(search.words(), shown.isEmpty()),
            "number",
            number.map(Reference::toString).orElse(null),
            "next",
            more ? Search.mark(shown.getLast()) : null,
            "categories",
            categories,
            "agencies",
            agencies.all().stream().filter(Agency::answers).toList(),
            "names",
            names)
        .forAll();
  }

  @GetMapping("/laporan/{reference}")
  Html report(@PathVariable String reference) {
    Report report = visible(reference);
    PublicReport shown = published.find(report.reference()).orElseThrow(NotFound::new);
    return Html.of(
            "publication/report",
            "shown",
            shown,
            "address",
            shown.place().address(),
            "name",
            shown.name(),
            "lines",
            tellers.story().tell(report, reports.history(report.id()), Line.Eyes.EVERYONE),
            "holders",
            tellers.holders().of(report),
            "holder",
            report.course().lead().orElse(report.course().desk()),
            "hops",
            report.course().hops(),
            "desks",
            report.course().handovers().size(),
            "decided",
            report.course().ownerFinal(),
            "ended",
            report.stage().ended(),
            "names",
            names)
        .forAll();
  }

  /** Files an agency showed as evidence; a reporter's own files are never public. */
  @GetMapping({
    "/laporan/{reference}/berkas/{id}",
    "/laporan/{reference}/berkas/{id}/{small:kecil}"
  })
  ResponseEntity<Resource> file(
      @PathVariable String reference,
      @PathVariable long id,
      @PathVariable(required = false) @Nullable String small) {
    Report report = visible(reference);
    EvidenceId file = new EvidenceId(id);
    boolean shown =
        tellers.story().tell(report, reports.history(report.id()), Line.Eyes.EVERYONE).stream()
            .anyMatch(l -> l.evidence().contains(file));
    if (!shown) {
      throw new NotFound();
    }
    return tellers.files().sendPublic(file, small == null ? Rendition.CLEAN : Rendition.THUMB);
  }

  /** Nothing, not even that it exists, of what is not public. */
  private Report visible(String reference) {
    return Reference.parse(reference).flatMap(reports::findPublic).orElseThrow(NotFound::new);
  }
}
