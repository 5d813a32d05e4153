package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import id.lapor.audit.Verifier;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.DataRequest;
import id.lapor.people.DataRequests;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What reporters may ask about their own data, each within 3 × 24 hours (UU 27/2022). */
@ApplicationTest
class RequestsIntegrationTests {

  private static final String WHY = "Pelapor datang sendiri membawa KTP";

  @Autowired MockMvc web;
  @Autowired Reporters reporters;
  @Autowired DataRequests requests;
  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void anotherDay() {
    clock.advance(Duration.ofDays(1));
  }

  /** A report, its reporter, and the browser that holds its secret. */
  private record Own(Report report, ReporterId reporter, Cookie cookie) {
    String data() {
      return "/l/" + report.reference() + "/data";
    }
  }

  @Test
  void changesAnAddressOnlyWhenTheOldAndTheNewOneAgree() throws Exception {
    Own own = proven();
    correct(own, "081200009999");
    assertThat(phone(own)).as("until both agree").isNotEqualTo("+6281200009999");
    DataRequest open = requests.correction(own.reporter()).orElseThrow();
    assertThat(Duration.between(open.askedAt(), open.dueAt())).isEqualTo(Duration.ofHours(72));
    see(own).andExpect(content().string(containsString("Pembetulan yang menunggu bukti")));

    prove(own, "baru", "000000").andExpect(status().isUnprocessableContent());
    prove(own, "baru", code(own, "baru")).andExpect(redirectedUrl(own.data()));
    assertThat(phone(own)).as("the old one has not agreed").isNotEqualTo("+6281200009999");
    prove(own, "lama", code(own, "lama")).andExpect(redirectedUrl(own.data()));
    assertThat(phone(own)).isEqualTo("+6281200009999");
    assertThat(reporters.reach(own.reporter()).phoneProven()).isTrue();
    assertThat(requests.of(own.reporter()).getFirst().outcome())
        .isEqualTo(DataRequest.Outcome.DONE);
    assertThat(kept()).as("nothing of the correction is left").isEqualTo(vaultRows(own));
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void correctsAtOnceWhatNeedsNoProof() throws Exception {
    Own own = proven();
    String same = Objects.requireNonNull(phone(own));
    sends(own, "/betulkan", "name", "Siti Benar", "phone", same)
        .andExpect(redirectedUrl(own.data()));
    assertThat(requests.correction(own.reporter())).isEmpty();
    assertThat(look(own).name()).isEqualTo("Siti Benar");
    assertThat(reporters.reach(own.reporter()).phoneProven()).isTrue();
    assertThat(requests.of(own.reporter()))
        .extracting(DataRequest::kind, DataRequest::outcome)
        .containsExactly(tuple(DataRequest.Kind.CORRECTION, DataRequest.Outcome.DONE));
  }

  @Test
  void letsAPersonDecideWhenTheOldAddressIsLost() throws Exception {
    Own own = proven();
    correct(own, "081200008888");
    Officer admin = admin();
    long id = requests.correction(own.reporter()).orElseThrow().id();
    String list = as(admin, get("/data-pribadi")).andReturn().getResponse().getContentAsString();
    assertThat(list)
        .contains("Permintaan " + id)
        .doesNotContain(own.report().reference().toString(), "Lampu", "Siti", "8888");
    decide(admin, id, "penuhi");
    assertThat(requests.correction(own.reporter())).as("waits for the reporter").isPresent();
    sends(own, "/betulkan/hilang").andExpect(redirectedUrl(own.data()));
    decide(admin, id, "penuhi");
    assertThat(requests.correction(own.reporter())).as("the new one is not proven").isPresent();
    prove(own, "baru", code(own, "baru"));
    clock.advance(Duration.ofHours(73));
    requests.sweep();
    as(admin, get("/data-pribadi")).andExpect(content().string(containsString("tag bad")));
    assertThat(requests.totals(Instant.EPOCH).late()).isEqualTo(1);
    decide(admin, id, "penuhi");
    assertThat(phone(own)).isEqualTo("+6281200008888");
    assertThat(accounts.history(admin.accountId()).stream().filter(a -> a.about() != null))
        .as("only what was decided")
        .extracting(AccountAct::what, AccountAct::about)
        .containsExactly(tuple(AccountAct.What.DATA_REQUEST_GRANTED, id + " CORRECTION"));
    see(own).andExpect(content().string(containsString(WHY)));
    web.perform(get("/jejak")).andExpect(content().string(containsString("Hak atas data pribadi")));
    assertThat(requests.totals(Instant.EPOCH).late()).as("stays counted").isEqualTo(1);
  }

  @Test
  void endsACorrectionNobodyProvesAndOneThatIsWithdrawn() throws Exception {
    Own own = proven();
    long before = kept();
    correct(own, "081200007777");
    sends(own, "/betulkan/batal").andExpect(redirectedUrl(own.data()));
    correct(own, "081200006666");
    clock.advance(Duration.ofHours(71));
    requests.sweep();
    assertThat(requests.correction(own.reporter())).isPresent();
    clock.advance(Duration.ofHours(2));
    requests.sweep();
    assertThat(requests.of(own.reporter()))
        .extracting(DataRequest::outcome)
        .containsExactly(DataRequest.Outcome.UNPROVEN, DataRequest.Outcome.WITHDRAWN);
    assertThat(kept()).isEqualTo(before);
    correct(own, "081200005555");
    sends(own, "/hapus", "nomor", own.report().reference().toString());
    assertThat(kept()).as("erasing takes what waits along").isEqualTo(before - 1);
    assertThat(requests.of(own.reporter()))
        .filteredOn(r -> r.kind() == DataRequest.Kind.ERASURE)
        .extracting(DataRequest::outcome)
        .containsExactly(DataRequest.Outcome.DONE);
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void opensARestrictedIdentityToNobodyAndSaysNoMore() throws Exception {
    Own own = proven();
    sends(own, "/batasi", "kabar", "ya").andExpect(redirectedUrl(own.data()));
    Officer national = new Officer(903, "nas", "Nas", 1, Role.NATIONAL_ADMIN);
    as(
            national,
            post("/identitas")
                .param("nomor", own.report().reference().toString())
                .param("text", "Perlu menanyakan letak tiang")
                .with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("dibatasi oleh pelapornya")))
        .andExpect(content().string(not(containsString("Siti"))));
    for (Look.Purpose purpose :
        List.of(Look.Purpose.CONTACT, Look.Purpose.REVEALED, Look.Purpose.PUBLISHED)) {
      assertThat(reporters.look(own.reporter(), new Look(purpose, national, ""))).isEmpty();
    }
    ask(own);
    assertThat(queued(own)).as("news is still wished for").isPositive();

    sends(own, "/batasi").andExpect(redirectedUrl(own.data()));
    assertThat(queued(own)).isZero();
    ask(own);
    assertThat(queued(own)).as("no news").isZero();
    assertThat(code(own, null)).as("a code they ask for still comes").matches("\\d{6}");
    see(own).andExpect(content().string(containsString("kabar tidak dikirim")));
    sends(own, "/lepas-batas").andExpect(redirectedUrl(own.data()));
    assertThat(reporters.look(own.reporter(), new Look(Look.Purpose.CONTACT, national, "")))
        .isPresent();
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void keepsTheClockOfWhatCameOnPaper() throws Exception {
    Officer admin = admin();
    as(admin, post("/data-pribadi").param("jenis", "LAIN").with(csrf()))
        .andExpect(status().isUnprocessableContent());
    as(admin, post("/data-pribadi").param("jenis", "ACCESS").with(csrf()))
        .andExpect(redirectedUrl("/data-pribadi"));
    DataRequest paper = requests.open(10).getLast();
    assertThat(paper.late(paper.dueAt())).isFalse();
    assertThat(paper.late(paper.dueAt().plusSeconds(1))).isTrue();
    as(admin, post("/data-pribadi/" + paper.id() + "/tolak").param("text", "pendek").with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(">pendek</textarea>")));
    decide(admin, paper.id(), "tolak");
    assertThat(requests.open(10)).extracting(DataRequest::id).doesNotContain(paper.id());
    assertThat(accounts.history(admin.accountId()).reversed().stream().map(AccountAct::what))
        .endsWith(AccountAct.What.DATA_REQUEST_KEPT, AccountAct.What.DATA_REQUEST_REFUSED);
    long government = agencies.find("KOTA").orElseThrow().id().value();
    Officer above =
        accounts.open("atas", "Atas", "kata-sandi-panjang", government, Role.ADMINISTRATOR);
    as(above, get("/petugas/" + admin.accountId()))
        .andExpect(content().string(containsString("Permintaan " + paper.id() + ": Salinan data")));
  }

  private Own proven() throws Exception {
    City city = new City(agencies, reports);
    ReporterId reporter =
        reporters.keep(
            new Contact(
                "Siti", "+62812" + (clock.instant().getEpochSecond() / 60) % 100_000_000L, null));
    reporters.prove(reporter, true);
    Report report = city.filed("Lampu jalan mati sejak minggu lalu.", reporter);
    Cookie cookie =
        Arrays.stream(
                web.perform(
                        post("/cek")
                            .with(csrf())
                            .param("nomor", report.reference().toString())
                            .param("secret", AccessSecret.of(new byte[16]).shown()))
                    .andReturn()
                    .getResponse()
                    .getCookies())
            .filter(c -> c.getName().startsWith("buka-"))
            .findFirst()
            .orElseThrow();
    return new Own(report, reporter, cookie);
  }

  private void correct(Own own, String phone) throws Exception {
    sends(own, "/betulkan", "name", "Siti", "phone", phone).andExpect(redirectedUrl(own.data()));
  }

  private ResultActions sends(Own own, String act, String... params) throws Exception {
    MockHttpServletRequestBuilder form = post(own.data() + act).cookie(own.cookie()).with(csrf());
    for (int i = 0; i < params.length; i += 2) {
      form.param(params[i], params[i + 1]);
    }
    return web.perform(form);
  }

  private ResultActions see(Own own) throws Exception {
    return web.perform(get(own.data()).cookie(own.cookie()));
  }

  /** Asks for a code and reads it out of the message. */
  private String code(Own own, @Nullable String side) throws Exception {
    String act = side == null ? "/kode/ponsel" : "/betulkan/" + side + "/ponsel/kode";
    sends(own, act).andExpect(redirectedUrl(own.data()));
    String body =
        jdbc.queryForObject(
            "SELECT body FROM notification_message WHERE secret ORDER BY id DESC LIMIT 1",
            String.class);
    return Objects.requireNonNull(body).replaceFirst("(?s).*?(\\d{6}).*", "$1");
  }

  private ResultActions prove(Own own, String side, String code) throws Exception {
    return sends(own, "/betulkan/" + side + "/ponsel/bukti", "kode", code);
  }

  private void ask(Own own) {
    Report now = reports.find(own.report().id()).orElseThrow();
    Officer rani = new City(agencies, reports).rani;
    Command command =
        now.course().waiting() == null
            ? new Command.Hold("Tiang nomor berapa?")
            : new Command.Resume();
    reports.command(now.id(), command, City.actor(rani));
  }

  private long queued(Own own) {
    return count(
        "SELECT count(*) FROM notification_message WHERE state = 'QUEUED' AND NOT secret AND"
            + " reporter_id = "
            + own.reporter().value());
  }

  private long kept() {
    return count("SELECT count(*) FROM people_vault");
  }

  private long vaultRows(Own own) {
    return count(
        "SELECT count(*) FROM people_vault WHERE reporter_id <= " + own.reporter().value());
  }

  private long count(String sql) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
  }

  private Contact look(Own own) {
    return reporters.look(own.reporter(), Look.of(Look.Purpose.OWN, "")).orElseThrow();
  }

  private @Nullable String phone(Own own) {
    return look(own).phone();
  }

  private Officer admin() {
    City city = new City(agencies, reports);
    return accounts.open(
        "dpo-" + clock.instant().getEpochSecond(),
        "Dewi",
        "kata-sandi-panjang",
        city.desk.value(),
        Role.ADMINISTRATOR);
  }

  private void decide(Officer admin, long id, String act) throws Exception {
    as(admin, post("/data-pribadi/" + id + "/" + act).param("text", WHY).with(csrf()))
        .andExpect(redirectedUrl("/data-pribadi"));
  }

  private ResultActions as(Officer officer, MockHttpServletRequestBuilder request)
      throws Exception {
    return web.perform(
        request.with(
            authentication(
                UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()))));
  }
}
