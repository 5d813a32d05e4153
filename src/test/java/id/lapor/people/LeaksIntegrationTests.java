package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A leak is told within 3 × 24 hours, with who, what and when, and what was told stays. */
@ApplicationTest
class LeaksIntegrationTests {

  private static final String PAGE = "/data-pribadi/kegagalan";

  @Autowired MockMvc web;
  @Autowired Leaks leaks;
  @Autowired Accounts accounts;
  @Autowired Agencies agencies;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  @Test
  void makesTheNoticesAndCountsTheHours() throws Exception {
    Instant found = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    write(found, found.minus(Duration.ofDays(2))).andExpect(redirectedUrl(PAGE));
    Leak leak = leaks.latest().getFirst();
    assertThat(leak.dueAt()).isEqualTo(found.plus(Duration.ofHours(72)));
    as(get(PAGE)).andExpect(content().string(containsString("tag soon")));

    String one = PAGE + "/" + leak.id();
    assertThat(letter(one + "/lembaga.pdf"))
        .contains("pasal 46", "Cadangan tertinggal di kereta", "nomor ponsel", "120 orang");
    assertThat(letter(one + "/subjek.pdf")).contains("data pribadi Anda", "Ganti nomor");
    as(get(one + "/subjek.txt"))
        .andExpect(content().string(containsString("pelapor bulan Mei")))
        .andExpect(content().string(containsString("pdp@contoh.example")));

    as(post(one + "/lembaga/sudah").with(csrf())).andExpect(redirectedUrl(PAGE));
    clock.advance(Duration.ofHours(73));
    Leak later = leaks.find(leak.id()).orElseThrow();
    assertThat(later.late(Leak.Whom.AUTHORITY, clock.instant())).isFalse();
    assertThat(later.late(Leak.Whom.PERSONS, clock.instant())).isTrue();
    as(get(PAGE)).andExpect(content().string(containsString("tag bad")));
    as(post(one + "/subjek/sudah").with(csrf()));
    as(get(PAGE)).andExpect(content().string(containsString("Terlambat diberi tahu")));
    Instant first = leaks.find(leak.id()).orElseThrow().personsTold();
    clock.advance(Duration.ofHours(1));
    as(post(one + "/subjek/sudah").with(csrf()));
    assertThat(leaks.find(leak.id()).orElseThrow().personsTold()).isEqualTo(first);
    assertThat(done())
        .containsSubsequence(
            "LEAK_KEPT " + leak.id(),
            "LEAK_TOLD " + leak.id() + " AUTHORITY",
            "LEAK_TOLD " + leak.id() + " PERSONS");
    assertThat(done()).as("the first time counts").doesNotHaveDuplicates();
  }

  @Test
  void keepsWhatWasWritten() throws Exception {
    Instant found = clock.instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
    write(found, found).andExpect(redirectedUrl(PAGE));
    assertThatThrownBy(() -> jdbc.update("UPDATE people_leak SET happened = 'Lain'"))
        .hasMessageContaining("stays");
    assertThatThrownBy(() -> jdbc.update("DELETE FROM people_leak")).hasMessageContaining("stays");
  }

  @Test
  void refusesWhatCannotBe() throws Exception {
    int before = leaks.latest().size();
    Instant now = clock.instant();
    write(now.plus(Duration.ofHours(2)), now).andExpect(status().isUnprocessableContent());
    write(now.minus(Duration.ofHours(2)), now).andExpect(status().isUnprocessableContent());
    as(post(PAGE).with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Isi bagian ini")));
    as(get(PAGE + "/999999/lembaga.pdf")).andExpect(status().isNotFound());
    assertThat(leaks.latest()).hasSize(before);
  }

  private ResultActions write(Instant found, Instant since) throws Exception {
    return as(
        post(PAGE)
            .with(csrf())
            .param("ketahuan", LocalDateTime.ofInstant(found, LeakForm.ZONE).toString())
            .param("sejak", LocalDateTime.ofInstant(since, LeakForm.ZONE).toString())
            .param("kejadian", "Cadangan tertinggal di kereta.")
            .param("siapa", "pelapor bulan Mei")
            .param("jumlah", "120")
            .param("data", "nama dan nomor ponsel")
            .param("tindakan", "Kunci diganti. Ganti nomor kalau Anda merasa terancam.")
            .param("kontak", "pdp@contoh.example"));
  }

  private String letter(String path) throws Exception {
    byte[] pdf = as(get(path)).andReturn().getResponse().getContentAsByteArray();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private ResultActions as(MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(
        request.with(
            authentication(
                UsernamePasswordAuthenticationToken.authenticated(
                    City.topmost(accounts, agencies), null, List.of()))));
  }

  /** What stands in the administrator's history, and so on the trail, the oldest first. */
  private List<String> done() {
    return accounts.history(City.topmost(accounts, agencies).accountId()).reversed().stream()
        .filter(a -> a.about() != null)
        .map(a -> a.what() + " " + a.about())
        .toList();
  }
}
