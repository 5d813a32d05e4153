package id.lapor.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** What letters, and letters nobody has signed, tell everybody of reports they must not tell. */
@ApplicationTest
class LetterSecrecyIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:41:00Z");
  private static final String WAITS = "Menunggu keputusan";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  private City city;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
  }

  /** From the minute a letter came to wait anybody could work out when the report was filed. */
  @Test
  void tellsTheDayOnly() throws Exception {
    AgencyId office = office("HARI");
    missed(office, Visibility.ANONYMOUS, 1);
    String since = WAITS + " " + agencies.nationalAdmin().name() + " sejak ";
    for (String page : List.of("/instansi/HARI", "/teguran-terbit?instansi=HARI")) {
      assertThat(page(page)).contains(since).doesNotContainPattern(minutes());
    }
    Reprimand letter = issue(office);
    assertThat(letter.issuedAt()).isEqualTo(MONDAY.plus(Duration.ofDays(10)));
    assertThat(page("/surat/" + letter.code()))
        .contains("<dd>15 Januari 2026</dd>")
        .doesNotContainPattern(minutes());
    assertThat(page("/teguran-terbit?instansi=HARI"))
        .contains("<time datetime=\"2026-01-15\">15 Januari 2026</time>")
        .doesNotContainPattern(minutes());
    assertThat(page("/teguran-terbit.atom"))
        .contains("<updated>2026-01-14T16:00:00Z</updated>")
        .doesNotContain("T01:41");
  }

  private static String minutes() {
    return "\\b09\\.41\\b|T01:41";
  }

  /** One alone adds to no number; nobody learns of a letter that would be about it only. */
  @Test
  void countsWhatNobodyMayReadByFives() throws Exception {
    AgencyId office = office("RAHASIA");
    missed(office, Visibility.SECRET, 1);
    for (String page : List.of("/instansi/RAHASIA", "/teguran-terbit?instansi=RAHASIA")) {
      assertThat(page(page)).doesNotContain(WAITS);
    }
    Reprimand one = issue(office);
    assertThat(one.cases()).hasSize(1);
    assertThat(page("/instansi/RAHASIA"))
        .contains(one.number() + "</a>", "<td class=\"number\" data-label=\"Janji terlewat\">–");
    assertThat(page("/teguran-terbit?instansi=RAHASIA"))
        .contains("<span>janji yang tidak disebut</span>");
    assertThat(page("/teguran-terbit.atom")).contains("janji yang tidak disebut; ");
    assertThat(page("/surat/" + one.code()))
        .contains("dapat pula mengenai janji yang tidak boleh disebut")
        .doesNotContain("Sedikitnya", "tidak dibuka untuk umum", "tindak lanjut");
    assertThat(paper(one)).doesNotContain("Sedikitnya", "untuk umum)", "tindak lanjut pertama");

    missed(office, Visibility.SECRET, 6);
    assertThat(page("/instansi/RAHASIA")).contains("5 janji terlewat. <strong>" + WAITS);
    Reprimand six = issue(office);
    assertThat(six.cases()).hasSize(6);
    assertThat(page("/teguran-terbit?instansi=RAHASIA")).contains("<span>5 janji terlewat</span>");
    assertThat(page("/surat/" + six.code())).contains("Sedikitnya 5 janji lain terlewat.");
  }

  /** Beside what everybody may read, one that nobody may is not there. */
  @Test
  void tellsOfALetterAboutBothAsIfItWereAboutTheOne() throws Exception {
    AgencyId office = office("CAMPUR");
    missed(office, Visibility.SECRET, 1);
    clock.advance(Duration.ofDays(1));
    missed(office, Visibility.OPEN, 1);
    assertThat(page("/instansi/CAMPUR")).contains("1 janji terlewat. <strong>" + WAITS);
    Reprimand letter = issue(office);
    assertThat(letter.cases()).hasSize(2);
    assertThat(page("/teguran-terbit?instansi=CAMPUR")).contains("<span>1 janji terlewat</span>");
    assertThat(page("/surat/" + letter.code())).containsOnlyOnce("tindak lanjut pertama");
  }

  private AgencyId office(String code) {
    return agencies.add(
        new Agencies.Draft(
            code,
            "Dinas " + code,
            Agency.Type.AGENCY,
            agencies.find("KOTA").orElseThrow().id(),
            ZoneId.of("Asia/Makassar"),
            null,
            "Kepala"));
  }

  private void missed(AgencyId office, Visibility visibility, int many) {
    for (int i = 0; i < many; i++) {
      Report report = city.filed("Lampu jalan mati di depan pasar.", visibility);
      reports.command(
          report.id(),
          new Command.Forward(
              office, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu jalan mati.", ""),
          City.actor(city.rani));
    }
    clock.advance(Duration.ofDays(10));
    watch.catchUp();
  }

  private Reprimand issue(AgencyId office) {
    AgencyId seat = agencies.nationalAdmin().id();
    return ReadLetter.issue(
            reprimands, office, 1, new Actor.Officer(61, "Sekar", seat, Role.SUPERVISOR))
        .orElseThrow();
  }

  private String paper(Reprimand letter) throws Exception {
    byte[] pdf =
        web.perform(get("/surat/" + letter.code() + ".pdf"))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private String page(String address) throws Exception {
    return web.perform(get(address))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }
}
