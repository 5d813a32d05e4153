package id.lapor.desk;

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
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.Texts;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Forms of letters: what is wrong is told as everywhere, and nothing that was typed is lost. */
@ApplicationTest
class LetterPagesIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final String WHY = "Laporannya ternyata sudah dijawab.";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Reports reports;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  private City city;
  private Officer sekar;
  private Reprimand letter;

  @BeforeEach
  void letALetterGoOutAndAnotherWait() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    sekar =
        new Officer(
            78, "sekar", "Sekar Ayu", agencies.nationalAdmin().id().value(), Role.SUPERVISOR);
    city.forwarded("Lampu mati di pasar.", "lampu-jalan", city.transport);
    city.forwarded("Jalan berlubang besar.", "jalan-rusak", city.works);
    clock.set(MONDAY.plus(Duration.ofDays(10)));
    watch.catchUp();
    letter = ReadLetter.issue(reprimands, city.transport, 1, Cases.actor(sekar)).orElseThrow();
  }

  @Test
  void saysAtTheTopWhatIsWrongWithAnAnswer() throws Exception {
    String page = refused(City.liaison(city.transport), answer(letter, "", ""));
    assertThat(page)
        .contains("summary-of-errors", "role=\"alert\"", "href=\"#t" + letter.id() + "\"")
        .contains("<title>Kesalahan:");
    String dayless = refused(City.liaison(city.transport), answer(letter, WHY, "kapan-kapan"));
    assertThat(dayless)
        .contains("href=\"#d" + letter.id() + "\"", WHY, "id=\"d" + letter.id() + "-error\"");
    assertThat(refused(City.liaison(city.transport), answer(letter, "x", "2026-02-02")))
        .contains("href=\"#t" + letter.id() + "\"", "paling sedikit 20 huruf")
        .contains("value=\"2026-02-02\"");
  }

  @Test
  void keepsAnAnswerToALetterThatIsGone() throws Exception {
    reprimands.withdraw(letter.id(), WHY, Cases.actor(sekar));
    assertThat(refused(City.liaison(city.transport), answer(letter, WHY, "2026-02-02")))
        .contains("summary-of-errors", "role=\"alert\"", WHY);
  }

  @Test
  void saysAtTheTopWhatIsWrongWithAReasonOfASupervisor() throws Exception {
    String back = "/teguran/surat/%d/tarik".formatted(letter.id());
    assertThat(refused(sekar, post(back).param("text", "Keliru.")))
        .contains("summary-of-errors", "href=\"#i" + letter.id() + "\"", ">Keliru.</textarea>")
        .contains("paling sedikit 20 huruf");
    String key = new Reprimand.Due(city.works, 1).write();
    String not = "/teguran/%d/1/batalkan".formatted(city.works.value());
    assertThat(refused(sekar, post(not).param("text", "x")))
        .contains("href=\"#w" + key + "\"", ">x</textarea>");
    assertThat(reprimands.find(letter.id()).orElseThrow().state())
        .isEqualTo(Reprimand.State.ISSUED);
  }

  @Test
  void keepsTheReasonWhenAnotherDecidedMeanwhile() throws Exception {
    Officer other =
        new Officer(79, "other", "Tegar", agencies.nationalAdmin().id().value(), Role.SUPERVISOR);
    reprimands.withdraw(letter.id(), WHY, Cases.actor(other));
    String mine = "Suratnya salah alamat, bukan dinas ini.";
    assertThat(
            refused(
                sekar, post("/teguran/surat/%d/tarik".formatted(letter.id())).param("text", mine)))
        .contains("summary-of-errors", "role=\"alert\"", mine);
  }

  /** Whoever signs many ticks no box, with or without a script. */
  @Test
  void choosesAllOfAPageAtOnce() throws Exception {
    String none = page("/teguran");
    assertThat(none)
        .contains("name=\"pilih\"")
        .doesNotContainPattern("name=\"pilih\"[^>]* checked");
    String link = "/teguran?hal=1&amp;semua=true";
    assertThat(none).contains("href=\"" + link + "\"");
    String all = page(link.replace("&amp;", "&"));
    assertThat(all.split("name=\"pilih\"[^>]* checked", -1))
        .hasSameSizeAs(all.split("name=\"pilih\"", -1))
        .hasSizeGreaterThan(1);
  }

  /** However many wait. */
  @Test
  void showsLettersThatWaitInParts() throws Exception {
    for (int i = 0; i < 31; i++) {
      AgencyId agency =
          agencies.add(
              new Agencies.Draft(
                  "BALAI-" + i,
                  "Balai " + i,
                  Agency.Type.AGENCY,
                  agencies.superior(city.desk),
                  ZoneId.of("Asia/Makassar"),
                  null,
                  "Kepala"));
      city.forwarded("Macet.", "lampu-jalan", agency);
    }
    clock.advance(Duration.ofDays(15));
    watch.catchUp();
    String first = page("/teguran");
    assertThat(first.split("name=\"pilih\"", -1)).hasSizeLessThanOrEqualTo(26);
    assertThat(first).contains("href=\"/teguran?hal=2\"");
    Reprimand.Draft last =
        reprimands.drafts().stream().filter(Reprimand.Draft::ready).toList().getLast();
    String where = "/teguran/%d/%d/batalkan".formatted(last.agency().value(), last.level());
    assertThat(refused(sekar, post(where).param("text", "x")))
        .as("on the part its form stands on")
        .contains("href=\"#w" + last.due().write() + "\"", ">x</textarea>");
    assertThat(page("/teguran-terbit"))
        .as("all are counted")
        .containsPattern("Ditampilkan 30 yang paling lama menunggu dari [3-9]\\d surat");
    choosesAllOfTheSecondPart(first);
  }

  /** And nothing of the first; what is chosen is what is then read and issued. */
  private void choosesAllOfTheSecondPart(String first) throws Exception {
    String second = page("/teguran?hal=2&semua=true");
    List<String> chosen = boxes(second, " checked");
    assertThat(chosen)
        .isEqualTo(boxes(second, ""))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(boxes(first, ""));
    assertThat(second).as("a way back, on the same part").contains("href=\"/teguran?hal=2\"");
    IssueForm form = new IssueForm(web, who(sekar)).read(chosen.toArray(String[]::new));
    assertThat(form.offered()).hasSameSizeAs(chosen);
    form.confirm().andExpect(redirectedUrl("/teguran"));
    assertThat(boxes(page("/teguran?hal=2"), "")).doesNotContainAnyElementsOf(chosen);
    assertThat(boxes(page("/teguran"), "")).isEqualTo(boxes(first, ""));
  }

  private static List<String> boxes(String page, String which) {
    return Pattern.compile("name=\"pilih\" value=\"([^\"]+)\"[^>]*" + which)
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** Whoever declines a letter declines what they read, and nothing that came since. */
  @Test
  void declinesOnlyWhatWasRead() throws Exception {
    String seal = ReadLetter.draft(reprimands, city.works, 1).orElseThrow().seal();
    assertThat(page("/teguran")).contains("name=\"segel\" value=\"" + seal);
    city.forwarded("Jembatan retak.", "jalan-rusak", city.works);
    clock.advance(Duration.ofDays(30));
    watch.catchUp();
    String not = "/teguran/%d/1/batalkan".formatted(city.works.value());
    assertThat(refused(sekar, post(not).param("text", WHY).param("segel", seal)))
        .contains("berubah sejak Anda membacanya", WHY);
    assertThat(refused(sekar, post(not).param("text", WHY))).contains(WHY);
    String anew = ReadLetter.draft(reprimands, city.works, 1).orElseThrow().seal();
    by(sekar, post(not).param("text", WHY).param("segel", anew))
        .andExpect(redirectedUrl("/teguran"));
  }

  private String page(String address) throws Exception {
    return web.perform(get(URI.create(address)).with(who(sekar)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  /** The language an officer chooses on any page is that of their mails from then on. */
  @Test
  void remembersTheLanguageSomebodyReadsIn() throws Exception {
    String hash = accounts.hash("kata-sandi-panjang");
    Officer tono = accounts.openHashed("tono", "Tono", hash, city.transport.value(), Role.LIAISON);
    accounts.setEmail(tono.accountId(), "tono@contoh.example", null);
    assertThat(languages()).containsExactly(Texts.INDONESIAN);
    actsAfter(tono, "/surat-kami?lang=en");
    assertThat(languages()).containsExactly(Texts.ENGLISH);
    by(tono, get("/surat-kami")).andExpect(status().isOk());
    assertThat(languages()).containsExactly(Texts.ENGLISH);
    actsAfter(tono, "/surat-kami?lang=id");
    assertThat(languages()).containsExactly(Texts.INDONESIAN);
  }

  /** A link alone changes nothing. */
  private void actsAfter(Officer officer, String page) throws Exception {
    List<Locale> before = languages();
    Cookie chosen =
        Objects.requireNonNull(
            by(officer, get(page))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getCookie("lang"));
    assertThat(languages()).isEqualTo(before);
    by(officer, post("/dukung/ZZZZ-ZZZZ-Z").cookie(chosen));
  }

  private List<Locale> languages() {
    return accounts.mailboxes(List.of(city.transport.value())).values().stream()
        .flatMap(List::stream)
        .map(Accounts.Mailbox::language)
        .toList();
  }

  /** Second taps; to others the same letter was decided by somebody else. */
  @Test
  void takesWhatOneSendsTwiceOnce() throws Exception {
    Officer other =
        new Officer(80, "lain", "Tegar", agencies.nationalAdmin().id().value(), Role.SUPERVISOR);
    IssueForm form = new IssueForm(web, who(sekar)).read(city.works.value() + "-1");
    form.confirm().andExpect(redirectedUrl("/teguran"));
    form.confirm().andExpect(redirectedUrl("/teguran"));
    new IssueForm(web, who(other))
        .confirm(form.offered().getFirst())
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("Sudah diterbitkan pengawas lain")))
        .andExpect(content().string(containsString("Diterbitkan oleh Sekar Ayu, ")))
        .andExpect(content().string(not(containsString("Tidak ada surat yang terbit"))));
    Reprimand second = reprimands.issuedTo(city.works).getFirst();
    twice(City.liaison(city.works), answer(second, WHY, "2026-02-02"), "/surat-kami");
    MockHttpServletRequestBuilder back =
        post("/teguran/surat/%d/tarik".formatted(letter.id())).param("text", WHY);
    twice(sekar, back, "/teguran");
    refused(other, post("/teguran/surat/%d/tarik".formatted(letter.id())).param("text", WHY));
    city.forwarded("Rambu roboh di simpang.", "jalan-rusak", city.transport);
    clock.advance(Duration.ofDays(30));
    watch.catchUp();
    String where = "/teguran/%d/1/batalkan".formatted(city.transport.value());
    String seal = ReadLetter.draft(reprimands, city.transport, 1).orElseThrow().seal();
    twice(sekar, post(where).param("text", WHY).param("segel", seal), "/teguran");
    refused(other, post(where).param("text", WHY).param("segel", seal));
  }

  private void twice(Officer who, MockHttpServletRequestBuilder form, String leads)
      throws Exception {
    by(who, form).andExpect(redirectedUrl(leads));
    by(who, form).andExpect(redirectedUrl(leads));
  }

  private static MockHttpServletRequestBuilder answer(Reprimand letter, String text, String day) {
    return post("/surat-kami/%d/jawab".formatted(letter.id()))
        .param("text", text)
        .param("day", day);
  }

  private String refused(Officer who, MockHttpServletRequestBuilder form) throws Exception {
    return by(who, form)
        .andExpect(status().isUnprocessableContent())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private ResultActions by(Officer who, MockHttpServletRequestBuilder form) throws Exception {
    return web.perform(form.with(csrf()).with(who(who)));
  }

  private static RequestPostProcessor who(Officer who) {
    return authentication(UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
  }
}
