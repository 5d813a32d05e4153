package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.agency.Agencies;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
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

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;

  private String open = "";
  private String secret = "";

  @BeforeEach
  void file() throws Exception {
    City city = new City(agencies, reports);
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
