package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.agency.Agencies;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.Statements;
import id.lapor.report.AccessSecret;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * A number nobody has, a wrong secret and a secret report cannot be told apart: the same bytes come
 * back, and the same statements are asked of the database, so that there is nothing to time.
 */
@ApplicationTest
@Import(Statements.class)
class AlikeIntegrationTests {

  private static final String UNKNOWN = Reference.random(new Random(1708)).toString();
  private static final AccessSecret WRONG =
      AccessSecret.of("not the right 16".getBytes(StandardCharsets.UTF_8));
  private static final AccessSecret RIGHT = AccessSecret.of(new byte[16]);

  private static final Pattern KEY = Pattern.compile("id=\"key\">([0-9a-f]{64})<");
  private static final Cookie DEVICE = new Cookie("perangkat", "gawai");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;

  private City city;
  private String key = "";
  private String open = "";
  private String secret = "";

  @BeforeEach
  void file() throws Exception {
    city = new City(agencies, reports);
    Report shown = city.forwarded("Lampu mati di gang.", "lampu-jalan", city.transport);
    open = shown.reference().toString();
    secret = city.filed("Pungli di loket.", Visibility.SECRET).reference().toString();
    tell(typed(UNKNOWN, WRONG), UNKNOWN); // templates and caches are warm
  }

  /**
   * All an onlooker could learn from: what came back, and what it took.
   *
   * @param digest SHA-256 of status, headers and page; the typed number, the page's own hash over
   *     it and the token of the form taken out
   */
  private record Told(String digest, List<String> statements) {}

  @Test
  void atTheDoorWhereASecretIsTyped() throws Exception {
    Told unknown = tell(typed(UNKNOWN, WRONG), UNKNOWN);
    assertThat(unknown.statements()).isNotEmpty();
    assertThat(tell(typed(open, WRONG), open)).isEqualTo(unknown);
    assertThat(tell(typed(secret, WRONG), secret)).isEqualTo(unknown);
    web.perform(typed(secret, RIGHT)).andExpect(redirectedUrl("/l/" + secret));
  }

  @Test
  void onTheReportersOwnPage() throws Exception {
    Told unknown = tell(own(UNKNOWN), UNKNOWN);
    assertThat(unknown.statements()).isNotEmpty();
    assertThat(tell(own(open), open)).isEqualTo(unknown);
    assertThat(tell(own(secret), secret)).isEqualTo(unknown);
  }

  @Test
  void amongPublicPages() throws Exception {
    for (String path : List.of("/laporan/%s", "/dukung/%s", "/laporan?q=%s")) {
      Told unknown = tell(get(path.formatted(UNKNOWN)), UNKNOWN);
      Told hidden = tell(get(path.formatted(secret)), secret);
      assertThat(unknown.statements()).as(path).isNotEmpty();
      assertThat(hidden).as(path).isEqualTo(unknown);
      assertThat(tell(get(path.formatted(open)), open)).as(path).isNotEqualTo(unknown);
    }
  }

  /** Whatever is sent to a report that is not one's own. */
  @Test
  void whereTheReporterActs() throws Exception {
    for (String act :
        List.of(
            "balas",
            "selesai",
            "belum",
            "tarik",
            "tutup-halaman",
            "tukar",
            "tukar/kode/ponsel",
            "ombudsman",
            "ombudsman/batal",
            "data/unduh",
            "data/hapus",
            "data/betulkan",
            "data/betulkan/hilang",
            "data/batasi",
            "data/lepas-batas",
            "data/kode/ponsel",
            "data/bukti/surel")) {
      Told unknown = tell(sent(UNKNOWN, act), UNKNOWN);
      assertThat(tell(sent(secret, act), secret)).as(act).isEqualTo(unknown);
      assertThat(tell(sent(open, act), open)).as(act).isEqualTo(unknown);
    }
    tell(post("/dukung/" + UNKNOWN).with(csrf()).cookie(DEVICE), UNKNOWN);
    Told unknown = tell(post("/dukung/" + UNKNOWN).with(csrf()).cookie(DEVICE), UNKNOWN);
    assertThat(tell(post("/dukung/" + secret).with(csrf()).cookie(DEVICE), secret))
        .isEqualTo(unknown);
  }

  private static MockHttpServletRequestBuilder sent(String number, String act) {
    return post("/l/" + number + "/" + act)
        .with(csrf())
        .cookie(new Cookie("buka-" + number.replace("-", ""), WRONG.shown()))
        .param("nomor", number)
        .param("text", "Alasan yang cukup panjang")
        .param("kunci", "k".repeat(32))
        .param("agree", "true")
        .param("phone", "081288887777");
  }

