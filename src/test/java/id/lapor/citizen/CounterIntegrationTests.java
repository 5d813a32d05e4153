package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Entry;
import id.lapor.report.Kind;
import id.lapor.report.Line;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Secrets;
import id.lapor.report.Story;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

/** An officer writes down what somebody says; it is that person's report, and nothing is lost. */
@ApplicationTest
class CounterIntegrationTests {

  private static final Pattern KEY =
      Pattern.compile("name=\"kunci\" value=\"([A-Za-z0-9_-]{32})\"");
  private static final Pattern NUMBER = Pattern.compile("id=\"reference\">([^<]+)<");
  private static final Pattern SECRET = Pattern.compile("id=\"secret\">([^<]+)<");
  private static final String FAR = "Nusantara Permai";
  private static final String FAR_CODE = "18.71.12.1008";
  private static final String SAID = "Saluran air di depan rumah saya meluap setiap hujan";

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Secrets secrets;
  @Autowired Reporters reporters;
  @Autowired Inbox inbox;
  @Autowired Story story;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  private City city;
  private Officer rani;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    rani =
        accounts
            .find("rani-loket")
            .orElseGet(() ->
                accounts.open(
                    "rani-loket",
                    "Rani Prasetya",
                    "kata-sandi-panjang",
                    city.desk.value(),
                    Role.COORDINATOR));
  }

  private ResultActions by(Officer officer, AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    return web.perform(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf()));
  }

  private static String found(Pattern pattern, ResultActions page) throws Exception {
    String html = page.andReturn().getResponse().getContentAsString();
    Matcher found = pattern.matcher(html);
    assertThat(found.find()).as(html).isTrue();
    return found.group(1);
  }

  private String key() throws Exception {
    return found(KEY, by(rani, get("/terima")).andExpect(status().isOk()));
  }

  /**
   * @param other names and values instead
   */
  private static MockMultipartHttpServletRequestBuilder said(
      String key, String way, String... other) {
    Map<String, String> typed =
        new HashMap<>(
            Map.of(
                "kunci",
                key,
                "channel",
                way,
                "text",
                SAID,
                "region",
                "64.74.01.1002",
                "kind",
                "COMPLAINT",
                "agreed",
                "true",
                "aksi",
                "catat"));
    for (int i = 0; i < other.length; i += 2) {
      typed.put(other[i], other[i + 1]);
    }
    MockMultipartHttpServletRequestBuilder form = multipart("/terima");
    typed.forEach(form::param);
    return form;
  }

  private Report report(ResultActions slip) throws Exception {
    return Reference.parse(found(NUMBER, slip)).flatMap(reports::find).orElseThrow();
  }

  @Test
  void keepsWhoWroteItDownAndGivesTheReporterTheSecret() throws Exception {
    ResultActions slip = by(rani, said(key(), "DESK", "name", "Siti Melati"));
    Report report = report(slip);
    assertThat(report.matter().channel()).isEqualTo(Channel.DESK);
    assertThat(report.matter().visibility()).isEqualTo(Visibility.ANONYMOUS);
    assertThat(report.matter().text()).isEqualTo(SAID);
    Entry filed = reports.history(report.id()).getFirst();
    assertThat(filed.actor()).isEqualTo(City.actor(rani));
    List<Line> lines = story.tell(report, List.of(filed), Line.Eyes.REPORTER);
    assertThat(lines.getFirst().kind()).isEqualTo("FiledFor");
    assertThat(lines.getFirst().by()).isEqualTo(agencies.get(city.desk).name());
    AccessSecret secret = AccessSecret.parse(found(SECRET, slip)).orElseThrow();
    assertThat(reports.open(report.reference(), secret)).isPresent();
    assertThat(report.course().secretSeen()).as("and who wrote it down saw it").isTrue();
    assertThat(
            reporters.look(
                Objects.requireNonNull(report.matter().reporter()),
                Look.of(Look.Purpose.MESSAGE, "test")))
        .hasValueSatisfying(c -> assertThat(c.name()).isEqualTo("Siti Melati"));
  }

  @Test
  void filesOnceHoweverOftenItIsSent() throws Exception {
    String key = key();
    Report first = report(by(rani, said(key, "DESK")));
    Report again = report(by(rani, said(key, "DESK", "text", "Lain sama sekali, sungguh")));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(report(by(rani, said(key(), "DESK"))).id()).isNotEqualTo(first.id());
  }

  /** DOMAIN section 5: it opens an anonymous reporter's own page, and no officer's. */
  @Test
  void showsTheSecretToTheOfficerForAShortWhileOnlyAndOnTheTrail() throws Exception {
    String key = key();
    ResultActions slip = by(rani, said(key, "DESK"));
    slip.andExpect(content().string(containsString("tercatat atas nama Anda")));
    Report report = report(slip);
    assertThat(found(SECRET, by(rani, said(key, "DESK")))).isEqualTo(found(SECRET, slip));
    assertThat(accounts.history(rani.accountId()))
        .filteredOn(a -> report.reference().toString().equals(a.about()))
        .extracting(AccountAct::what)
        .containsExactly(AccountAct.What.SLIP_SHOWN, AccountAct.What.SLIP_SHOWN);
    clock.advance(Slips.SHOWN);
    by(rani, said(key, "DESK"))
        .andExpect(content().string(containsString("tidak ditampilkan lagi")))
        .andExpect(content().string(not(containsString("id=\"secret\""))));
    web.perform(get("/lapor/terkirim").cookie(new Cookie("draf", key)))
        .andExpect(status().is3xxRedirection());
  }

  /** What the reporter took instead is nobody else's, and the former one opens nothing. */
  @Test
  void showsNoSecretTheReporterHasExchanged() throws Exception {
    String key = key();
    Report report = report(by(rani, said(key, "DESK")));
    assertThat(secrets.exchange(report, AccessSecret.of(new byte[16]), false)).isTrue();
    by(rani, said(key, "DESK"))
        .andExpect(content().string(containsString("tidak ditampilkan lagi")))
        .andExpect(content().string(not(containsString("id=\"secret\""))));
  }

  @Test
  void saysBeforeSendingThatNoGovernmentHasThePlace() throws Exception {
    String[] far = {"region", "", "q", FAR};
    String key = key();
    by(rani, said(key, "DESK", far))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Belum ada pemerintah daerah")));
    Report report = report(by(rani, said(key, "DESK", "q", FAR, "region", FAR_CODE)));
    assertThat(report.course().desk()).isEqualTo(agencies.nationalAdmin().id());
    by(rani, said(key(), "DESK", "aksi", "cari"))
        .andExpect(content().string(not(containsString("Belum ada pemerintah daerah"))));
    web.perform(get("/lapor/wilayah").param("q", FAR))
        .andExpect(content().string(containsString("Belum ada pemerintah daerah")));
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  @Test
  void losesNothingThatWasTypedOrScanned() throws Exception {
    String key = key();
    MockMultipartFile scan = new MockMultipartFile("files", "surat.png", "image/png", picture());
    ResultActions page =
        by(rani, said(key, "LETTER", "region", "", "q", "Kelurahan Antah Berantah").file(scan));
    page.andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(SAID)))
        .andExpect(content().string(containsString("Antah Berantah")))
        .andExpect(content().string(containsString("surat.png")))
        .andExpect(content().string(containsString("name=\"kunci\" value=\"" + key + "\"")));
    Report report = report(by(rani, said(key, "LETTER")));
    int files =
        jdbc.sql("SELECT count(*) FROM report_evidence WHERE report_id = ?")
            .param(report.id().value())
            .query(Integer.class)
            .single();
    assertThat(files).isEqualTo(1);
  }

  @Test
  void wantsConsentButForLettersAndAWayToCallBack() throws Exception {
    by(rani, said(key(), "PHONE", "agreed", "false"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("agreed-error")));
    Report letter = report(by(rani, said(key(), "LETTER", "agreed", "false")));
    assertThat(letter.matter().channel()).isEqualTo(Channel.LETTER);
    by(rani, said(key(), "PHONE", "name", "Budi"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("phone-error")));
    ResultActions called = by(rani, said(key(), "PHONE", "phone", "081299007002"));
    called.andExpect(content().string(not(containsString("id=\"secret\""))));
    Report report = report(called);
    assertThat(report.course().secretSeen()).as("sent, and seen by nobody").isFalse();
    int consents =
        jdbc.sql("SELECT count(*) FROM citizen_consent WHERE report_id = ANY(?)")
            .param(new Long[] {report.id().value(), letter.id().value()})
            .query(Integer.class)
            .single();
    assertThat(consents).isEqualTo(1);
  }

  /** So that whatever brings the post later finds it here. */
  @Test
  void filesAPostOnXByItsAddressOnce() throws Exception {
    String address = "https://x.com/budi_btg/status/2008190000000000001?s=20";
    by(rani, said(key(), "X", "agreed", "false", "post", "kata teman"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("post-error")));
    ResultActions slip = by(rani, said(key(), "X", "agreed", "false", "post", address));
    slip.andExpect(content().string(not(containsString("id=\"secret\""))));
    Report report = report(slip);
    assertThat(report.matter().channel()).isEqualTo(Channel.X);
    assertThat(reporters.havingX("@budi_btg")).containsExactly(report.matter().reporter());
    assertThat(inbox.known(Wire.Kind.X, "x:2008190000000000001"))
        .hasValueSatisfying(k -> assertThat(k.about()).isEqualTo(report.id().value()));
    assertThat(
            inbox.take(
                Wire.Kind.X,
                "x:2008190000000000001",
                new Letter("42", "@lapor1708", SAID, Instant.EPOCH, "2008190000000000001")))
        .as("brought by X later")
        .isFalse();
    by(rani, said(key(), "X", "post", address.replace("x.com", "twitter.com")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("sudah masuk")));
    assertThat(inbox.newestNumber(report.id().value(), Wire.Kind.X, "@budi_btg"))
        .contains("2008190000000000001");
    assertThat(
            jdbc.sql("SELECT count(*) FROM notification_message WHERE report_id = ? AND wire = 'X'")
                .param(report.id().value())
                .query(Integer.class)
                .single())
        .as("answered below the post once X is there")
        .isEqualTo(1);
  }

  @Test
  void keepsSensitiveMattersSecretUnlessTheReporterSaysOtherwise() throws Exception {
    Report oversight = report(by(rani, said(key(), "DESK", "kind", "OVERSIGHT")));
    assertThat(oversight.matter().oversight()).isTrue();
    assertThat(oversight.matter().visibility()).isEqualTo(Visibility.SECRET);
    Report levy = report(by(rani, said(key(), "DESK", "category", "pungli")));
    assertThat(levy.matter().visibility()).isEqualTo(Visibility.SECRET);
    Report open = report(by(rani, said(key(), "DESK", "visibility", "OPEN")));
    assertThat(open.matter().visibility()).isEqualTo(Visibility.OPEN);
    assertThat(open.matter().nameShown()).isFalse();
  }

  @Test
  void asksForAPlaceAndTakesNoneWhenThereIsNone() throws Exception {
    by(rani, said(key(), "DESK", "region", "", "q", "bontang"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("name=\"region\"")));
    Report nowhere = report(by(rani, said(key(), "DESK", "region", "", "nowhere", "true")));
    assertThat(nowhere.matter().place().region()).isNull();
    assertThat(nowhere.course().desk()).isEqualTo(agencies.nationalAdmin().id());
  }

  @Test
  void isForOfficersWhoMeetReporters() throws Exception {
    Officer liaison =
        accounts.open("lia-loket", "Lia", "kata-sandi-panjang", city.works.value(), Role.LIAISON);
    Report report = report(by(liaison, said(key(), "DESK")));
    assertThat(reports.history(report.id()).getFirst().actor()).isEqualTo(City.actor(liaison));
    Officer supervisor = new Officer(906, "s", "S", city.desk.value(), Role.SUPERVISOR);
    by(supervisor, get("/terima")).andExpect(status().isNotFound());
    by(rani, said(key(), "DESK", "text", "Pendek")).andExpect(status().isUnprocessableContent());
    assertThat(reports.history(report.id()).getFirst().actor())
        .isNotInstanceOf(Actor.Reporter.class);
    assertThat(report.matter().kind()).isEqualTo(Kind.COMPLAINT);
  }
}
