package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@ApplicationTest
class FilingIntegrationTests {

  private static final String TEXT =
      "Petugas loket minta uang pelicin supaya berkas cepat selesai.";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;

  @BeforeEach
  void build() {
    assertThat(new City(agencies, reports).desk).isNotNull();
  }

  private Cookie draft(String text) throws Exception {
    return kept(
        web.perform(post("/lapor/1").param("text", text).with(csrf()))
            .andExpect(redirectedUrl("/lapor/2")));
  }

  private static Cookie kept(ResultActions answer) {
    return Objects.requireNonNull(answer.andReturn().getResponse().getCookie("draf"));
  }

  @Test
  void takesAPointForAPlaceAndSaysWhoLooksForItsGovernment() throws Exception {
    Cookie draft = draft(TEXT);
    web.perform(
            post("/lapor/2")
                .param("latitude", "0.133000")
                .param("longitude", "117.492000")
                .cookie(draft)
                .with(csrf()))
        .andExpect(redirectedUrl("/lapor/3"));
    web.perform(post("/lapor/3").param("kind", "UNSURE").cookie(draft).with(csrf()))
        .andExpect(redirectedUrl("/lapor/4"));
    web.perform(
            post("/lapor/4")
                .param("visibility", "SECRET")
                .param("name", "Wati")
                .cookie(draft)
                .with(csrf()))
        .andExpect(redirectedUrl("/lapor/periksa"));
    web.perform(get("/lapor/periksa").cookie(draft))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("0.13300,117.49200"),
                        containsString("admin nasional menerima laporan ini"),
                        containsString("Disimpan, tidak ditampilkan"),
                        containsString("Tidak dikirim; Anda mengecek sendiri"))));
  }

  @Test
  void refusesAPointInAnotherCountry() throws Exception {
    web.perform(post("/lapor/2").param("pin", "48.85837, 2.29448").cookie(draft(TEXT)).with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("di luar Indonesia")));
  }

  @Test
  void keepsWhatWasTypedBesideASentenceThatSaysWhatIsWrong() throws Exception {
    String address = "Gang Mawar ".repeat(40);
    web.perform(
            post("/lapor/2")
                .param("pin", "di sana")
                .param("address", address)
                .cookie(draft(TEXT))
                .with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("value=\"di sana\"")))
        .andExpect(content().string(containsString(address.strip())))
        .andExpect(content().string(containsString("paling banyak 300 huruf")));
  }

  @Test
  void proposesOversightWhereATextTellsOfLevies() throws Exception {
    web.perform(get("/lapor/3").cookie(draft(TEXT)))
        .andExpect(content().string(containsString("value=\"OVERSIGHT\" checked")));
  }

  @Test
  void keepsTheTextWhileItIsTypedAndThroughTheLanguageSwitch() throws Exception {
    Cookie draft =
        kept(
            web.perform(post("/lapor/simpan").param("text", "Baru setengah").with(csrf()))
                .andExpect(status().isNoContent()));
    web.perform(get("/lapor/1").cookie(draft))
        .andExpect(content().string(containsString("Baru setengah")));
    web.perform(
            post("/lapor/1?lang=en")
                .param("aksi", "bahasa")
                .param("text", "Baru setengah jalan")
                .cookie(draft)
                .with(csrf()))
        .andExpect(redirectedUrl("/lapor/1?lang=en"));
    web.perform(get("/lapor/1?lang=en").cookie(draft))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Baru setengah jalan"), containsString("What happened?"))));
  }

  @Test
  void losesNothingToACharacterNoDatabaseKeeps() throws Exception {
    Cookie draft = draft("Parit mampet\0 di depan rumah, air masuk dapur.");
    web.perform(get("/lapor/1").cookie(draft))
        .andExpect(content().string(containsString("Parit mampet di depan rumah")));
  }
}
