package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
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

  private byte[] pdf(int promises) {
    City city = new City(agencies, reports);
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
            Map.of());
    return paper.pdf(
        Html.of("deadline/letter-paper", "sheet", sheet, "site", "https://lapor.example"),
        Texts.INDONESIAN);
  }
}
