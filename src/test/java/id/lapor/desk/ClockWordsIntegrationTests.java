package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.Given;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.Texts;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What pages and mails say about deadlines and letters. */
@ApplicationTest
class ClockWordsIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant FIRST_RUNG = Instant.parse("2026-01-09T01:01:00Z");
  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final long OFFICE_HOURS = 1;

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Recounts recounts;
  @Autowired Calendars calendars;
  @Autowired Reprimands reprimands;
  @Autowired Reporters reporters;
  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Texts texts;

  private City city;
  private AgencyId opd;
  private Actor.Officer sekar;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    String code = "OPD-" + UUID.randomUUID();
    opd =
        agencies.add(
            new Agencies.Draft(code, "Dinas", Agency.Type.AGENCY, city.desk, WITA, null, "Kepala"));
    sekar = new Actor.Officer(9, "Sekar", agencies.nationalAdmin().id(), Role.SUPERVISOR);
  }

  /** Where a desk never closes there are no other minutes than its working ones. */
  @Test
  void countsPlainMinutesOfADeskThatKeepsAllHours() throws Exception {
    Report report = city.filed("Lampu mati di pasar.");
    web.perform(get("/l/" + report.reference()).cookie(own(report)))
        .andExpect(content().string(containsString("= 7 menit sejak")))
        .andExpect(content().string(not(containsString("7 menit kerja"))));
    web.perform(get("/"))
        .andExpect(
            content().string(containsString("Diteruskan ke instansi yang tepat dalam 7 menit.")));
    use(OFFICE_HOURS);
    try {
      web.perform(get("/l/" + report.reference()).cookie(own(report)))
          .andExpect(content().string(containsString("= 7 menit kerja sejak")));
      web.perform(get("/")).andExpect(content().string(containsString("dalam 7 menit kerja.")));
    } finally {
      use(null);
      recounts.catchUp();
    }
  }

  /** Also where many stand below each other. */
  @Test
  void tellsDateAndZoneInListsToo() throws Exception {
    city.forwarded("Lampu mati di pasar.", "lampu", opd);
    lists(City.liaison(opd), "/kerja", "8 Jan 2026, 09.00 WITA");
    city.filed("Parit tersumbat di pasar.");
    lists(city.rani, "/antrean", "5 Jan 2026, 09.07 WITA");
  }

  private void lists(Officer officer, String page, String due) throws Exception {
    web.perform(get(page).with(officer(officer)))
        .andExpect(content().string(containsString("<span class=\"quiet small\">" + due)));
  }

  /** As if the desk had never had other hours; null for all hours. */
  private void use(@Nullable Long timetable) {
    calendars.use(
        new Calendars.Use(city.desk, true, timetable, new Given(Given.ALWAYS, "", "Nadia")));
  }

  @Test
  void tellsABreachInASentenceInEnglishToo() {
    assertThat(
            texts.get(
                Texts.ENGLISH,
                "report.event.Escalated",
                "The agency",
                texts.get(Texts.ENGLISH, "deadline.clock.FIRST_ANSWER")))
        .isEqualTo("The agency missed a deadline: first follow-up");
    assertThat(texts.get(Texts.ENGLISH, "publication.letters.summary", 1, "x"))
        .startsWith("1 missed promise;");
  }

  /** The centre is in Jakarta, the place is not. */
  @Test
  void keepsToTheZoneOfThePlaceWhoeverHasTheReport() throws Exception {
    Report report = city.filed("Lampu mati di pasar.", Visibility.OPEN);
    does(
        report,
        city.rani,
        new Command.Forward(
            city.transport,
            List.of(),
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            "Lampu mati di pasar.",
            ""));
    does(
        report,
        City.liaison(city.transport),
        new Command.Return(city.works, "Jalan milik PU, bukan kami."));
    does(
        report,
        city.rani,
        new Command.Redirect(
            agencies.nationalAdmin().id(), "Ini urusan pemerintah pusat semuanya."));
    assertThat(agencies.get(agencies.nationalAdmin().id()).zone()).isNotEqualTo(WITA);
    assertThat(reports.find(report.id()).orElseThrow().course().desk())
        .isEqualTo(agencies.nationalAdmin().id());
    for (String page : List.of("/laporan/" + report.reference(), "/l/" + report.reference())) {
      web.perform(get(page).cookie(own(report)))
          .andExpect(status().isOk())
          .andExpect(content().string(containsString(" WITA")))
          .andExpect(content().string(not(containsString(" WIB"))));
    }
  }

  /** A dispute on the last day: what stood still, and what was given more. */
  @Test
  void tellsWhatAnAnswerThatWasNoneHasMoved() throws Exception {
    Report report = city.forwarded("Lampu mati di pasar.", "lampu-jalan", opd);
    clock.set(Instant.parse("2026-01-22T08:00:00Z"));
    does(
        report,
        City.liaison(opd),
        new Command.Answer("Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu."));
    clock.set(Instant.parse("2026-01-26T01:00:00Z"));
    Command dispute = new Command.Dispute("Masih padam sampai semalam.", List.of());
    assertThat(reports.command(report.id(), dispute, new Actor.Reporter()))
        .isInstanceOf(Outcome.Done.class);
    web.perform(get("/l/" + report.reference()).cookie(own(report)))
        .andExpect(
            content().string(containsString("berhenti 3 hari 17 jam selama dianggap terjawab")))
        .andExpect(
            content().string(containsString("ditambah 0,88 hari kerja karena harus dijawab lagi")));
  }

  @Test
  void tellsTheAgencyWhoTookALetterBackAndWhy() throws Exception {
    city.forwarded("Lampu mati.", "lampu-jalan", opd);
    clock.set(FIRST_RUNG);
    watch.catchUp();
    Reprimand letter = ReadLetter.issue(reprimands, opd, 1, sekar).orElseThrow();
    String why = "Laporannya ternyata sudah dijawab lewat telepon.";
    assertThat(reprimands.withdraw(letter.id(), why, sekar)).isEmpty();
    web.perform(get("/surat-kami").with(officer(City.liaison(opd))))
        .andExpect(content().string(containsString("Ditarik kembali tanggal 9 Januari 2026")))
        .andExpect(content().string(containsString("Sekar, " + agencies.nationalAdmin().name())))
        .andExpect(content().string(containsString(why)));
  }

  /** What has ended is owed no more: such a letter records it and asks for nothing. */
  @Test
  void saysInMailsThatALetterOnlyRecords() {
    var ayu = reporters.keep(new Contact("Ayu", null, "ayu-catatan@contoh.example"));
    Report lamp = city.filed("Lampu mati.", ayu);
    does(
        lamp,
        city.rani,
        new Command.Forward(
            opd,
            List.of(),
            id.lapor.report.Kind.COMPLAINT,
            false,
            "lampu-jalan",
            "Lampu mati",
            ""));
    clock.set(FIRST_RUNG);
    watch.catchUp();
    does(
        lamp,
        City.liaison(opd),
        new Command.Answer("Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu."));
    Reprimand letter = ReadLetter.issue(reprimands, opd, 1, sekar).orElseThrow();
    assertThat(letter.state()).isEqualTo(Reprimand.State.FULFILLED);
    assertThat(
            jdbc.sql(
                    "SELECT subject || ' ' || body FROM notification_digest_line WHERE office_id = ? AND letter IS NOT NULL")
                .param(opd.value())
                .query((row, _) -> row.getString(1))
                .list())
        .singleElement()
        .asString()
        .contains("hanya sebagai catatan", "tidak meminta apa pun dan tidak perlu dijawab");
    assertThat(mails(lamp))
        .singleElement()
        .asString()
        .contains("sebagai catatan", "tidak meminta tindak lanjut lagi");
  }

  private List<String> mails(Report report) {
    return jdbc.sql(
            "SELECT body FROM notification_message WHERE report_id = ? AND body LIKE '%TGR-I/%'")
        .param(report.id().value())
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void does(Report report, Officer officer, Command command) {
    assertThat(reports.command(report.id(), command, City.actor(officer)))
        .isInstanceOf(Outcome.Done.class);
  }

  private static RequestPostProcessor officer(Officer officer) {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }

  private static Cookie own(Report report) {
    return new Cookie("buka-" + report.reference().code(), AccessSecret.of(new byte[16]).shown());
  }
}
