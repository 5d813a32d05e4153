package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.channel.Receipt;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.notification.Notifications;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import id.lapor.report.Workflow;
import id.lapor.triage.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationTest
class DeskPagesIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SettableClock clock;
  @Autowired Deadlines deadlines;
  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Notifications notifications;
  @Autowired JdbcClient jdbc;

  private City city;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
  }

  private ResultActions by(Officer officer, MockHttpServletRequestBuilder request)
      throws Exception {
    return web.perform(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf()));
  }

  private static MockHttpServletRequestBuilder act(Report report, String act) {
    return post("/kerja/" + report.reference() + "/" + act).param("dari", "antrean");
  }

  @Test
  void forwardsToAnAgencyTypedByNameWithTheTextAndNoteOfTheSameForm() throws Exception {
    Report report = city.filed("Lampu mati di depan rumah Budi, gelap sekali.");
    by(
            city.rani,
            act(report, "teruskan")
                .param("find", "dinas perhubungan")
                .param("publicText", "Lampu mati, gelap sekali.")
                .param("publish", "true")
                .param("other1", "Dinas Pekerjaan Umum")
                .param("text", "Mohon hari ini."))
        .andExpect(redirectedUrl("/antrean?diteruskan=" + report.reference()));
    Report now = reports.find(report.id()).orElseThrow();
    assertThat(now.course().lead()).contains(city.transport);
    assertThat(now.course().involves(city.works)).isTrue();
    assertThat(now.matter().publicText()).isEqualTo("Lampu mati, gelap sekali.");
    by(City.liaison(city.transport), get("/kerja/" + report.reference()))
        .andExpect(content().string(containsString("Mohon hari ini.")));
  }

  @Test
  void keepsTheReportOutOfPublicWhenTheBoxIsNotTicked() throws Exception {
    Report report = city.filed("Lampu mati di depan rumah, gelap sekali.");
    by(
            city.rani,
            act(report, "teruskan")
                .param("lead", String.valueOf(city.transport.value()))
                .param("publicText", "Lampu mati."))
        .andExpect(redirectedUrl("/antrean?diteruskan=" + report.reference()));
    assertThat(reports.find(report.id()).orElseThrow().matter().visibleToAll()).isFalse();
  }

  @Test
  void undoesAForwardAsIfItHadNotBeenAndNotLater() throws Exception {
    Report report = city.filed("Lampu mati di depan rumah, gelap sekali.");
    Instant due = deadlines.of(report.id()).getFirst().dueAt();
    clock.advance(Duration.ofMinutes(2));
    MockHttpServletRequestBuilder forward =
        act(report, "teruskan")
            .param("lead", String.valueOf(city.transport.value()))
            .param("publish", "true")
            .param("publicText", "Lampu mati.");
    by(city.rani, forward);
    by(city.rani, get("/antrean?diteruskan=" + report.reference()))
        .andExpect(content().string(containsString("diteruskan ke Dinas Perhubungan")));
    clock.advance(Duration.ofSeconds(9));
    by(city.rani, act(report, "urungkan"))
        .andExpect(redirectedUrl("/antrean?nomor=" + report.reference()));
    Report back = reports.find(report.id()).orElseThrow();
    assertThat(back.stage()).isEqualTo(Stage.RECEIVED);
    assertThat(deadlines.next(List.of(report.id())).values())
        .extracting(Clock::dueAt)
        .containsExactly(due);
    by(City.liaison(city.transport), get("/kerja/" + report.reference()))
        .andExpect(status().isNotFound());
    assertThat(reports.ofAgency(city.transport, Set.of(Stage.values()), null, 99))
        .noneMatch(r -> r.id().equals(report.id()));
    web.perform(get("/laporan/" + report.reference())).andExpect(status().isNotFound());

    by(city.rani, forward);
    clock.advance(Workflow.SECOND_THOUGHTS.plusSeconds(1));
    by(city.rani, act(report, "urungkan"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Batas waktunya sudah lewat")));
  }

  @Test
  void forwardsNowhereWhenTheNameIsNotOnTheList() throws Exception {
    Report report = city.filed("Lampu mati di depan rumah, gelap sekali.");
    by(
            city.rani,
            act(report, "teruskan").param("find", "dinas").param("publicText", "Suntingan saya"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("cocok dengan beberapa instansi"),
                        containsString("Suntingan saya"),
                        containsString("<h1>Antrean</h1>"),
                        containsString("/antrean?nomor=" + report.reference() + "&amp;lang=en"))));
  }

  @Test
  void refusesADecisionWhileAColleagueHasTheReportOpen() throws Exception {
    Report report = city.filed("Parit mampet di depan rumah, air masuk dapur.");
    by(city.rani, get("/antrean?nomor=" + report.reference())).andExpect(status().isOk());
    by(city.bima, act(report, "tanya").param("text", "Di RT berapa?"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Sedang dibuka Rani Prasetya sampai"),
                        containsString("Di RT berapa?"))));
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(Stage.RECEIVED);
    clock.advance(Claims.LEASE);
    by(city.bima, act(report, "tanya").param("text", "Di RT berapa?"))
        .andExpect(redirectedUrl("/antrean"));
  }

  @Test
  void warnsOfNobodyOnceTheReportWasForwarded() throws Exception {
    Report report = city.filed("Parit mampet di depan rumah, air masuk dapur.");
    by(city.rani, get("/antrean?nomor=" + report.reference()));
    reports.command(
        report.id(),
        new Command.Forward(city.works, List.of(), report.matter().kind(), false, null, null, ""),
        City.actor(city.rani));
    by(city.bima, get("/kerja/" + report.reference()))
        .andExpect(content().string(not(containsString("Sedang dibuka"))));
  }

  /** The public reads into what a report was merged, so never into a secret one. */
  @Test
  void offersNothingToMergeIntoThatIsRefused() throws Exception {
    String text = "Bangkai paus terdampar membusuk di pantai karang mumus";
    Report open = city.filed(text + " pagi.");
    Report secret = city.filed(text + " sore.", Visibility.SECRET);
    Report other = city.filed(text + " siang.");
    assertThat(page(open))
        .contains(other.reference() + "\"")
        .doesNotContain(secret.reference() + "\"");
    assertThat(page(secret)).contains(open.reference() + "\"", other.reference() + "\"");
  }

  private String page(Report report) throws Exception {
    return by(city.rani, get("/kerja/" + report.reference()))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Test
  void tellsWhyAnActWasRefusedWhenItsFormIsGone() throws Exception {
    Report report = city.forwarded("Jalan berlubang besar.", "jalan-rusak", city.works);
    by(
            city.rani,
            post("/kerja/" + report.reference() + "/arsipkan")
                .param("reason", "SPAM")
                .param("text", "Iklan saja."))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Laporan sudah berpindah tahap"),
                        containsString("Iklan saja."))));
  }

  @Test
  void takesWhatOneSendsTwiceOnce() throws Exception {
    Report report = city.forwarded("Jalan berlubang besar.", "jalan-rusak", city.works);
    MockHttpServletRequestBuilder note =
        post("/kerja/" + report.reference() + "/catat")
            .param("seen", String.valueOf(report.version()))
            .param("text", "Sudah ditelepon.");
    by(City.liaison(city.works), note).andExpect(status().isFound());
    by(City.liaison(city.works), note).andExpect(redirectedUrl("/kerja/" + report.reference()));
    assertThat(reports.history(report.id()))
        .filteredOn(e -> e.event() instanceof Event.Noted)
        .hasSize(1);
    by(
            City.liaison(city.works),
            post("/kerja/" + report.reference() + "/catat")
                .param("seen", String.valueOf(report.version()))
                .param("text", "Sudah ditelepon dua kali."))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Kiriman Anda sebelumnya sudah masuk")));
    by(city.rani, note)
        .andExpect(content().string(containsString("Orang lain baru saja mengubah")));
  }

  /** Also when the first led the report away from them. */
  @Test
  void takesAHandOverSentTwiceOnce() throws Exception {
    Report report = city.filed("Jembatan provinsi retak.");
    AgencyId nation = agencies.nationalAdmin().id();
    MockHttpServletRequestBuilder away =
        post("/kerja/" + report.reference() + "/serahkan")
            .param("seen", String.valueOf(report.version()))
            .param("desk", String.valueOf(nation.value()))
            .param("text", "Jembatan ini milik provinsi.");
    by(city.rani, away).andExpect(status().isFound());
    by(city.rani, away).andExpect(status().isFound());
    by(city.bima, away).andExpect(status().isUnprocessableContent());
    by(
            city.rani,
            post("/kerja/" + report.reference() + "/serahkan")
                .param("desk", String.valueOf(nation.value()))
                .param("text", "Jembatan ini milik provinsi."))
        .andExpect(status().isUnprocessableContent());
    assertThat(reports.history(report.id()))
        .filteredOn(e -> e.event() instanceof Event.Redirected)
        .hasSize(1);
  }

  @Test
  void showsWhoWorksWhatTheMergedReportsSay() throws Exception {
    Report whole = city.forwarded("Jalan berlubang besar.", "jalan-rusak", city.works);
    Report part = city.filed("Lubang itu memecahkan ban saya.");
    reports.command(part.id(), new Command.Note("Nomor teleponnya salah."), City.actor(city.rani));
    reports.command(part.id(), new Command.Merge(whole.id()), City.actor(city.rani));
    reports.command(
        part.id(), new Command.Reply("Sekarang lebih dalam.", List.of()), new Actor.Reporter());
    by(City.liaison(city.works), get("/kerja/" + whole.reference()))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Laporan yang digabung ke sini (1)"),
                        containsString(part.reference().toString()),
                        containsString("Lubang itu memecahkan ban saya."),
                        containsString("Sekarang lebih dalam."),
                        not(containsString("Nomor teleponnya salah.")))));
    by(City.liaison(city.works), get("/kerja/" + part.reference()))
        .andExpect(status().isNotFound());
  }

  @Test
  void proposesForAMergeWhatIsAboutTheSame() throws Exception {
    Report same = city.filed("Parit mampet, air masuk dapur.");
    Report other = city.filed("Anjing liar menggonggong setiap malam.");
    Report report = city.filed("Parit di depan rumah mampet sejak Senin.");
    by(city.rani, get("/antrean?nomor=" + report.reference()))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("name=\"into\" value=\"" + same.reference()),
                        not(containsString("name=\"into\" value=\"" + other.reference())))));
  }

  @Test
  void takesBackAMergeByMistakeAsIfItHadNotBeen() throws Exception {
    Report whole = city.filed("Parit mampet di depan sekolah, air masuk kelas.");
    Report part =
        city.filed(
            "Parit mampet di pasar.", reporters.keep(new Contact(null, null, "p@c.example")));
    Instant due = deadlines.of(part.id()).getFirst().dueAt();
    by(city.rani, act(part, "gabung").param("number", whole.reference().toString()));
    assertThat(reports.find(part.id()).orElseThrow().stage()).isEqualTo(Stage.MERGED);
    String page = "/kerja/" + part.reference();
    by(city.rani, get(page)).andExpect(content().string(containsString("id=\"pisahkan\"")));
    clock.advance(Duration.ofMinutes(3));
    by(city.rani, post(page + "/pisahkan").param("text", " "))
        .andExpect(status().isUnprocessableContent());
    by(City.liaison(city.works), post(page + "/pisahkan").param("text", "Keliru."))
        .andExpect(status().isNotFound());
    by(city.bima, post(page + "/pisahkan").param("text", "Paritnya lain, di pasar."))
        .andExpect(redirectedUrl(page));

    assertThat(reports.find(part.id()).orElseThrow().stage()).isEqualTo(Stage.RECEIVED);
    assertThat(deadlines.next(List.of(part.id())).values())
        .extracting(Clock::dueAt)
        .containsExactly(due);
    by(city.rani, get(page))
        .andExpect(content().string(containsString("mengurungkan penggabungan")))
        .andExpect(content().string(containsString("Paritnya lain, di pasar.")))
        .andExpect(content().string(containsString("Bima Lesmana")))
        .andExpect(content().string(not(containsString("id=\"pisahkan\""))));
    by(city.rani, get("/kerja/" + whole.reference()))
        .andExpect(content().string(not(containsString("Laporan yang digabung ke sini"))));
    assertThat(notifications.latest(9))
        .anyMatch(m -> m.body().contains("keliru digabung") && m.body().contains("di pasar."));
  }

  @Test
  void answersForgedNumbersWithoutFailing() throws Exception {
    Report report = city.filed("Parit mampet di depan rumah, air masuk dapur.");
    by(city.rani, act(report, "teruskan").param("lead", "abc")).andExpect(status().isBadRequest());
    by(city.rani, act(report, "catat").param("seen", "99999999999999999999"))
        .andExpect(status().isBadRequest());
  }

  @Test
  void namesWhatIsMissing() throws Exception {
    Report report = city.filed("Parit mampet di depan rumah, air masuk dapur.");
    by(city.rani, act(report, "tanya").param("text", " "))
        .andExpect(content().string(containsString("Isi dulu bagian “Pertanyaan”.")));
  }

  @Test
  void leadsBackFromAddressesThatOnlyTakeForms() throws Exception {
    Report report = city.filed("Parit mampet di depan rumah, air masuk dapur.");
    by(city.rani, get("/kerja/" + report.reference() + "/teruskan"))
        .andExpect(redirectedUrl("/kerja/" + report.reference()));
  }

  @Test
  void countsWhatCameSinceThePageWasShown() throws Exception {
    by(city.rani, get("/antrean/baru?sesudah=" + Long.MAX_VALUE))
        .andExpect(content().string(not(containsString("laporan baru"))));
    city.filed("Parit mampet di depan rumah, air masuk dapur.");
    by(city.rani, get("/antrean/baru?sesudah=0"))
        .andExpect(content().string(containsString("laporan baru")));
  }

  @Test
  void showsThatAMessageToTheReporterCameBack() throws Exception {
    Report report =
        city.filed(
            "Parit mampet lagi.", reporters.keep(new Contact(null, null, "w@contoh.example")));
    String page = "/kerja/" + report.reference();
    by(city.rani, get(page))
        .andExpect(content().string(not(containsString("Surel kepada pelapor"))));
    long message =
        jdbc.sql(
                "SELECT id FROM notification_message WHERE report_id = ? AND reporter_id IS NOT NULL")
            .param(report.id().value())
            .query(Long.class)
            .single();
    wires.receipt("lapor-" + message, Receipt.State.LOST);
    by(city.rani, get(page))
        .andExpect(content().string(containsString("Surel kepada pelapor kembali")));
  }
}
