package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.notification.Notifications;
import id.lapor.notification.Notified;
import id.lapor.people.Contact;
import id.lapor.people.Member;
import id.lapor.people.Members;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A reporter's account, from the first code to its end. */
@ApplicationTest
class MembersIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired MockMvc web;
  @Autowired Members members;
  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Notifications notifications;
  @Autowired Drafts drafts;
  @Autowired OwnReports own;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private static @Nullable AgencyId desk;

  @BeforeEach
  void anotherDay() {
    clock.advance(Duration.ofDays(1));
    if (desk == null) {
      desk =
          agencies.add(
              new Agencies.Draft(
                  "PUSAT",
                  "Pusat",
                  Agency.Type.NATIONAL,
                  null,
                  ZoneId.of("Asia/Jakarta"),
                  null,
                  "Kepala"));
    }
  }

  @Test
  void opensByACodeAndSignsInByPassword() throws Exception {
    Cookie session = join("ani@contoh.example", PASSWORD);
    web.perform(get("/saya").cookie(session)).andExpect(status().isOk());
    web.perform(post("/keluar").cookie(session).with(csrf())).andExpect(redirectedUrl("/"));
    web.perform(get("/saya").cookie(session))
        .andExpect(redirectedUrl("/saya/masuk?lanjut=%2Fsaya"));
    enter("Ani@Contoh.example ", PASSWORD).andExpect(redirectedUrl("/saya"));
    enter("ani@contoh.example", "salah-salah-salah").andExpect(status().isUnprocessableContent());
    enter("siapa@contoh.example", PASSWORD).andExpect(status().isUnprocessableContent());
    assertThat(jdbc.queryForList("SELECT * FROM people_member").toString()).doesNotContain("ani@");
  }

  @Test
  void endsSessionsElsewhereOnlyForWhoKnowsThePassword() throws Exception {
    Cookie here = join("sesi@contoh.example", PASSWORD);
    Cookie there =
        Objects.requireNonNull(
            enter("sesi@contoh.example", PASSWORD).andReturn().getResponse().getCookie("sesi"));
    MockHttpServletRequestBuilder end = post("/saya/akun/sesi/semua/akhiri").cookie(here);
    web.perform(end.with(csrf()).param("sandi", "bukan-sandinya"))
        .andExpect(redirectedUrl("/saya/akun"));
    web.perform(get("/saya").cookie(there)).andExpect(status().isOk());
    web.perform(
            post("/saya/akun/sesi/semua/akhiri").cookie(here).with(csrf()).param("sandi", PASSWORD))
        .andExpect(redirectedUrl("/saya/akun"));
    web.perform(get("/saya").cookie(there)).andExpect(redirectedUrl("/saya/masuk?lanjut=%2Fsaya"));
    web.perform(get("/saya").cookie(here)).andExpect(status().isOk());
  }

  /** Nor does the house send its code to somebody else, or let a row make it work longer. */
  @Test
  void givesNobodyAnothersAccountByACodeOfTheirOwn() throws Exception {
    join("gita@contoh.example", PASSWORD);
    Cookie own = ask("hadi@contoh.example");
    String code = newestCode();
    jdbc.update(
        "UPDATE people_member_code SET login_mark = (SELECT max(login_mark) FROM people_member)");
    redeem(own, code, "kata-sandi-perampas").andExpect(status().isUnprocessableContent());
    jdbc.update("UPDATE people_member_code SET mark = NULL");
    redeem(own, code, "kata-sandi-perampas").andExpect(status().isUnprocessableContent());
    enter("gita@contoh.example", PASSWORD).andExpect(redirectedUrl("/saya"));
    Cookie later = ask("hadi@contoh.example");
    String old = newestCode();
    jdbc.update("UPDATE people_code SET expires_at = expires_at + interval '1 day'");
    redeem(later, old, PASSWORD).andExpect(status().isUnprocessableContent());
  }

  /** The same answer, byte for byte, for an address with an account and for one without. */
  @Test
  void tellsNobodyWhetherAnAddressHasAnAccount() throws Exception {
    join("budi@contoh.example", PASSWORD);
    String known = asked("budi@contoh.example");
    assertThat(asked("bukan-budi@contoh.example")).isEqualTo(known);
  }

  @Test
  void setsANewPasswordByCodeAndSignsOutElsewhere() throws Exception {
    Cookie old = join("081299911101", PASSWORD);
    Cookie fresh = join("+62 812-9991-1101", "kata-sandi-lain-lagi");
    web.perform(get("/saya").cookie(old)).andExpect(redirectedUrl("/saya/masuk?lanjut=%2Fsaya"));
    web.perform(get("/saya").cookie(fresh)).andExpect(status().isOk());
    enter("081299911101", PASSWORD).andExpect(status().isUnprocessableContent());
    enter("081299911101", "kata-sandi-lain-lagi").andExpect(redirectedUrl("/saya"));
  }

  @Test
  void killsACodeByFiveWrongTriesOnTheDeviceThatAskedAndNoOther() throws Exception {
    Cookie hers = ask("citra@contoh.example");
    String code = newestCode();
    Cookie strangers = ask("citra@contoh.example");
    for (int i = 0; i < 6; i++) {
      redeem(strangers, "000000", PASSWORD).andExpect(status().isUnprocessableContent());
    }
    redeem(strangers, newestCode(), PASSWORD).andExpect(status().isUnprocessableContent());
    redeem(hers, code, PASSWORD).andExpect(redirectedUrl("/saya"));
  }

  @Test
  void sendsAKnownDeviceItsCodeAfterStrangersAskedForTooMany() throws Exception {
    MockHttpServletResponse in =
        redeem(ask("dian@contoh.example"), newestCode(), PASSWORD).andReturn().getResponse();
    Cookie[] device =
        Arrays.stream(in.getCookies())
            .filter(c -> c.getName().startsWith("kenal-"))
            .toArray(Cookie[]::new);
    MockHttpServletRequestBuilder stranger =
        post("/saya/kode").with(csrf()).param("alamat", "dian@contoh.example");
    int refused = 0;
    for (int i = 0; i < 10; i++) {
      refused += web.perform(stranger).andReturn().getResponse().getStatus() == 429 ? 1 : 0;
    }
    assertThat(refused).as("asked for by strangers, of 10").isEqualTo(8);
    web.perform(
            post("/saya/kode").cookie(device).with(csrf()).param("alamat", "dian@contoh.example"))
        .andExpect(redirectedUrl("/saya/sandi"));
  }

  @Test
  void letsGoOfAddressesNobodyProved() throws Exception {
    ask("eko@contoh.example");
    Long before = jdbc.queryForObject("SELECT count(*) FROM people_vault", Long.class);
    clock.advance(Duration.ofHours(2));
    members.sweep();
    assertThat(jdbc.queryForObject("SELECT count(*) FROM people_member_code", Long.class)).isZero();
    assertThat(jdbc.queryForObject("SELECT count(*) FROM people_vault", Long.class))
        .isLessThan(Objects.requireNonNull(before));
  }

  @Test
  void takesInWhatIsFiledWhileSignedInAndWhatTheSecretOpens() throws Exception {
    Cookie session = join("fitri@contoh.example", PASSWORD);
    Report secret = filed("rahasia-fitri-01", Visibility.SECRET);
    claim(session, secret, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA")
        .andExpect(status().isUnprocessableContent());
    web.perform(get("/l/" + secret.reference()).cookie(session))
        .andExpect(content().string(not(containsString("Lampu mati"))));
    claim(session, secret, secretOf("rahasia-fitri-01").shown()).andExpect(redirectedUrl("/saya"));
    web.perform(get("/l/" + secret.reference()).cookie(session))
        .andExpect(content().string(containsString("Lampu mati")));

    String token = drafts.newToken();
    drafts.save(
        token,
        Draft.EMPTY
            .told("Jembatan kayu di RT 4 patah dan berbahaya.", List.of())
            .at(Place.NONE, true)
            .about(Kind.COMPLAINT, false, "lampu-jalan")
            .seenBy(Visibility.ANONYMOUS, false, new Contact(null, null, null)));
    web.perform(
            post("/lapor/kirim")
                .cookie(session, new Cookie("draf", token))
                .with(csrf())
                .param("persetujuan", "1-id"))
        .andExpect(redirectedUrl("/lapor/terkirim"));
    String page =
        web.perform(get("/saya").cookie(session)).andReturn().getResponse().getContentAsString();
    assertThat(page.split("/lepas", -1)).as("two reports").hasSize(3);

    assertThat(jdbc.queryForList("SELECT member_id FROM citizen_own_report", Long.class))
        .hasSize(2);
    Cookie other = join("gita@contoh.example", PASSWORD);
    web.perform(get("/l/" + secret.reference()).cookie(other))
        .andExpect(content().string(not(containsString("Lampu mati"))));
    web.perform(post("/saya/laporan/" + secret.reference() + "/lepas").cookie(session).with(csrf()))
        .andExpect(redirectedUrl("/saya"));
    web.perform(get("/l/" + secret.reference()).cookie(session))
        .andExpect(content().string(not(containsString("Lampu mati"))));
  }

  @Test
  void showsTwentyReportsAtATimeNewestFirst() throws Exception {
    Cookie session = join("joko@contoh.example", PASSWORD);
    Member joko =
        new Member(
            Objects.requireNonNull(
                jdbc.queryForObject("SELECT max(id) FROM people_member", Long.class)));
    List<Report> filed = new ArrayList<>();
    for (int i = 10; i < 31; i++) {
      filed.addFirst(filed("rahasia-joko-0" + i, Visibility.ANONYMOUS));
      own.keep(joko, filed.getFirst());
    }
    assertThat(own.of(joko, 1)).isEqualTo(new OwnSheet(filed.subList(0, 20), true));
    assertThat(own.of(joko, 2)).isEqualTo(new OwnSheet(filed.subList(20, 21), false));
    web.perform(get("/saya").cookie(session))
        .andExpect(content().string(containsString("/saya?lembar=2")));
    web.perform(get("/saya?lembar=2").cookie(session))
        .andExpect(content().string(containsString("/saya?lembar=1")))
        .andExpect(content().string(containsString(filed.getLast().reference().toString())));
  }

  @Test
  void endsWithEverythingThatHungOnIt() throws Exception {
    Cookie session = join("hana@contoh.example", PASSWORD);
    Report report = filed("rahasia-hana-001", Visibility.ANONYMOUS);
    claim(session, report, secretOf("rahasia-hana-001").shown()).andExpect(redirectedUrl("/saya"));
    Long held = jdbc.queryForObject("SELECT count(*) FROM citizen_own_report", Long.class);
    web.perform(post("/saya/akun/hapus").cookie(session).with(csrf()))
        .andExpect(status().isUnprocessableContent());
    for (String wrong : List.of("", "bukan-sandi-hana")) {
      close(session, wrong)
          .andExpect(status().isUnprocessableContent())
          .andExpect(content().string(containsString("id=\"sandi-error\"")));
    }
    web.perform(get("/saya").cookie(session)).andExpect(status().isOk());
    assertThat(jdbc.queryForObject("SELECT count(*) FROM citizen_own_report", Long.class))
        .as("a tick on a device left open closes nothing")
        .isEqualTo(held);
    close(session, PASSWORD).andExpect(redirectedUrl("/"));
    enter("hana@contoh.example", PASSWORD).andExpect(status().isUnprocessableContent());
    assertThat(jdbc.queryForObject("SELECT count(*) FROM citizen_own_report", Long.class))
        .isEqualTo(Objects.requireNonNull(held) - 1);
    assertThat(reports.open(report.reference(), secretOf("rahasia-hana-001"))).isPresent();
  }

  private org.springframework.test.web.servlet.ResultActions close(Cookie session, String password)
      throws Exception {
    return web.perform(
        post("/saya/akun/hapus")
            .cookie(session)
            .with(csrf())
            .param("yakin", "ya")
            .param("sandi", password));
  }

  @Test
  void changesThePasswordForWhoeverKnowsIt() throws Exception {
    Cookie session = join("indra@contoh.example", PASSWORD);
    web.perform(
            post("/saya/akun/sandi")
                .cookie(session)
                .with(csrf())
                .param("lama", "bukan-ini-sandinya")
                .param("baru", "kata-sandi-yang-baru"))
        .andExpect(status().isUnprocessableContent());
    web.perform(
            post("/saya/akun/sandi")
                .cookie(session)
                .with(csrf())
                .param("lama", PASSWORD)
                .param("baru", "kata-sandi-yang-baru"))
        .andExpect(redirectedUrl("/saya/masuk"));
    enter("indra@contoh.example", "kata-sandi-yang-baru").andExpect(redirectedUrl("/saya"));
  }

  private Report filed(String secret, Visibility visibility) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            visibility,
            false,
            Channel.WEB,
            "Lampu mati sejak minggu lalu di depan pasar.",
            null,
            Place.NONE,
            null);
    Submission submission =
        new Submission(secret, secretOf(secret), matter, Objects.requireNonNull(desk), List.of());
    return reports.file(submission).report();
  }

  private static AccessSecret secretOf(String sixteen) {
    return AccessSecret.of(sixteen.getBytes(StandardCharsets.UTF_8));
  }

  private org.springframework.test.web.servlet.ResultActions claim(
      Cookie session, Report report, String secret) throws Exception {
    return web.perform(
        post("/saya/laporan")
            .cookie(session)
            .with(csrf())
            .param("nomor", report.reference().toString())
            .param("secret", secret));
  }

  private Cookie join(String address, String password) throws Exception {
    return new Joining(web, notifications).join(address, password);
  }

  private Cookie ask(String address) throws Exception {
    return new Joining(web, notifications).ask(address);
  }

  /** Everything the answer tells, but for the random token. */
  private String asked(String address) throws Exception {
    MockHttpServletResponse answer =
        web.perform(post("/saya/kode").with(csrf()).param("alamat", address))
            .andReturn()
            .getResponse();
    List<String> headers =
        answer.getHeaderNames().stream()
            .filter(n -> !n.equals("Set-Cookie"))
            .map(n -> n + answer.getHeaders(n))
            .toList();
    return answer.getStatus() + answer.getContentAsString() + headers;
  }

  private org.springframework.test.web.servlet.ResultActions redeem(
      Cookie token, String code, String password) throws Exception {
    return new Joining(web, notifications).redeem(token, code, password);
  }

  private org.springframework.test.web.servlet.ResultActions enter(String address, String password)
      throws Exception {
    return web.perform(
        post("/saya/masuk").with(csrf()).param("alamat", address).param("password", password));
  }

  private String newestCode() {
    return Notified.code(notifications);
  }
}
