package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
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
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Secrets;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Who may write to the database, without keys, writes nobody behind a report of their own: neither
 * sees, corrects, shuts, opens nor erases who that is.
 */
@ApplicationTest
class PlantedReporterIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final String HIDDEN = "sembunyi@contoh.example";

  @Autowired MockMvc web;
  @Autowired Notifications notifications;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Secrets secrets;
  @Autowired OwnReports own;
  @Autowired Erasure erasure;
  @Autowired Farewell farewell;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private Cookie session;
  private Member thief;
  private ReporterId victim;
  private Report report;

  @BeforeEach
  void join() throws Exception {
    city = new City(agencies, reports);
    String address = "maling" + System.nanoTime() + "@contoh.example";
    session = new Joining(web, notifications).join(address, PASSWORD);
    thief =
        new Member(
            Objects.requireNonNull(
                jdbc.queryForObject("SELECT max(id) FROM people_member", Long.class)));
    victim = reporters.keep(new Contact("Sembunyi", null, HIDDEN));
    ReporterId myself = reporters.keep(new Contact("Maling", null, address));
    report = city.filed("Lampu jalan mati di depan pasar.", myself);
    own.keep(thief, report);
  }

  private ResultActions as(MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(request.cookie(session).with(csrf()));
  }

  private MockHttpServletRequestBuilder data(String act) {
    return post("/l/" + report.reference() + "/data/" + act);
  }

  private void put(ReporterId behind) {
    jdbc.update(
        "UPDATE report_case SET reporter_id = ? WHERE id = ?", behind.value(), report.id().value());
  }

  private static String text(ResultActions answer) {
    MockHttpServletResponse response = answer.andReturn().getResponse();
    return new String(response.getContentAsByteArray(), StandardCharsets.ISO_8859_1);
  }

  /** The account holds it as it was, so for it there is no such report. */
  @Test
  void opensNoReportOfAnothersToAnAccount() throws Exception {
    as(data("unduh")).andExpect(status().isOk());
    put(victim);
    assertThat(own.find(thief, report.reference())).isEmpty();
    assertThat(own.all(thief)).isEmpty();
    for (MockHttpServletRequestBuilder act : acts()) {
      ResultActions answer = as(act);
      answer.andExpect(status().isNotFound());
      assertThat(text(answer)).doesNotContain(HIDDEN, "Sembunyi");
    }
    assertThat(farewell.held(thief)).isEmpty();
    untouched();
    assertThat(verifier.verify().sound()).isFalse();
    put(Objects.requireNonNull(report.matter().reporter()));
    as(data("unduh")).andExpect(status().isOk());
    assertThat(verifier.verify().first()).isEmpty();
  }

  private List<MockHttpServletRequestBuilder> acts() {
    return List.of(
        get("/l/" + report.reference() + "/data"),
        data("unduh"),
        data("betulkan").param("email", "maling@contoh.example"),
        data("hapus").param("nomor", report.reference().toString()),
        data("batasi"),
        data("lepas-batas"),
        data("betulkan/batal"));
  }

  private void untouched() {
    assertThat(reporters.looks(victim))
        .extracting(Look.Kept::purpose)
        .containsExactly(Look.Purpose.KEPT);
  }

  /**
   * What an account took when the row said so already, as the house could not see then; nor does
   * anybody else who has come to such a report.
   */
  @Test
  void hasNothingOfAnothersWhoseRowAloneSaysIt() throws Exception {
    put(victim);
    Report planted = reports.find(report.id()).orElseThrow();
    own.keep(thief, planted);
    assertThat(own.find(thief, report.reference())).isPresent();
    for (MockHttpServletRequestBuilder act : acts()) {
      as(act).andExpect(status().isNotFound());
    }
    assertThat(farewell.held(thief)).isEmpty();
    erasure.erase(planted);
    untouched();
    put(Objects.requireNonNull(report.matter().reporter()));
  }

  /** An officer who saw the code is not its reporter because the row forgot it. */
  @Test
  void isNotTheReporterByACodeWhoseShowingTheRowForgot() throws Exception {
    secrets.shown(List.of(report.id()), Actor.Officer.of(city.rani));
    Cookie code =
        new Cookie("buka-" + report.reference().code(), AccessSecret.of(new byte[16]).shown());
    MockHttpServletRequestBuilder copied = data("unduh").cookie(code).with(csrf());
    assertThat(web.perform(copied).andReturn().getResponse().getRedirectedUrl()).endsWith("/tukar");
    String before =
        jdbc.queryForObject(
            "SELECT course::text FROM report_case WHERE id = ?", String.class, report.id().value());
    jdbc.update(
        "UPDATE report_case SET course = course || '{\"secret\": null}' WHERE id = ?",
        report.id().value());
    web.perform(data("unduh").cookie(code).with(csrf())).andExpect(status().isNotFound());
    jdbc.update(
        "UPDATE report_case SET course = ?::jsonb WHERE id = ?", before, report.id().value());
    assertThat(verifier.verify().first()).isEmpty();
  }
}
