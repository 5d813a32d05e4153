package id.lapor.api;

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
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verifier;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Keys of other systems are shown once, kept as a hash, and all done to them is on the trail. */
@ApplicationTest
class ClientPagesIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final Pattern OLDER =
      Pattern.compile("href=\"(/hak/administrator\\?sebelum=[0-9-]+)\"");
  private static final Pattern KEY = Pattern.compile("id=\"key\">([0-9a-f]{64})<");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired Clients clients;
  @Autowired SettableClock clock;
  @Autowired Sequencer sequencer;
  @Autowired Verifier verifier;
  @Autowired JdbcClient jdbc;

  private City city;
  private Officer sari;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    long seat = agencies.superior(city.desk).value();
    sari = new Officer(904, "sari", "Sari", seat, Role.ADMINISTRATOR);
  }

  private ResultActions by(Officer officer, MockHttpServletRequestBuilder request)
      throws Exception {
    return web.perform(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf()));
  }

  private MockHttpServletRequestBuilder wish(String name) {
    return post("/sistem-luar")
        .param("nama", name)
        .param("meja", String.valueOf(city.desk.value()))
        .param("lingkup", "FILE", "OWN")
        .param("batas", "30");
  }

  private String made(String name) throws Exception {
    return key(by(sari, wish(name)).andExpect(status().isOk()));
  }

  private static String key(ResultActions page) throws Exception {
    Matcher found = KEY.matcher(page.andReturn().getResponse().getContentAsString());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private long id(String name) {
    return jdbc.sql("SELECT id FROM api_client WHERE name = ?")
        .param(name)
        .query(Long.class)
        .single();
  }

  @Test
  void showsAKeyOnceAndKeepsOnlyItsHash() throws Exception {
    String key = made("Aplikasi warga");
    assertThat(clients.enter(key))
        .hasValueSatisfying(c -> {
          assertThat(c.desk()).isEqualTo(city.desk);
          assertThat(c.scopes()).containsExactlyInAnyOrder(Scope.FILE, Scope.OWN);
          assertThat(c.aMinute()).isEqualTo(30);
        });
    by(sari, get("/sistem-luar"))
        .andExpect(content().string(containsString("Aplikasi warga")))
        .andExpect(content().string(not(containsString(key))));
    String rows =
        jdbc.sql("SELECT string_agg(c::text, '') FROM api_client c").query(String.class).single();
    assertThat(rows).doesNotContain(key);
  }

  /**
   * Nobody is above that administrator; those who watch read it beside what was done to accounts.
   */
  @Test
  void showsWhatTheTopmostAdministratorDidToThoseWhoWatch() throws Exception {
    Officer top = accounts.open("puncak", "Puncak", PASSWORD, sari.agencyId(), Role.ADMINISTRATOR);
    Officer watcher =
        accounts.open(
            "pengawas",
            "Pengawas",
            PASSWORD,
            agencies.foundNationalAdmin().id().value(),
            Role.SUPERVISOR);
    by(top, wish("Dibuat di puncak"));
    by(top, post("/sistem-luar/" + id("Dibuat di puncak") + "/kunci"));
    made("Dibuat orang lain");
    by(watcher, get("/hak/administrator"))
        .andExpect(content().string(containsString("Dibuat di puncak")))
        .andExpect(content().string(containsString("Kunci diganti")))
        .andExpect(content().string(containsString("Mengirim laporan warganya; Membaca laporan")))
        .andExpect(content().string(not(containsString("Dibuat orang lain"))));
  }

  @Test
  void goesOnWithAccountsAndSystemsMixed() throws Exception {
    Officer top = accounts.open("ujung", "Ujung", PASSWORD, sari.agencyId(), Role.ADMINISTRATOR);
    Officer watcher =
        accounts.open(
            "lihat",
            "Lihat",
            PASSWORD,
            agencies.foundNationalAdmin().id().value(),
            Role.SUPERVISOR);
    by(top, wish("Berganti-ganti"));
    for (int i = 0; i < 60; i++) {
      clock.advance(Duration.ofMinutes(1));
      by(top, post("/sistem-luar/" + id("Berganti-ganti") + "/kunci"));
      accounts.setEmail(top.accountId(), "ujung" + i + "@contoh.example", top);
    }
    int systems = 0;
    int mails = 0;
    String address = "/hak/administrator";
    while (!address.isEmpty()) {
      String page = by(watcher, get(address)).andReturn().getResponse().getContentAsString();
      systems += page.split("Berganti-ganti", -1).length - 1;
      mails += page.split("Alamat surel diganti", -1).length - 1;
      Matcher older = OLDER.matcher(page);
      address = older.find() ? older.group(1) : "";
    }
    assertThat(systems).as("made once and exchanged, each told once").isEqualTo(61);
    assertThat(mails).as("each told once").isEqualTo(60);
  }

  @Test
  void exchangesAKey() throws Exception {
    String old = made("Ganti kunci");
    String fresh = key(by(sari, post("/sistem-luar/" + id("Ganti kunci") + "/kunci")));
    assertThat(clients.enter(old)).isEmpty();
    assertThat(clients.enter(fresh)).isPresent();
  }

  @Test
  void endsAClientForGood() throws Exception {
    String key = made("Berakhir");
    by(sari, post("/sistem-luar/" + id("Berakhir") + "/akhiri"))
        .andExpect(redirectedUrl("/sistem-luar"));
    assertThat(clients.enter(key)).isEmpty();
    by(sari, post("/sistem-luar/" + id("Berakhir") + "/kunci")).andExpect(status().isNotFound());
  }

  @Test
  void putsEveryActOnTheTrail() throws Exception {
    made("Tercatat");
    by(sari, post("/sistem-luar/" + id("Tercatat") + "/kunci"));
    by(sari, post("/sistem-luar/" + id("Tercatat") + "/akhiri"));
    List<Client.Act> acts = clients.history(clients.find(id("Tercatat")).orElseThrow());
    assertThat(acts)
        .extracting(Client.Act::what)
        .containsExactly(Client.Act.What.ENDED, Client.Act.What.ROTATED, Client.Act.What.MADE);
    assertThat(acts).extracting(Client.Act::byName).containsOnly("Sari");
    sequencer.placeAll();
    assertThat(verifier.verify().first()).isEmpty();
    jdbc.sql("UPDATE api_client_act SET by_name = 'Bukan Sari' WHERE client_id = ?")
        .param(id("Tercatat"))
        .update();
    assertThat(verifier.verify().first()).isPresent();
    jdbc.sql("UPDATE api_client_act SET by_name = 'Sari' WHERE client_id = ?")
        .param(id("Tercatat"))
        .update();
  }

  @Test
  void refusesWhatIsNotBelow() throws Exception {
    made("Milik kota");
    Officer below = new Officer(905, "tono", "Tono", city.works.value(), Role.ADMINISTRATOR);
    by(below, wish("Dari samping")).andExpect(status().isUnprocessableContent());
    by(below, post("/sistem-luar/" + id("Milik kota") + "/akhiri"))
        .andExpect(status().isNotFound());
    by(city.rani, get("/sistem-luar")).andExpect(status().isNotFound());
    by(sari, wish("")).andExpect(status().isUnprocessableContent());
  }
}
