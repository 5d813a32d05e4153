package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Somebody agrees to exactly what they read, and can read it again. */
@ApplicationTest
class ConsentsIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired JdbcTemplate jdbc;

  @Test
  void keepsTheVersionThatStoodOnThePage() throws Exception {
    assertThat(new City(agencies, reports).desk).isNotNull();
    Cookie draft = draft();
    check(draft, "value=\"1-id\"");
    jdbc.update(
        "INSERT INTO citizen_consent_text (version, language, words) VALUES (2, 'id', 'Teks kedua')");

    send(draft, "").andExpect(redirectedUrl("/lapor/periksa"));
    send(draft, "1-id").andExpect(redirectedUrl("/lapor/periksa"));
    assertThat(jdbc.queryForObject("SELECT count(*) FROM citizen_consent", Long.class)).isZero();
    check(draft, "Teks kedua");
    ResultActions sent = send(draft, "2-id").andExpect(redirectedUrl("/lapor/terkirim"));
    send(draft, "1-id").andExpect(redirectedUrl("/lapor/terkirim"));
    assertThat(jdbc.queryForList("SELECT version || '-' || language FROM citizen_consent"))
        .hasToString("[{?column?=2-id}]");

    Cookie own =
        Arrays.stream(sent.andReturn().getResponse().getCookies())
            .filter(c -> c.getName().startsWith("buka-"))
            .findFirst()
            .orElseThrow();
    String data = "/l/" + own.getName().substring("buka-".length()) + "/data";
    web.perform(get(data).cookie(own)).andExpect(content().string(containsString("Teks kedua")));
    byte[] copy =
        web.perform(post(data + "/unduh").cookie(own).with(csrf()))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(copy))) {
      assertThat(Objects.requireNonNull(zip.getNextEntry()).getName()).isEqualTo("data.json");
      assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("Teks kedua");
    }
  }

  /** Whoever filed in English reads English mails. */
  @Test
  void writesInTheLanguageOfThePageAReportWasSentFrom() throws Exception {
    assertThat(new City(agencies, reports).desk).isNotNull();
    Cookie draft = draft();
    Cookie english = new Cookie("lang", "en");
    step(
        draft,
        post("/lapor/4").param("visibility", "ANONYMOUS").param("email", "ayu@contoh.example"));
    String page =
        web.perform(get("/lapor/periksa").cookie(draft, english))
            .andReturn()
            .getResponse()
            .getContentAsString();
    Matcher mark = Pattern.compile("name=\"persetujuan\" value=\"([^\"]+)\"").matcher(page);
    assertThat(mark.find()).isTrue();
    step(draft, post("/lapor/kirim").param("persetujuan", mark.group(1)).cookie(english))
        .andExpect(redirectedUrl("/lapor/terkirim"));
    assertThat(
            jdbc.queryForList(
                "SELECT subject FROM notification_message WHERE reporter_id IS NOT NULL",
                String.class))
        .singleElement()
        .asString()
        .matches("Report .* received");
  }

  @Test
  void letsNobodyChangeWhatWasAgreedTo() {
    assertThatThrownBy(() -> jdbc.update("UPDATE citizen_consent_text SET words = 'Lain'"))
        .hasMessageContaining("only ever added to");
    assertThatThrownBy(() -> jdbc.update("DELETE FROM citizen_consent_text"))
        .hasMessageContaining("only ever added to");
  }

  private Cookie draft() throws Exception {
    Cookie draft =
        Objects.requireNonNull(
            web.perform(
                    post("/lapor/1")
                        .param("text", "Lampu jalan mati sejak minggu lalu di depan pasar.")
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getCookie("draf"));
    step(draft, post("/lapor/2").param("latitude", "0.133").param("longitude", "117.492"));
    step(draft, post("/lapor/3").param("kind", "COMPLAINT"));
    step(draft, post("/lapor/4").param("visibility", "ANONYMOUS"));
    return draft;
  }

  private ResultActions step(Cookie draft, MockHttpServletRequestBuilder form) throws Exception {
    return web.perform(form.cookie(draft).with(csrf()));
  }

  private void check(Cookie draft, String shown) throws Exception {
    web.perform(get("/lapor/periksa").cookie(draft))
        .andExpect(content().string(containsString(shown)));
  }

  private ResultActions send(Cookie draft, String mark) throws Exception {
    return step(draft, post("/lapor/kirim").param("persetujuan", mark));
  }
}
