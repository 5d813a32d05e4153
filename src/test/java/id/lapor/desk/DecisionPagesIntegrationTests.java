package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Who has no administrator above is read by those who watch. */
@ApplicationTest
class DecisionPagesIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final String PAGE = "/hak/administrator";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired SettableClock clock;
  @Autowired TransactionTemplate transaction;

  private Officer top;
  private Officer below;
  private Officer watcher;
  private AgencyId city;
  private AgencyId inspectorate;

  @BeforeEach
  void people() {
    AgencyId national = agencies.foundNationalAdmin().id();
    city = office("KOTA-A", Agency.Type.GOVERNMENT, national);
    inspectorate = office("INSPEKTORAT-A", Agency.Type.SUPERVISOR, city);
    top = officer("atas", "Adi Teratas", national, Role.ADMINISTRATOR);
    below = officer("bawah", "Budi Bawahan", city, Role.ADMINISTRATOR);
    watcher = officer("awas", "Wati Pengawas", national, Role.SUPERVISOR);
  }

  private Officer officer(String login, String name, AgencyId agency, Role role) {
    return accounts
        .find(login)
        .orElseGet(() -> accounts.open(login, name, PASSWORD, agency.value(), role));
  }

  private AgencyId office(String code, Agency.Type type, AgencyId parent) {
    return agencies
        .find(code)
        .map(Agency::id)
        .orElseGet(() ->
            agencies.add(
                new Agencies.Draft(
                    code, code, type, parent, ZoneId.of("Asia/Makassar"), null, "Kepala")));
  }

  private ResultActions see(Officer officer, String address) throws Exception {
    return web.perform(get(address).with(as(officer)));
  }

  private static RequestPostProcessor as(Officer officer) {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }

  private void did(Officer officer, AccountAct.What what, String about) {
    transaction.executeWithoutResult(_ -> accounts.did(what, about, officer));
  }

  /** On other accounts, on rules, and on the own account, also by whoever runs the house. */
  @Test
  void readsWhatTheTopmostAdministratorDid() throws Exception {
    Officer invited = accounts.openInvited("cici", "Cici Baru", city.value(), Role.LIAISON, top);
    did(top, AccountAct.What.RETENTION_TERM, "MESSAGES 90 0");
    see(watcher, PAGE)
        .andExpect(status().isOk())
        .andExpect(content().string(containsString(top.name())))
        .andExpect(content().string(containsString(invited.name())))
        .andExpect(content().string(containsString("Masa simpan data pribadi diganti")))
        .andExpect(content().string(containsString("90 hari")))
        .andExpect(content().string(containsString("Pemasang aplikasi")));
  }

  /** By name, login or office, 25 at a time; nobody sees officers beside or above by it. */
  @Test
  void findsOfficersByWordsASheetAtATime() throws Exception {
    for (int i = 10; i < 37; i++) {
      officer("cari" + i, "Nomor " + i, city, Role.LIAISON);
    }
    see(below, "/petugas?cari=CARI")
        .andExpect(content().string(containsString("27 petugas")))
        .andExpect(content().string(containsString("Nomor 34")))
        .andExpect(content().string(not(containsString("Nomor 35"))))
        .andExpect(content().string(containsString("/petugas?lembar=2&amp;cari=CARI")));
    see(below, "/petugas?cari=cari&lembar=2")
        .andExpect(content().string(containsString("Nomor 36")))
        .andExpect(content().string(not(containsString("Nomor 34"))))
        .andExpect(content().string(containsString("/petugas?lembar=1&amp;cari=cari")));
    see(below, "/petugas?cari=kota-a").andExpect(content().string(containsString("Nomor 10")));
    see(below, "/petugas?cari=teratas").andExpect(content().string(containsString("0 petugas")));
  }

  /** Those have somebody above them, who reads it under the officers. */
  @Test
  void leavesOutAdministratorsBelow() throws Exception {
    accounts.openInvited("dodi", "Dodi Lain", city.value(), Role.LIAISON, below);
    see(watcher, PAGE)
        .andExpect(content().string(not(containsString("Dodi Lain"))))
        .andExpect(content().string(not(containsString(below.name()))));
  }

  /** The number of a report of another office is for who agrees to the reading. */
  @Test
  void tellsNoReport() throws Exception {
    did(top, AccountAct.What.EMERGENCY_READ, "7K3M-Q9TX-5");
    see(watcher, PAGE).andExpect(content().string(not(containsString("7K3M-Q9TX-5"))));
  }

  /** A supervisor of one city watches over that city. */
  @Test
  void staysAmongWhatIsWatched() throws Exception {
    Officer local = officer("lokal", "Lia Lokal", inspectorate, Role.SUPERVISOR);
    see(local, PAGE)
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString(top.name()))));
  }

  /** What is decided there is about reporters of all offices. */
  @Test
  void leavesEverybodysDataToTheTopmost() throws Exception {
    for (String page :
        List.of(
            "/data-pribadi",
            "/data-pribadi/retensi",
            "/data-pribadi/persetujuan",
            "/data-pribadi/kegagalan")) {
      see(top, page).andExpect(status().isOk());
      see(below, page).andExpect(status().isNotFound());
    }
    web.perform(post("/data-pribadi").param("jenis", "ACCESS").with(as(below)).with(csrf()))
        .andExpect(status().isNotFound());
    String link = "href=\"/data-pribadi\"";
    see(top, "/petugas").andExpect(content().string(containsString(link)));
    see(below, "/petugas")
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString(link))));
    see(below, "/hak").andExpect(content().string(containsString("hanya yang teratas")));
  }

  @Test
  void isShutToAdministratorsThemselves() throws Exception {
    see(top, PAGE).andExpect(status().isNotFound());
  }

  @Test
  void goesOnWhereThePageEnded() throws Exception {
    for (int i = 100; i < 160; i++) {
      clock.set(clock.instant().plus(Duration.ofMinutes(1)));
      did(top, AccountAct.What.RETENTION_TERM, "MESSAGES " + i + " 0");
    }
    String first = see(watcher, PAGE).andReturn().getResponse().getContentAsString();
    assertThat(first).contains("159 hari", "110 hari").doesNotContain("109 hari");
    Matcher older =
        Pattern.compile("href=\"(/hak/administrator\\?sebelum=[0-9-]+)\"").matcher(first);
    assertThat(older.find()).isTrue();
    String next = see(watcher, older.group(1)).andReturn().getResponse().getContentAsString();
    assertThat(next).contains("109 hari", "100 hari").doesNotContain("110 hari");
    see(watcher, PAGE + "?sebelum=apa-saja")
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("159 hari")));
  }
}
