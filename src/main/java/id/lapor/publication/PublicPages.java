package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Categories;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Reprimands;
import id.lapor.evidence.EvidenceAnswers;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Rendition;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Line;
import id.lapor.report.Matter;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import id.lapor.report.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The front page, the list and a report as anyone sees it. */
@Controller
@ForEveryone
public class PublicPages {

  private static final int NEWEST = 6;
  private static final int LETTERS = 3;
  private static final int LONGEST_WORDS = 200;

  private final PublicReports published;
  private final Reports reports;
  private final Tellers tellers;
  private final Agencies agencies;
  private final Categories categories;
  private final Names names;

  PublicPages(
      PublicReports published,
      Reports reports,
      Tellers tellers,
      Agencies agencies,
      Categories categories,
      Names names) {
    this.published = published;
    this.reports = reports;
    this.tellers = tellers;
    this.agencies = agencies;
    this.categories = categories;
    this.names = names;
  }

  /** What tells the rest of a report. */
  @org.springframework.stereotype.Component
  record Tellers(Story story, Deadlines deadlines, Reprimands reprimands, EvidenceAnswers files) {}

  /** The filters as they stand in the address. */
  public record Filters(
      @Nullable String q,
      @Nullable String tahap,
      @Nullable String kategori,
      @Nullable String instansi,
      @Nullable String wilayah,
      @Nullable String sesudah) {

    public static String or(@Nullable String value) {
      return value == null ? "" : value.strip();
    }
  }

  @GetMapping("/")
  Html home() {
    Search all = new Search("", null, null, null, null, null);
    return Html.of(
            "publication/home",
            "reports",
            published.find(all).stream().limit(NEWEST).toList(),
            "letters",
            tellers.reprimands().issued(LETTERS),
            "names",
            names)
        .forAll();
  }

  @GetMapping("/laporan")
  Html list(Filters filters) {
    String words = Filters.or(filters.q());
    @Nullable Agency agency = agencies.find(Filters.or(filters.instansi())).orElse(null);
    Search search =
        new Search(
            words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words,
            Filters.or(filters.tahap()),
            blankToNull(filters.kategori()),
            agency == null ? null : agency.id(),
            blankToNull(filters.wilayah()),
            Search.cursor(Filters.or(filters.sesudah())));
    List<PublicReport> found = published.find(search);
    boolean more = found.size() > PublicReports.PAGE;
    List<PublicReport> shown = more ? found.subList(0, PublicReports.PAGE) : found;
    return Html.of(
            "publication/list",
            "reports",
            shown,
            "filters",
            filters,
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
    Matter matter = report.matter();
    boolean open = matter.visibility() == Visibility.OPEN;
    PublicReport shown = published.find(report.reference()).orElseThrow(NotFound::new);
    return Html.of(
            "publication/report",
            "shown",
            shown,
            "address",
            open ? matter.place().address() : null,
            "name",
            shown.name(),
            "lines",
            tellers.story().tell(report, reports.history(report.id()), Line.Eyes.EVERYONE),
            "clock",
            tellers.deadlines().next(List.of(report.id())).get(report.id()),
            "holder",
            report.course().lead().orElse(report.course().desk()),
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
    return Reference.parse(reference)
        .flatMap(reports::find)
        .filter(r -> r.matter().visibleToAll())
        .orElseThrow(NotFound::new);
  }

  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
