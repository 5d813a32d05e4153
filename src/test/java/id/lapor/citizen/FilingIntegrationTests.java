package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  @Autowired Drafts drafts;
  @Autowired SettableClock clock;

  private City city;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
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
  void keepsWhatIsTypedOnAfterThePageWasSent() throws Exception {
    Cookie draft = draft(TEXT);
    web.perform(
        post("/lapor/simpan").param("text", TEXT + " Tiap hari.").cookie(draft).with(csrf()));
    web.perform(get("/lapor/1").cookie(draft))
        .andExpect(content().string(containsString(TEXT + " Tiap hari.")));
  }

  @Test
  void hasTheTextStillWhenTheCookieIsGone() throws Exception {
    for (String page : List.of("/lapor/2", "/lapor/3", "/lapor/4")) {
      String shown = page(page, draft(TEXT));
      assertThat(shown).as("nobody reads it out of the page").doesNotContain(TEXT);
      Cookie anew =
          kept(
              web.perform(
                  post("/lapor/3")
                      .param("kind", "UNSURE")
                      .param("dibawa", carried(shown))
                      .with(csrf())));
      assertThat(page("/lapor/1", anew)).as(page).contains(TEXT);
    }
  }

  @Test
  void takesNoTextThatIsNotOursOrTooOld() throws Exception {
    String carried = carried(page("/lapor/3", draft(TEXT)));
    String forged = (carried.charAt(0) == 'A' ? "B" : "A") + carried.substring(1);
    for (String brought : List.of(forged, carried.substring(4), "<b>", "")) {
      assertThat(page("/lapor/1", answered(brought))).doesNotContain(TEXT).doesNotContain("<b>");
    }
    assertThat(page("/lapor/1", answered(carried))).contains(TEXT);
    clock.advance(Duration.ofDays(1));
    assertThat(page("/lapor/1", answered(carried))).doesNotContain(TEXT);
  }

  /** The sheet that begins when the third screen is answered without a cookie. */
  private Cookie answered(String carried) throws Exception {
    return kept(
        web.perform(
            post("/lapor/3").param("kind", "UNSURE").param("dibawa", carried).with(csrf())));
  }

  private String page(String address, Cookie draft) throws Exception {
    return web.perform(get(address).cookie(draft)).andReturn().getResponse().getContentAsString();
  }

  private static String carried(String page) {
    Matcher field = Pattern.compile("name=\"dibawa\" value=\"([^\"]+)\"").matcher(page);
    assertThat(field.find()).isTrue();
    return field.group(1);
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
  void offersTheSameMatterOfTheWardToWhoNamesNoPoint() throws Exception {
    Report same = city.forwarded("Lampu jalan mati di pasar Loktuan.", "lampu-jalan", city.works);
    Report other = city.forwarded("Anjing liar menggonggong.", "hewan-liar", city.works);
    Cookie draft = draft("Sejak Senin lampu di dekat pasar Loktuan mati, gelap sekali.");
    web.perform(post("/lapor/2").param("region", "64.74.01.1002").cookie(draft).with(csrf()))
        .andExpect(redirectedUrl("/lapor/mirip"));
    web.perform(get("/lapor/mirip").cookie(draft))
        .andExpect(content().string(containsString(same.reference().toString())))
        .andExpect(content().string(not(containsString(other.reference().toString()))));
  }

  @Test
  void keepsTheNumberOfWhoLooksBack() throws Exception {
    Cookie draft = draft(TEXT);
    web.perform(post("/lapor/2").param("aksi", "tanpa-tempat").cookie(draft).with(csrf()));
    Report report = city.filed(TEXT);
    drafts.filed(draft.getValue(), report.id());
    web.perform(get("/lapor/1").cookie(draft)).andExpect(cookie().doesNotExist("draf"));
    web.perform(get("/lapor/terkirim").cookie(draft, opened(report))).andExpect(status().isOk());
    web.perform(post("/lapor/1").param("text", TEXT).cookie(draft).with(csrf()))
        .andExpect(cookie().exists("draf"));
  }

  private static Cookie opened(Report report) {
    return new Cookie("buka-" + report.reference().code(), AccessSecret.of(new byte[16]).shown());
  }

  /** Number and secret are gone from the device with the page. */
  @Test
  void showsNoSecretAfterThePageWasClosedOnTheDevice() throws Exception {
    Cookie draft = draft(TEXT);
    web.perform(post("/lapor/2").param("aksi", "tanpa-tempat").cookie(draft).with(csrf()));
    Report report = city.filed(TEXT);
    drafts.filed(draft.getValue(), report.id());
    Report other = city.filed(TEXT + " Lagi.");
    web.perform(get("/lapor/terkirim").cookie(draft)).andExpect(redirectedUrl("/lapor/1"));
    web.perform(get("/lapor/terkirim").cookie(draft, opened(other)))
        .andExpect(redirectedUrl("/lapor/1"));
    shut(other, draft).andExpect(cookie().doesNotExist("draf"));
    shut(report, draft)
        .andExpect(cookie().maxAge("buka-" + report.reference().code(), 0))
        .andExpect(cookie().maxAge("draf", 0));
  }

  private ResultActions shut(Report report, Cookie draft) throws Exception {
    return web.perform(
        post("/l/" + report.reference() + "/tutup-halaman")
            .cookie(draft, opened(report))
            .with(csrf()));
  }

  /** By a plain link, for devices without JavaScript; not for whoever makes a browser go there. */
  @Test
  void leavesNothingTypedBehindWhoeverLeavesQuickly() throws Exception {
    Cookie draft = draft(TEXT);
    web.perform(get("/lapor/4").cookie(draft))
        .andExpect(content().string(containsString("href=\"/keluar-cepat\"")));
    web.perform(get("/keluar-cepat").header("Sec-Fetch-Site", "cross-site").cookie(draft));
    web.perform(get("/lapor/1").cookie(draft)).andExpect(content().string(containsString(TEXT)));
    web.perform(get("/keluar-cepat").header("Sec-Fetch-Site", "same-origin").cookie(draft))
        .andExpect(redirectedUrl("https://www.bmkg.go.id/"))
        .andExpect(header().string("Referrer-Policy", "no-referrer"))
        .andExpect(cookie().maxAge("draf", 0));
    web.perform(get("/lapor/1").cookie(draft))
        .andExpect(content().string(not(containsString(TEXT))));
  }

  /** A tap that trembles, or six: one of them is kept. */
  @Test
  void keepsOneOfManyEqualRepliesSentAtOnce() throws Exception {
    Report report = city.filed(TEXT);
    Callable<Integer> tap =
        () ->
            web.perform(
                    post("/l/" + report.reference() + "/balas")
                        .cookie(opened(report))
                        .with(csrf())
                        .param("seen", String.valueOf(report.version()))
                        .param("text", "Loket nomor tiga, setiap hari Senin pagi."))
                .andReturn()
                .getResponse()
                .getStatus();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : many.invokeAll(Collections.nCopies(6, tap))) {
        assertThat(answer.get()).isEqualTo(302);
      }
    }
    assertThat(reports.history(report.id()))
        .filteredOn(e -> e.event() instanceof Event.Replied)
        .hasSize(1);
  }

  @Test
  void opensForTheRightSecretAfterManyWrongOnesFromTheSameAddress() throws Exception {
    Report report = city.filed(TEXT);
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      refused += open(report, "ZZZZ").andReturn().getResponse().getStatus() == 429 ? 1 : 0;
    }
    assertThat(refused).isPositive();
    open(report, AccessSecret.of(new byte[16]).shown())
        .andExpect(redirectedUrl("/l/" + report.reference()));
  }

  private ResultActions open(Report report, String secret) throws Exception {
    return web.perform(
        post("/cek")
            .param("nomor", report.reference().toString())
            .param("secret", secret)
            .with(csrf()));
  }

  @Test
  void showsAMergedReporterHowTheOtherReportGoesOn() throws Exception {
    Report whole = city.forwarded("Lampu mati di dua tiang.", "lampu-jalan", city.works);
    Report part = city.filed("Lampu di tiang kedua juga mati.");
    reports.command(part.id(), new Command.Merge(whole.id()), City.actor(city.rani));
    reports.command(
        whole.id(),
        new Command.FollowUp("Petugas menuju lokasi untuk memeriksa tiangnya.", List.of()),
        City.actor(City.liaison(city.works)));
    Cookie own =
        new Cookie("buka-" + part.reference().code(), AccessSecret.of(new byte[16]).shown());
    web.perform(get("/l/" + part.reference()).cookie(own))
        .andExpect(
            content().string(containsString("Petugas menuju lokasi untuk memeriksa tiangnya.")));
    reports.command(
        whole.id(),
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        City.actor(city.rani));
    web.perform(get("/l/" + part.reference()).cookie(own))
        .andExpect(
            content()
                .string(not(containsString("Petugas menuju lokasi untuk memeriksa tiangnya."))));
  }

  @Test
  void losesNothingToACharacterNoDatabaseKeeps() throws Exception {
    Cookie draft = draft("Parit mampet\0 di depan rumah, air masuk dapur.");
    web.perform(get("/lapor/1").cookie(draft))
        .andExpect(content().string(containsString("Parit mampet di depan rumah")));
  }
}
