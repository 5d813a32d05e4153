package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
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
import id.lapor.people.Member;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import id.lapor.report.Line;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Secrets;
import id.lapor.report.Stage;
import id.lapor.report.Story;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What opens a report and was seen by an officer is no proof of being its reporter. */
@ApplicationTest
class ExchangeIntegrationTests {

  private static final String OLD = AccessSecret.of(new byte[16]).shown();
  private static final Pattern TOKEN =
      Pattern.compile("name=\"kunci\" value=\"([A-Za-z0-9_-]{32})\"");
  private static final Pattern SECRET = Pattern.compile("id=\"secret\">([^<]+)<");
  private static final String SAID = "Tiangnya yang dekat pasar, bukan yang lain";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Secrets secrets;
  @Autowired Story story;
  @Autowired OwnReports own;

  private City city;
  private Report report;
  private Cookie slip;

  /** Answered, and an officer has seen what opens it. */
  @BeforeEach
  void build() throws Exception {
    city = new City(agencies, reports);
    report = city.filed("Lampu jalan mati sejak minggu lalu.");
    does(
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, null, "Lampu mati", ""),
        City.actor(city.rani));
    does(
        new Command.Answer("Lampu sudah diganti oleh petugas pagi ini.", List.of(), "Malam hari"),
        City.actor(City.liaison(city.transport)));
    secrets.shown(List.of(report.id()), Actor.Officer.of(city.rani));
    slip = opened(open(OLD));
  }

  private void does(Command command, Actor actor) {
    assertThat(reports.command(report.id(), command, actor)).isInstanceOf(Outcome.Done.class);
  }

  private Report now() {
    return reports.find(report.id()).orElseThrow();
  }

  private ResultActions open(String secret) throws Exception {
    return web.perform(
        post("/cek")
            .with(csrf())
            .param("nomor", report.reference().toString())
            .param("secret", secret));
  }

  private static Cookie opened(ResultActions page) {
    return Arrays.stream(page.andReturn().getResponse().getCookies())
        .filter(c -> c.getName().startsWith("buka-"))
        .findFirst()
        .orElseThrow();
  }

  private String page() {
    return "/l/" + report.reference();
  }

  private ResultActions sends(Cookie with, String act, String... params) throws Exception {
    MockHttpServletRequestBuilder form = post(page() + act).cookie(with).with(csrf());
    for (int i = 0; i < params.length; i += 2) {
      form.param(params[i], params[i + 1]);
    }
    return web.perform(form);
  }

  private static String found(Pattern pattern, ResultActions page) throws Exception {
    String html = page.andReturn().getResponse().getContentAsString();
    Matcher found = pattern.matcher(html);
    assertThat(found.find()).as(html).isTrue();
    return found.group(1);
  }

  private String token() throws Exception {
    return found(TOKEN, web.perform(get(page() + "/tukar").cookie(slip)));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /selesai",
    "POST, /belum",
    "POST, /nilai",
    "POST, /tarik",
    "POST, /keberatan",
    "POST, /pisah",
    "GET, /ombudsman",
    "POST, /ombudsman",
    "GET, /ombudsman.pdf",
    "GET, /ombudsman.json",
    "GET, /data",
    "POST, /data/kode/ponsel",
    "POST, /data/bukti/ponsel",
    "POST, /data/betulkan",
    "POST, /data/betulkan/batal",
    "POST, /data/batasi",
    "POST, /data/lepas-batas",
    "POST, /data/unduh",
    "POST, /data/hapus",
  })
  void decidesAndTellsNothingWithASecretAnOfficerHasSeen(String method, String act)
      throws Exception {
    Report before = now();
    ResultActions answer =
        method.equals("GET")
            ? web.perform(get(page() + act).cookie(slip))
            : sends(slip, act, "text", SAID, "stars", "5", "agree", "true");
    answer.andExpect(redirectedUrl(page() + "/tukar"));
    assertThat(now()).isEqualTo(before);
  }

  @Test
  void readsAndAddsWithItAndOffersNothingElse() throws Exception {
    web.perform(get(page()).cookie(slip))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString(page() + "/tukar")))
        .andExpect(content().string(containsString(page() + "/balas")))
        .andExpect(content().string(not(containsString(page() + "/selesai"))))
        .andExpect(content().string(not(containsString(page() + "/belum"))))
        .andExpect(content().string(not(containsString(page() + "/nilai"))))
        .andExpect(content().string(not(containsString(page() + "/tarik"))));
    sends(slip, "/balas", "text", SAID).andExpect(redirectedUrl(page()));
    assertThat(reports.history(report.id()).getLast().event()).isInstanceOf(Event.Replied.class);
  }

  @Test
  void takesNoReportIntoAnAccountByIt() throws Exception {
    Member member = new Member(77_001);
    web.perform(
            post("/saya/laporan")
                .cookie(slip)
                .with(csrf())
                .with(
                    authentication(
                        UsernamePasswordAuthenticationToken.authenticated(member, null, List.of())))
                .param("nomor", report.reference().toString()))
        .andExpect(redirectedUrl(page() + "/tukar"));
    assertThat(own.find(member, report.reference())).isEmpty();
  }

  @Test
  void isTheReportersAloneOnceExchanged() throws Exception {
    ResultActions exchanged = sends(slip, "/tukar", "kunci", token());
    exchanged.andExpect(status().isOk());
    String fresh = found(SECRET, exchanged);
    assertThat(fresh).isNotEqualTo(OLD);
    assertThat(now().course().secret()).isEqualTo(Course.Secret.EXCHANGED);
    sends(slip, "/balas", "text", SAID).andExpect(redirectedUrl(page()));
    assertThat(reports.history(report.id()).getLast().event())
        .isEqualTo(new Event.SecretExchanged(false));
    Cookie alone = opened(open(fresh).andExpect(redirectedUrl(page())));
    web.perform(get(page()).cookie(alone))
        .andExpect(content().string(not(containsString("Tukar kode rahasia Anda"))))
        .andExpect(content().string(containsString(page() + "/selesai")));
    sends(opened(exchanged), "/selesai").andExpect(redirectedUrl(page()));
    assertThat(now().stage()).isEqualTo(Stage.CLOSED);
    web.perform(get(page() + "/data").cookie(alone)).andExpect(status().isOk());
  }

  /** An officer who does it cannot do so unseen. */
  @Test
  void tellsOfTheExchangeAndWhoeverComesWithTheOldOne() throws Exception {
    open(OLD.replace(OLD.charAt(0), '7'))
        .andExpect(content().string(containsString("tidak cocok")))
        .andExpect(content().string(not(containsString("sudah ditukar"))));
    sends(slip, "/tukar", "kunci", token());
    open(OLD)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("sudah ditukar")));
    for (Line.Eyes eyes : List.of(Line.Eyes.REPORTER, Line.Eyes.OFFICER)) {
      assertThat(story.tell(now(), reports.history(report.id()), eyes))
          .as(eyes.name())
          .extracting(Line::kind)
          .contains("SecretShown", "SecretExchanged");
    }
    assertThat(story.tell(now(), reports.history(report.id()), Line.Eyes.EVERYONE))
        .extracting(Line::kind)
        .doesNotContain("SecretShown", "SecretExchanged");
  }

  /** Who hands out the secret they exchanged for themselves is told of, and put out. */
  @Test
  void isExchangedAgainByWhoeverHoldsThePresentOne() throws Exception {
    Member officers = new Member(77_002);
    ResultActions first = sends(slip, "/tukar", "kunci", token());
    keep(officers, opened(first));
    assertThat(own.find(officers, report.reference())).isPresent();
    Cookie handed = opened(open(found(SECRET, first)));
    web.perform(get(page()).cookie(handed))
        .andExpect(content().string(containsString("ditukar tanpa kode sekali pakai pada")))
        .andExpect(content().string(containsString(page() + "/tukar")));
    String token = found(TOKEN, web.perform(get(page() + "/tukar").cookie(handed)));
    ResultActions second = sends(handed, "/tukar", "kunci", token);
    assertThat(found(SECRET, second)).isNotEqualTo(found(SECRET, first));
    open(found(SECRET, first)).andExpect(content().string(containsString("sudah ditukar")));
    open(OLD).andExpect(status().isUnprocessableContent());
    assertThat(own.find(officers, report.reference())).isEmpty();
    assertThat(own.of(officers, 1).reports()).isEmpty();
    keep(officers, opened(second));
    assertThat(own.find(officers, report.reference())).as("taken by the present one").isPresent();
    assertThat(now().course().exchanges()).isEqualTo(2);
  }

  private void keep(Member member, Cookie with) throws Exception {
    web.perform(as(member, post("/saya/laporan")).cookie(with).param("nomor", number()))
        .andExpect(redirectedUrl("/saya"));
  }

  private String number() {
    return report.reference().toString();
  }

  private static MockHttpServletRequestBuilder as(
      Member member, MockHttpServletRequestBuilder request) {
    return request
        .with(csrf())
        .with(
            authentication(
                UsernamePasswordAuthenticationToken.authenticated(member, null, List.of())));
  }

  @Test
  void staysInTheAccountThatExchangesIt() throws Exception {
    Member mine = new Member(77_003);
    keep(mine, opened(sends(slip, "/tukar", "kunci", token())));
    String again = found(TOKEN, web.perform(as(mine, get(page() + "/tukar"))));
    web.perform(as(mine, post(page() + "/tukar")).param("kunci", again)).andExpect(status().isOk());
    assertThat(now().course().exchanges()).isEqualTo(2);
    assertThat(own.find(mine, report.reference())).isPresent();
  }

  /** Two who hold the same one: the second has been put out by the first. */
  @Test
  void exchangesNothingThatWasExchangedMeanwhile() {
    Report seen = now();
    assertThat(secrets.exchange(seen, AccessSecret.of(filled(1)), false)).isTrue();
    assertThat(secrets.exchange(seen, AccessSecret.of(filled(2)), false)).isFalse();
    assertThat(reports.open(report.reference(), AccessSecret.of(filled(1)))).isPresent();
  }

  private static byte[] filled(int with) {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  @Test
  void exchangesOnceHoweverOftenItIsSentAndShowsTheSame() throws Exception {
    String token = token();
    String other = token();
    String first = found(SECRET, sends(slip, "/tukar", "kunci", token));
    ResultActions again = sends(slip, "/tukar", "kunci", token);
    assertThat(found(SECRET, again)).isEqualTo(first);
    assertThat(found(SECRET, sends(opened(again), "/tukar", "kunci", token))).isEqualTo(first);
    sends(slip, "/tukar", "kunci", other).andExpect(redirectedUrl(page()));
    assertThat(reports.open(report.reference(), AccessSecret.parse(first).orElseThrow()))
        .isPresent();
    assertThat(reports.history(report.id()))
        .filteredOn(e -> e.event() instanceof Event.SecretExchanged)
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "../../../../../../../../../../../.."})
  void takesNoNameForASecretThatNoPageOfOursGave(String token) throws Exception {
    sends(slip, "/tukar", "kunci", token).andExpect(redirectedUrl(page()));
    assertThat(now().course().secretSeen()).isTrue();
  }

  @Test
  void exchangesNothingNobodyHasSeen() throws Exception {
    report = city.filed("Saluran air meluap setiap kali hujan turun.");
    Cookie mine = opened(open(OLD));
    web.perform(get(page() + "/tukar").cookie(mine)).andExpect(redirectedUrl(page()));
    sends(mine, "/tukar", "kunci", "a".repeat(32)).andExpect(redirectedUrl(page()));
    assertThat(reports.open(report.reference(), AccessSecret.of(new byte[16]))).isPresent();
    web.perform(get(page() + "/data").cookie(mine)).andExpect(status().isOk());
  }

  @Test
  void isNotedOnceHoweverOftenOfficersLook() {
    Actor.Officer bima = new Actor.Officer(902, "Bima", city.desk, Role.COORDINATOR);
    secrets.shown(List.of(report.id()), bima);
    assertThat(reports.history(report.id()))
        .filteredOn(e -> e.event() instanceof Event.SecretShown)
        .singleElement()
        .satisfies(e -> assertThat(e.actor()).isEqualTo(City.actor(city.rani)));
  }
}
