package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Nearby;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** What hides a report in places few visits come to; each rule here had no test of its own once. */
@ApplicationTest
class HiddenIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final String REGION = "64.74.01.1002";
  private static final String UNKNOWN = Reference.random(new Random(1708)).toString();

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Nearby nearby;
  @Autowired Reporters reporters;
  @Autowired EvidenceBox box;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
  }

  @Test
  void sendsNoFileOfASecretReport() throws Exception {
    for (Visibility visibility : Visibility.values()) {
      Report report = forwarded(visibility);
      EvidenceId photo = photo();
      done(
          report,
          new Command.Answer("Lampu sudah diganti kemarin malam.", List.of(photo), "Dilihat"),
          City.liaison(city.transport));
      web.perform(get("/laporan/" + report.reference() + "/berkas/" + photo.value()))
          .andExpect(visibility == Visibility.SECRET ? status().isNotFound() : status().isOk());
    }
  }

  /** Not even by a notice on the next page. */
  @Test
  void tellsNobodyThatASecretReportExistsByLettingThemSupportIt() throws Exception {
    String secret = forwarded(Visibility.SECRET).reference().toString();
    assertThat(supported(secret)).isEqualTo(supported(UNKNOWN));
    String open = forwarded(Visibility.OPEN).reference().toString();
    assertThat(supported(open)).isNotEqualTo(supported(UNKNOWN));
    web.perform(get("/dukung/" + secret)).andExpect(status().isNotFound());
    web.perform(get("/dukung/" + open)).andExpect(status().isOk());
  }

  private String supported(String reference) throws Exception {
    MockHttpServletResponse answer =
        web.perform(
                post("/dukung/" + reference).with(csrf()).cookie(new Cookie("perangkat", "gawai")))
            .andReturn()
            .getResponse();
    return (answer.getStatus() + answer.getRedirectedUrl() + answer.getHeaders("Set-Cookie"))
        .replace(reference, "NUMBER")
        .replaceAll("Expires=[^;]*", "");
  }

  @Test
  void namesNoSecretReportInALetter() throws Exception {
    Report open = forwarded(Visibility.OPEN);
    Report secret = forwarded(Visibility.SECRET);
    clock.set(MONDAY.plus(Duration.ofDays(28)));
    watch.catchUp();
    AgencyId seat = agencies.nationalAdmin().id();
    ReadLetter.issue(
        reprimands, city.transport, 1, new Actor.Officer(61, "Sekar", seat, Role.SUPERVISOR));
    Reprimand letter = reprimands.issuedTo(city.transport).getFirst();
    assertThat(letter.cases()).extracting(Reprimand.Case::report).contains(open.id(), secret.id());
    web.perform(get("/surat/" + letter.code()))
        .andExpect(content().string(containsString(open.reference().toString())))
        .andExpect(content().string(not(containsString(secret.reference().toString()))))
        .andExpect(
            content().string(matchesPattern("(?s).*<li>[^<]*<a [^<]*</a>[^<]*</li>\\s*</ul>.*")));
  }

  /** When the promise ended tells when the report came. */
  @Test
  void tellsInALetterOnlyDaysOfWhatIsNotOpen() throws Exception {
    for (Visibility visibility : List.of(Visibility.OPEN, Visibility.ANONYMOUS)) {
      clock.set(MONDAY.plus(Duration.ofMinutes(41)));
      AgencyId office =
          agencies.add(
              new Agencies.Draft(
                  "DIN-" + visibility,
                  "Dinas " + visibility,
                  Agency.Type.AGENCY,
                  agencies.find("KOTA").orElseThrow().id(),
                  ZoneId.of("Asia/Makassar"),
                  null,
                  "Kepala"));
      forwarded(visibility, office);
      clock.set(MONDAY.plus(Duration.ofDays(28)));
      watch.catchUp();
      AgencyId seat = agencies.nationalAdmin().id();
      ReadLetter.issue(
          reprimands, office, 1, new Actor.Officer(61, "Sekar", seat, Role.SUPERVISOR));
      Reprimand letter = reprimands.issuedTo(office).getFirst();
      Matcher due =
          Pattern.compile("\\d{4}, \\d\\d\\.\\d\\d WITA")
              .matcher(
                  web.perform(get("/surat/" + letter.code()))
                      .andReturn()
                      .getResponse()
                      .getContentAsString());
      assertThat(due.find()).as("%s", visibility).isEqualTo(visibility == Visibility.OPEN);
    }
  }

  /** A reporter whose report went into another learns nothing of what became secret there. */
  @Test
  void tellsAJoinedReporterNothingOfWhereASecretReportIs() throws Exception {
    for (Visibility visibility : List.of(Visibility.OPEN, Visibility.SECRET)) {
      Report part = city.filed("Lampu mati di gang.");
      Report whole = city.filed("Lampu mati semua.", Visibility.OPEN);
      done(part, new Command.Merge(whole.id()), city.rani);
      if (visibility == Visibility.SECRET) {
        done(
            whole,
            new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
            city.rani);
      }
      done(whole, forward(city.transport), city.rani);
      String name = "buka-" + part.reference().toString().replace("-", "");
      Cookie own = new Cookie(name, AccessSecret.of(new byte[16]).shown());
      String holder = "Dinas Perhubungan";
      web.perform(get("/l/" + part.reference()).cookie(own))
          .andExpect(status().isOk())
          .andExpect(
              content()
                  .string(
                      visibility == Visibility.SECRET
                          ? not(containsString(holder))
                          : containsString(holder)));
    }
  }

  /** Whoever had their identity shut is not named again because an office changes a word. */
  @Test
  void showsANameOnceAndNotAgainAfterItWasShut() throws Exception {
    ReporterId ayu = reporters.keep(new Contact("Kenari Ayu", "+628129900777", null));
    Report report = reports.file(named(ayu)).report();
    String page = "/laporan/" + report.reference();
    done(report, forward(city.transport), city.rani);
    web.perform(get(page)).andExpect(content().string(containsString("Kenari Ayu")));
    reporters.restrict(ayu, false);
    reporters.release(ayu);
    done(
        report,
        new Command.Return(city.works, "Ruas ini bukan wewenang kami."),
        City.liaison(city.transport));
    Command again =
        new Command.Forward(
            city.works, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Tiang miring.", "");
    done(report, again, city.rani);
    web.perform(get(page))
        .andExpect(content().string(containsString("Tiang miring.")))
        .andExpect(content().string(not(containsString("Kenari Ayu"))));
  }

  private Submission named(ReporterId reporter) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.OPEN,
            true,
            Channel.WEB,
            "Lampu mati",
            null,
            new Place(REGION, null, null, null),
            reporter);
    return new Submission(
        UUID.randomUUID().toString(), AccessSecret.of(new byte[16]), matter, city.desk, List.of());
  }

  /** Each of the two conditions holds by itself, should the other have failed elsewhere. */
  @Test
  void proposesNothingHiddenAsALookalike() {
    Report secret = forwarded(Visibility.SECRET);
    Report untold = city.filed("Belum diperiksa.", Visibility.OPEN);
    Report untoldAnonymous = city.filed("Belum diperiksa juga.", Visibility.ANONYMOUS);
    Report open = forwarded(Visibility.OPEN);
    Report anonymous = forwarded(Visibility.ANONYMOUS);
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.update(
          "UPDATE report_case SET public_text = 'terlanjur' WHERE id = ?", secret.id().value());
      List<Report> ward = nearby.publicInRegion(REGION, 500);
      List<Report> another = nearby.publicInRegion(REGION.substring(0, 9) + "1001", 500);
      List<Report> near = nearby.publicNear(0.133, 117.492, 500);
      assertThat(ward).extracting(Report::id).contains(open.id()).doesNotContain(secret.id());
      assertThat(ward).extracting(Report::id).doesNotContain(untold.id(), untoldAnonymous.id());
      assertThat(another)
          .as("of an anonymous one the district is told, not the ward")
          .extracting(Report::id)
          .contains(anonymous.id())
          .doesNotContain(open.id(), secret.id(), untoldAnonymous.id());
      assertThat(near)
          .as("where an anonymous one is would be told by moving the point about")
          .extracting(Report::id)
          .contains(open.id())
          .doesNotContain(secret.id(), untold.id(), anonymous.id());
      assertThat(reports.findPublic(open.reference())).isPresent();
      assertThat(reports.findPublic(anonymous.reference())).isPresent();
      assertThat(reports.findPublic(secret.reference())).isEmpty();
      assertThat(reports.findPublic(untold.reference())).isEmpty();
    });
  }

  /** A secret report would be seen by the row it makes, or by the number it adds to. */
  @Test
  void countsASecretPromiseInTotalsOfFiveOnly() throws Exception {
    AgencyId parks =
        agencies.add(
            new Agencies.Draft(
                "TAMAN",
                "Dinas Pertamanan",
                Agency.Type.AGENCY,
                city.desk,
                ZoneId.of("Asia/Makassar"),
                null,
                "Kepala"));
    String page = "/instansi/TAMAN";
    Report first = forwarded(Visibility.SECRET, parks);
    clock.advance(Duration.ofDays(9));
    watch.catchUp();
    assertThat(reports.find(first.id()).orElseThrow().course().lead()).contains(parks);
    assertThat(promises(page)).isEqualTo("0");
    web.perform(get("/instansi"))
        .andExpect(content().string(not(containsString("<tr><td><a href=\"" + page + "\""))));
    forwarded(Visibility.OPEN, parks);
    assertThat(promises(page)).isEqualTo("2"); // its answer and its end
    forwarded(Visibility.SECRET, parks);
    assertThat(promises(page)).isEqualTo("6");
  }

  /** The first figure of the page. */
  private String promises(String page) throws Exception {
    String html = web.perform(get(page)).andReturn().getResponse().getContentAsString();
    Matcher figure = Pattern.compile("<dd>(\\d+)</dd>").matcher(html);
    assertThat(figure.find()).isTrue();
    return figure.group(1);
  }

  @Test
  void countsAmongOpenReturnsOnlyWhatEveryoneReads() {
    long before = reports.hops(city.works).open();
    Report secret = city.filed("Pungli di loket.", Visibility.SECRET);
    Report open = city.filed("Parit mampet.", Visibility.OPEN);
    for (Report report : List.of(secret, open)) {
      done(
          report,
          new Command.Forward(
              city.works, List.of(), Kind.COMPLAINT, false, "parit", "Parit mampet.", ""),
          city.rani);
      done(
          report,
          new Command.Return(city.transport, "Ruas ini bukan wewenang kami."),
          City.liaison(city.works));
    }
    assertThat(reports.hops(city.works).open()).isEqualTo(before + 1);
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.update(
          "UPDATE report_case SET public_text = 'terlanjur' WHERE id = ?", secret.id().value());
      assertThat(reports.hops(city.works).open()).isEqualTo(before + 1);
      jdbc.update("UPDATE report_case SET public_text = NULL WHERE id = ?", open.id().value());
      assertThat(reports.hops(city.works).open()).as("nobody was told").isEqualTo(before);
    });
  }

  /**
   * Else a report that is opened later would tell other systems what happened while it was secret.
   */
  @Test
  void keepsNoEventsForOtherSystemsOfWhatNobodyReads() {
    assertThat(events(forwarded(Visibility.OPEN))).isPositive();
    assertThat(events(forwarded(Visibility.SECRET))).isZero();
  }

  private int events(Report report) {
    return jdbc.queryForList("SELECT seq FROM api_event WHERE report_id = ?", report.id().value())
        .size();
  }

  private Report forwarded(Visibility visibility) {
    return forwarded(visibility, city.transport);
  }

  private Report forwarded(Visibility visibility, AgencyId lead) {
    Report report = city.filed("Lampu mati di depan pasar.", visibility);
    done(report, forward(lead), city.rani);
    return report;
  }

  private static Command forward(AgencyId lead) {
    return new Command.Forward(
        lead, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati.", "");
  }

  private void done(Report report, Command command, Officer officer) {
    assertThat(reports.command(report.id(), command, City.actor(officer)))
        .isInstanceOf(Outcome.Done.class);
  }

  private EvidenceId photo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    Taking taken = box.take(new ByteArrayInputStream(bytes.toByteArray()), "lampu.jpg");
    EvidenceId id = ((Taking.Taken) taken).evidence().id();
    box.claim(List.of(id));
    return id;
  }
}
