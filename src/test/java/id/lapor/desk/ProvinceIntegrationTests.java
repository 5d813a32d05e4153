package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Reveals;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * A province's supervisor watches over its own cities and knows of no other; the centre over all.
 */
@ApplicationTest
class ProvinceIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Reprimands reprimands;
  @Autowired Reveals reveals;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  private int provinces = 10;

  /** A province with a city in which a promise was missed; each test has provinces of its own. */
  private record Province(Officer supervisor, Agency opd, Report report) {}

  private Province east;
  private Province south;
  private Officer centre;

  @BeforeEach
  void letTwoCitiesMissAPromise() {
    clock.set(MONDAY);
    AgencyId national = agencies.foundNationalAdmin().id();
    AgencyId ministry = unit("KEMENDAGRI", Agency.Type.SUPERVISOR, national, null);
    centre = supervisor(ministry);
    east = province(national);
    south = province(national);
    clock.set(MONDAY.plus(Duration.ofDays(21)));
    watch.catchUp();
  }

  @Test
  void seesTheMissedPromisesOfItsOwnCitiesOnly() throws Exception {
    see(east.supervisor(), "/pelanggaran")
        .andExpect(content().string(containsString(east.opd().code())))
        .andExpect(content().string(not(containsString(south.opd().code()))));
    see(east.supervisor(), "/pelanggaran/" + east.opd().code()).andExpect(status().isOk());
    see(east.supervisor(), "/pelanggaran/" + south.opd().code()).andExpect(status().isNotFound());
    see(east.supervisor(), "/pengawasan/" + east.report().reference()).andExpect(status().isOk());
    see(east.supervisor(), "/pengawasan/" + south.report().reference())
        .andExpect(status().isNotFound());
    see(centre, "/pelanggaran")
        .andExpect(content().string(containsString(east.opd().code())))
        .andExpect(content().string(containsString(south.opd().code())));
    see(centre, "/pengawasan/" + south.report().reference()).andExpect(status().isOk());
  }

  /** Who watches over an office reads on where its missed promise went. */
  @Test
  void readsWhatItsCityMissedWhereverTheReportIsNow() throws Exception {
    Report report = east.report();
    Officer liaison = City.liaison(east.opd().id());
    reports.command(
        report.id(),
        new Command.Return(south.opd().id(), "Ruas ini bukan wewenang kami."),
        City.actor(liaison));
    AgencyId desk = reports.find(report.id()).orElseThrow().course().desk();
    Officer coordinator = new Officer(41, "k", "K", desk.value(), Role.COORDINATOR);
    assertThat(
            reports.command(
                report.id(),
                new Command.Redirect(agencies.nationalAdmin().id(), "Urusan pusat"),
                City.actor(coordinator)))
        .isInstanceOf(Outcome.Done.class);
    see(east.supervisor(), "/pengawasan/" + report.reference()).andExpect(status().isOk());
    see(south.supervisor(), "/pengawasan/" + report.reference()).andExpect(status().isNotFound());
    see(coordinator, "/kerja/" + report.reference())
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString("/serahkan\""))));
  }

  @Test
  void issuesLettersToItsOwnCitiesOnly() throws Exception {
    see(east.supervisor(), "/teguran")
        .andExpect(content().string(containsString(east.opd().name())))
        .andExpect(content().string(not(containsString(south.opd().name()))));
    String foreign = south.opd().id().value() + "-1";
    String own = east.opd().id().value() + "-1";
    see(east.supervisor(), "/teguran/rancangan/" + foreign.replace("-", "/") + ".pdf")
        .andExpect(status().isNotFound());
    String sealed = form(centre).read(foreign).offered().getFirst();
    assertThat(form(east.supervisor()).read(foreign).offered()).isEmpty();
    form(east.supervisor()).confirm(sealed).andExpect(status().isConflict());
    web.perform(
            post("/teguran/%d/1/batalkan".formatted(south.opd().id().value()))
                .with(signedIn(east.supervisor()))
                .with(csrf())
                .param("text", "Alasan yang cukup panjang untuk dibaca"))
        .andExpect(status().isUnprocessableContent());
    IssueForm both = form(east.supervisor()).read(foreign, own);
    assertThat(both.page()).doesNotContain(south.opd().name()).contains("1 surat sudah diputuskan");
    both.confirm().andExpect(redirectedUrl("/teguran"));
    assertThat(reprimands.issuedTo(south.opd().id())).isEmpty();
    assertThat(reprimands.drafts()).filteredOn(d -> d.agency().equals(south.opd().id())).hasSize(3);
    assertThat(reprimands.issuedTo(east.opd().id())).hasSize(1);
  }

  /** One promise at a time climbs; what must wait is said before anything is confirmed. */
  @Test
  void saysWhichLettersHaveToWaitForLowerOnes() throws Exception {
    long opd = east.opd().id().value();
    IssueForm form = form(centre).read(opd + "-3", opd + "-1", opd + "-2");
    assertThat(form.offered()).singleElement().asString().startsWith(opd + "-1-");
    assertThat(form.page())
        .contains("Tidak akan terbit", "Teguran II, " + east.opd().name())
        .contains("Teguran III, " + east.opd().name());
    form.confirm().andExpect(cookie().value("notice", "desk.notice.issued"));
    assertThat(reprimands.issuedTo(east.opd().id()))
        .extracting(Reprimand::level)
        .containsExactly(1);
  }

  /** What changed since it was read is shown again; the rest goes out. */
  @Test
  void issuesOfManyOnlyWhatStandsAsItWasRead() throws Exception {
    String eastern = east.opd().id().value() + "-1";
    String southern = south.opd().id().value() + "-1";
    clock.set(MONDAY.plus(Duration.ofDays(60)));
    watch.catchUp(); // so that no promise of the other agency passes below
    IssueForm form = form(centre).read(eastern, southern);
    assertThat(form.page())
        .contains("2 surat akan terbit", "RANCANGAN", "Nomor: diberikan saat terbit")
        .doesNotContain("TGR-I/");
    missAnother(south);
    form.confirm()
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("1 surat terbit seperti yang Anda baca")))
        .andExpect(content().string(containsString("value=\"" + southern)))
        .andExpect(content().string(not(containsString("value=\"" + eastern))));
    assertThat(reprimands.issuedTo(east.opd().id())).hasSize(1);
    assertThat(reprimands.issuedTo(south.opd().id())).isEmpty();
    form(centre).read(southern).confirm().andExpect(redirectedUrl("/teguran"));
    form.confirm()
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("1 surat sudah diputuskan sebelumnya")));
    assertThat(reprimands.issuedTo(east.opd().id())).hasSize(1);
    assertThat(reprimands.issuedTo(south.opd().id())).hasSize(1);
    form(centre).confirm().andExpect(cookie().value("notice", "desk.notice.nothing"));
  }

  /** What is read is what is issued, but for what the issue itself gives. */
  @Test
  void marksADraftAsOne() throws Exception {
    String letter = east.opd().id().value() + "-1";
    String draft = pdf("/teguran/rancangan/" + letter.replace("-", "/") + ".pdf", centre);
    assertThat(draft)
        .contains("RANCANGAN – BELUM DITERBITKAN", "RANCANGAN: belum diterbitkan")
        .contains("Nomor: diberikan saat terbit", "Diterbitkan oleh Sekar, ")
        .contains("terlambat 11 hari kerja")
        .doesNotContain("TGR-I", "/surat/", "kode 1", "Keaslian surat ini");
    form(centre).read(letter).confirm();
    Reprimand issued = reprimands.issuedTo(east.opd().id()).getFirst();
    String paper = pdf("/surat/" + issued.code() + ".pdf", centre);
    assertThat(paper).contains(String.valueOf(issued.number())).doesNotContain("RANCANGAN");
    assertThat(words(paper)).isEqualTo(words(draft));
  }

  /** From the addressee to the signature. */
  private static String words(String pdf) {
    return pdf.substring(pdf.indexOf("Kepada Yth"), pdf.indexOf("Diterbitkan oleh"));
  }

  private String pdf(String address, Officer officer) throws Exception {
    byte[] paper =
        see(officer, address)
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    try (PDDocument read = Loader.loadPDF(paper)) {
      return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
    }
  }

  @Test
  void takesBackItsOwnLettersAndNoneOfTheCentre() throws Exception {
    form(east.supervisor()).read(east.opd().id().value() + "-1").confirm();
    takesBackAll(south.supervisor(), false);
    takesBackAll(east.supervisor(), true);
    form(centre).read(east.opd().id().value() + "-2").confirm();
    for (Reprimand letter : reprimands.issuedTo(east.opd().id())) {
      if (letter.state() == Reprimand.State.WITHDRAWN) {
        takesBack(south.supervisor(), letter, false);
        continue; // by this supervisor, for whom it is done
      }
      takesBack(east.supervisor(), letter, false);
    }
    assertThat(reprimands.issuedTo(east.opd().id()))
        .filteredOn(l -> l.state() == Reprimand.State.WITHDRAWN)
        .extracting(Reprimand::level)
        .containsExactly(1);
    Reprimand second =
        reprimands.issuedTo(east.opd().id()).stream()
            .filter(l -> l.level() == 2)
            .findFirst()
            .orElseThrow();
    see(east.supervisor(), "/teguran")
        .andExpect(content().string(containsString(String.valueOf(second.number()))))
        .andExpect(content().string(not(containsString("surat/%d/tarik".formatted(second.id())))));
    takesBack(centre, second, true);
    assertThat(reprimands.find(second.id()).orElseThrow().state())
        .isEqualTo(Reprimand.State.WITHDRAWN);
  }

  @Test
  void learnsNobodysIdentityInAnotherProvince() throws Exception {
    String foreign = south.report().reference().toString();
    asksFor(foreign, east.supervisor()).andExpect(status().isUnprocessableContent());
    asksFor(foreign, centre).andExpect(redirectedUrl("/identitas"));
    long asked = reveals.latest(1, _ -> true).getFirst().id();
    String agree = "/identitas/%d/setujui".formatted(asked);
    web.perform(post(agree).with(signedIn(east.supervisor())).with(csrf()))
        .andExpect(redirectedUrl("/identitas"));
    assertThat(reveals.find(asked).orElseThrow().decidedAt()).isNull();
    ReporterId reporter = Objects.requireNonNull(east.report().matter().reporter());
    String other = east.report().reference().toString();
    IntStream.range(0, 120).forEach(_ -> reveals.ask(reporter, other, centre, "Bertumpuk"));
    see(east.supervisor(), "/identitas").andExpect(content().string(not(containsString(foreign))));
    see(south.supervisor(), "/identitas").andExpect(content().string(containsString(foreign)));
  }

  private ResultActions asksFor(String reference, Officer officer) throws Exception {
    return web.perform(
        post("/identitas")
            .with(signedIn(officer))
            .with(csrf())
            .param("nomor", reference)
            .param("text", "Perlu memeriksa laporan ini sekarang"));
  }

  @Test
  void knowsOfNoEmergencyInAnotherProvince() throws Exception {
    String foreign = south.report().reference().toString();
    reveals.askForCase(null, foreign, centre, "Ada yang terancam");
    see(east.supervisor(), "/identitas").andExpect(content().string(not(containsString(foreign))));
    see(south.supervisor(), "/identitas").andExpect(content().string(containsString(foreign)));
  }

  private void takesBackAll(Officer officer, boolean may) throws Exception {
    for (Reprimand letter : reprimands.issuedTo(east.opd().id())) {
      takesBack(officer, letter, may);
    }
  }

  private void takesBack(Officer officer, Reprimand letter, boolean may) throws Exception {
    web.perform(
            post("/teguran/surat/%d/tarik".formatted(letter.id()))
                .with(signedIn(officer))
                .with(csrf())
                .param("text", "Alasan yang cukup panjang untuk dibaca"))
        .andExpect(status().is(may ? 302 : 422));
  }

  private ResultActions see(Officer officer, String address) throws Exception {
    return web.perform(get(address).with(signedIn(officer)));
  }

  private IssueForm form(Officer officer) {
    return new IssueForm(web, signedIn(officer));
  }

  private static RequestPostProcessor signedIn(Officer officer) {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }

  private Province province(AgencyId national) {
    String region = freeRegion();
    AgencyId province = unit("PROV-" + region, Agency.Type.GOVERNMENT, national, region);
    AgencyId inspectorate = unit("ITPROV-" + region, Agency.Type.SUPERVISOR, province, null);
    AgencyId city = unit("KOTA-" + region, Agency.Type.GOVERNMENT, national, region + ".71");
    AgencyId desk = unit("KOMINFO-" + region, Agency.Type.COORDINATOR, city, null);
    AgencyId opd = unit("DISHUB-" + region, Agency.Type.AGENCY, city, null);
    Report filed = forwarded(desk, opd, region);
    return new Province(supervisor(inspectorate), agencies.get(opd), filed);
  }

  private Officer supervisor(AgencyId seat) {
    String login = UUID.randomUUID().toString();
    return accounts.open(login, "Sekar", "kata-sandi-panjang", seat.value(), Role.SUPERVISOR);
  }

  private Report forwarded(AgencyId desk, AgencyId opd, String region) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.ANONYMOUS,
            false,
            Channel.WEB,
            "Lampu jalan mati di depan pasar",
            null,
            new Place(null, null, null, null),
            reporters.keep(new Contact("Ayu", "+628129900" + region, null)));
    String key = UUID.randomUUID().toString();
    Submission submission =
        new Submission(key, AccessSecret.of(new byte[16]), matter, desk, List.of());
    Report filed = reports.file(submission).report();
    Officer coordinator = new Officer(51, "k", "K", desk.value(), Role.COORDINATOR);
    Command forward =
        new Command.Forward(opd, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Mati", "");
    reports.command(filed.id(), forward, City.actor(coordinator));
    return filed;
  }

  /** Another promise of the same agency waits for its first letter. */
  private void missAnother(Province province) {
    AgencyId desk = province.report().course().desk();
    forwarded(desk, province.opd().id(), province.opd().code().replaceAll("\\D", ""));
    clock.advance(Duration.ofDays(14));
    watch.catchUp();
  }

  private String freeRegion() {
    String region = String.valueOf(provinces++);
    return agencies.find("PROV-" + region).isPresent() ? freeRegion() : region;
  }

  private AgencyId unit(String code, Agency.Type type, AgencyId parent, @Nullable String region) {
    return agencies
        .find(code)
        .map(Agency::id)
        .orElseGet(() ->
            agencies.add(
                new Agencies.Draft(
                    code, code, type, parent, ZoneId.of("Asia/Makassar"), region, "Kepala")));
  }
}
