package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The letter on paper, however many promises it is about. */
@ApplicationTest
class LetterPaperIntegrationTests {

  private static final Instant DUE = Instant.parse("2026-01-08T01:00:00Z");

  @Autowired Paper paper;
  @Autowired Agencies agencies;
  @Autowired Reports reports;

  static IntStream promises() {
    return IntStream.rangeClosed(1, 30);
  }

  /** How to verify it stands under the signature, and under what is asked. */
  @ParameterizedTest
  @MethodSource("promises")
  void keepsWhatIsAskedTheSignatureAndTheCodeTogether(int promises) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf(promises))) {
      PDFTextStripper stripper = new PDFTextStripper();
      int pages = document.getNumberOfPages();
      stripper.setStartPage(pages);
      assertThat(stripper.getText(document).replaceAll("\\s+", " "))
          .contains("Kami menegur Saudara untuk pertama kali")
          .contains("Diterbitkan oleh Sekar")
          .contains("dapat diperiksa siapa saja di https://lapor.example/verifikasi")
          .contains("dengan kode 0123456789AB");
    }
  }

  /** Whatever became of the promises on it that nobody may read. */
  @Test
  void readsTheSameWithAndWithoutWhatItDoesNotList() throws IOException {
    City city = new City(agencies, reports);
    Report open = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    Reprimand.Case listed = promise(open.id(), true);
    Reprimand.Case owed = promise(new ReportId(0), false);
    Reprimand.Case done = promise(new ReportId(0), true);
    String alone = words(city, List.of(listed), open);
    assertThat(alone).contains("Semua janji di atas sudah berakhir");
    assertThat(words(city, List.of(listed, owed), open)).isEqualTo(alone);
    assertThat(words(city, List.of(listed, done), open)).isEqualTo(alone);
    assertThat(words(city, List.of(promise(open.id(), false), done), open))
        .isEqualTo(words(city, List.of(promise(open.id(), false)), open))
        .contains("Kami menegur Saudara untuk pertama kali");
    assertThat(words(city, List.of(done), open))
        .isEqualTo(words(city, List.of(owed), open))
        .contains("Teguran ini mengenai janji yang tidak disebut");
  }

  private static Reprimand.Case promise(ReportId report, boolean ended) {
    return new Reprimand.Case(
        report,
        ClockKind.FIRST_ANSWER,
        DUE,
        new Lateness(Duration.ofDays(1), Lateness.Unit.WORKING_DAYS, null),
        ended ? new Reprimand.End(DUE.plusSeconds(60), "Answered", null) : null);
  }

  private String words(City city, List<Reprimand.Case> cases, Report open) throws IOException {
    LetterSheet sheet =
        new LetterSheet(
            agencies.get(city.transport),
            1,
            "TGR-I/0001/2026",
            "0123456789AB",
            DUE.plus(Duration.ofDays(1)),
            "Sekar",
            "Kementerian",
            cases,
            List.of(),
            true,
            Map.of(open.id(), open));
    try (PDDocument document = Loader.loadPDF(pdf(sheet))) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private byte[] pdf(int promises) {
    City city = new City(agencies, reports);
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    List<Reprimand.Case> cases =
        IntStream.range(0, promises)
            .mapToObj(i ->
                new Reprimand.Case(
                    new ReportId(i),
                    ClockKind.FIRST_ANSWER,
                    DUE.plusSeconds(i),
                    new Lateness(Duration.ofDays(1), Lateness.Unit.WORKING_DAYS, null),
                    null))
            .toList();
    LetterSheet sheet =
        new LetterSheet(
            agencies.get(city.transport),
            1,
            "TGR-I/0001/2026",
            "0123456789AB",
            DUE.plus(Duration.ofDays(1)),
            "Sekar",
            "Kementerian",
            cases,
            List.of(),
            true,
            cases.stream().collect(Collectors.toMap(Reprimand.Case::report, _ -> report)));
    return pdf(sheet);
  }

  private byte[] pdf(LetterSheet sheet) {
    return paper.pdf(
        Html.of("deadline/letter-paper", "sheet", sheet, "site", "https://lapor.example"),
        Texts.INDONESIAN);
  }
}
