package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.notification.Notifications;
import id.lapor.people.Contact;
import id.lapor.people.Look;
import id.lapor.people.Member;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Actor;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Secrets;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Everything an account holds, copied and erased at once. */
@ApplicationTest
class FarewellIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired MockMvc web;
  @Autowired Notifications notifications;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Secrets secrets;
  @Autowired OwnReports own;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private String address;
  private Cookie session;
  private List<ReporterId> people;
  private List<Report> held;

  @BeforeEach
  void join() throws Exception {
    city = new City(agencies, reports);
    address = "wulan" + System.nanoTime() + "@contoh.example";
    session = new Joining(web, notifications).join(address, PASSWORD);
    Member wulan =
        new Member(
            Objects.requireNonNull(
                jdbc.queryForObject("SELECT max(id) FROM people_member", Long.class)));
    people =
        List.of(
            reporters.keep(new Contact("Wulan Kenari", null, address)),
            reporters.keep(new Contact("Wulan", "+6281233344455", null)));
    held =
        people.stream()
            .map(p -> city.filed("Pipa air bocor di depan rumah nomor " + p.value() + ".", p))
            .toList();
    held.forEach(r -> own.keep(wulan, r));
  }

  private ResultActions copied() throws Exception {
    return web.perform(post("/saya/akun/unduh").cookie(session).with(csrf()));
  }

  private ResultActions ended(String reportsToo) throws Exception {
    return web.perform(
        post("/saya/akun/hapus")
            .cookie(session)
            .with(csrf())
            .param("yakin", "ya")
            .param("laporan", reportsToo)
            .param("sandi", PASSWORD));
  }

  private static Map<String, String> unzipped(byte[] zip) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        all.put(e.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  @Test
  void isCopiedWithEveryReportAndEachLookIsOnRecord() throws Exception {
    Report others = city.filed("Lampu jalan mati di depan pasar.");
    byte[] zip =
        copied()
            .andExpect(content().contentType("application/zip"))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    Map<String, String> all = unzipped(zip);
    assertThat(all.get("akun.json")).contains(address, "\"sessions\"");
    for (Report report : held) {
      assertThat(all.get(report.reference() + "/data.json"))
          .contains(report.matter().text(), "Wulan");
    }
    assertThat(all.keySet()).noneMatch(n -> n.contains(others.reference().toString()));
    for (ReporterId person : people) {
      assertThat(reporters.looks(person)).extracting(Look.Kept::purpose).contains(Look.Purpose.OWN);
    }
    assertThat(web.perform(get("/saya/akun").cookie(session)).andReturn())
        .satisfies(
            r -> assertThat(r.getResponse().getContentAsString()).contains("/saya/akun/unduh"));
  }

  /** The reports go on, and every history can still be proved. */
  @Test
  void goesOutOfEveryReportWithTheAccount() throws Exception {
    ended("ya").andExpect(redirectedUrl("/"));
    assertThat(people).noneMatch(reporters::kept);
    web.perform(get("/saya").cookie(session))
        .andExpect(redirectedUrl("/saya/masuk?lanjut=%2Fsaya"));
    assertThat(held).allMatch(r -> reports.find(r.id()).isPresent());
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void staysInItsReportsWhenTheAccountAloneEnds() throws Exception {
    ended("").andExpect(redirectedUrl("/"));
    assertThat(people).allMatch(reporters::kept);
  }

  /** Who has it by a code an officer has seen is no proof of being the reporter. */
  @Test
  void isNeitherCopiedNorErasedByACodeAnOfficerHasSeen() throws Exception {
    Report seen = held.getLast();
    secrets.shown(List.of(seen.id()), Actor.Officer.of(city.rani));
    String exchange = "/l/" + seen.reference() + "/tukar";
    copied().andExpect(redirectedUrl(exchange));
    ended("ya").andExpect(redirectedUrl(exchange));
    assertThat(people).allMatch(reporters::kept);
    web.perform(get("/saya/akun").cookie(session)).andExpect(status().isOk());
    ended("").andExpect(redirectedUrl("/"));
  }

  @Test
  void isCopiedTenTimesAnHourAtMost() throws Exception {
    for (int i = 0; i < 10; i++) {
      copied().andExpect(status().isOk());
    }
    copied().andExpect(status().isTooManyRequests());
    web.perform(get("/saya/akun").cookie(session))
        .andExpect(content().string(containsString("name=\"laporan\"")));
  }
}