  @Test
  void amongMachines() throws Exception {
    key = key();
    for (String path :
        List.of(
            "/api/v1/reports/%s",
            "/api/v1/own-reports/%s",
            "/open311/v2/requests/%s.json",
            "/open311/v2/requests/%s.xml",
            "/open311/v2/requests.json?service_request_id=%s",
            "/open311/v2/tokens/%s.json")) {
      tell(asked(path, UNKNOWN), UNKNOWN);
      Told unknown = tell(asked(path, UNKNOWN), UNKNOWN);
      assertThat(tell(asked(path, secret), secret)).as(path).isEqualTo(unknown);
      if (path.contains("own-reports")) {
        assertThat(tell(asked(path, open), open)).as(path).isEqualTo(unknown);
      }
    }
    for (String act : List.of("replies", "disputes")) {
      Told unknown = tell(said(UNKNOWN, act), UNKNOWN);
      assertThat(tell(said(secret, act), secret)).as(act).isEqualTo(unknown);
      assertThat(tell(said(open, act), open)).as(act).isEqualTo(unknown);
    }
    Told unknown = tell(update(UNKNOWN), UNKNOWN);
    assertThat(tell(update(secret), secret)).isEqualTo(unknown);
    assertThat(tell(update(open), open)).isEqualTo(unknown);
  }

  /** A system with a key to everything, which brought none of these reports. */
  private String key() throws Exception {
    Officer sari =
        new Officer(904, "sari", "Sari", agencies.superior(city.desk).value(), Role.ADMINISTRATOR);
    Matcher found =
        KEY.matcher(
            web.perform(
                    post("/sistem-luar")
                        .with(csrf())
                        .with(
                            authentication(
                                UsernamePasswordAuthenticationToken.authenticated(
                                    sari, null, List.of())))
                        .param("nama", "Sistem " + secret)
                        .param("meja", String.valueOf(city.desk.value()))
                        .param("lingkup", "FILE", "OWN", "REPLY", "EVENTS")
                        .param("batas", "10000"))
                .andReturn()
                .getResponse()
                .getContentAsString());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private MockHttpServletRequestBuilder asked(String path, String number) {
    return get(path.formatted(number)).header("Authorization", "Bearer " + key);
  }

  private MockHttpServletRequestBuilder said(String number, String act) {
    return post("/api/v1/own-reports/" + number + "/" + act)
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", act + "-" + number)
        .contentType("application/json")
        .content("{\"text\": \"Alasan yang cukup panjang\"}");
  }

  private MockHttpServletRequestBuilder update(String number) {
    return post("/open311/v2/servicerequestupdates.json")
        .param("api_key", key)
        .param("service_request_id", number)
        .param("update_id", "u-" + number)
        .param("status", "UNCHANGED")
        .param("updated_datetime", "2026-01-05T01:00:00Z")
        .param("description", "Masih gelap, kata pelapor");
  }

  private static MockHttpServletRequestBuilder typed(String number, AccessSecret key) {
    return post("/cek").with(csrf()).param("nomor", number).param("secret", key.shown());
  }

  /** With a secret on the device that is of another report. */
  private static MockHttpServletRequestBuilder own(String number) {
    return get("/l/" + number).cookie(new Cookie("buka-" + number.replace("-", ""), WRONG.shown()));
  }

  private Told tell(MockHttpServletRequestBuilder request, String number) throws Exception {
    List<MockHttpServletResponse> answer = new ArrayList<>();
    List<String> statements =
        Statements.during(() -> answer.add(web.perform(request).andReturn().getResponse()));
    MockHttpServletResponse told = answer.getFirst();
    Map<String, Object> headers = new TreeMap<>();
    told.getHeaderNames().forEach(n -> headers.put(n, told.getHeaders(n)));
    String all =
        (told.getStatus() + "\n" + headers + "\n" + told.getContentAsString(StandardCharsets.UTF_8))
            .replace(number, "NUMBER")
            .replaceAll("(sesi|XSRF-TOKEN)=[^;,\\]]+", "$1=")
            .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
            .replaceAll("Content-Length=\\[\\d+]", "")
            .replaceAll("ETag=\\[[^\\]]*]", "");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
    return new Told(HexFormat.of().formatHex(digest), statements);
  }
}
