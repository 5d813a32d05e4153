package id.lapor.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** An agency that promises a later day is told that its clock goes by the first. */
@ApplicationTest
class PromisedDayIntegrationTests {

  private static final String STAYS = "tenggatnya tetap Senin, 12 Januari 2026";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SettableClock clock;

  private City city;

  @BeforeEach
  void build() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    city = new City(agencies, reports);
  }

  @Test
  void saysThatTheFirstDayStands() throws Exception {
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    String address = "/kerja/" + report.reference();
    web.perform(get(address).with(joko())).andExpect(content().string(not(containsString(STAYS))));
    promise(report, "2026-01-10")
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Kantor Anda tutup pada hari itu")))
        .andExpect(content().string(containsString("Hari kerja berikutnya: 12 Januari 2026")))
        .andExpect(content().string(containsString("value=\"2026-01-10\"")));
    promise(report, "2026-01-12").andExpect(cookie().value("notice", "desk.notice.jadwalkan"));
    web.perform(get(address).with(joko())).andExpect(content().string(containsString(STAYS)));
    promise(report, "2026-01-28")
        .andExpect(cookie().value("notice", "desk.notice.jadwalkan_tetap"));
  }

  /** Who promises sooner is held to it. */
  @Test
  void goesByAnEarlierDay() throws Exception {
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    promise(report, "2026-01-28");
    promise(report, "2026-01-12").andExpect(cookie().value("notice", "desk.notice.jadwalkan"));
    web.perform(get("/kerja/" + report.reference()).with(joko()))
        .andExpect(content().string(containsString(STAYS)));
  }

  @Test
  void refusesWhatTellsNothingAndKeepsIt() throws Exception {
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    web.perform(
            post("/kerja/" + report.reference() + "/tindak-lanjut")
                .with(joko())
                .with(csrf())
                .param("text", "ok saja ya"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Keterangan terlalu pendek")))
        .andExpect(content().string(containsString(">ok saja ya</textarea>")));
  }

  @Test
  void offersNoAgencyToHideWhatEveryoneReads() throws Exception {
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    web.perform(get("/kerja/" + report.reference()).with(joko()))
        .andExpect(content().string(not(containsString("/rahasiakan"))));
    web.perform(
            post("/kerja/" + report.reference() + "/rahasiakan")
                .with(joko())
                .with(csrf())
                .param("text", "Pelapor takut dikenali tetangganya."))
        .andExpect(status().isUnprocessableContent());
  }

  private ResultActions promise(Report report, String day) throws Exception {
    return web.perform(
        post("/kerja/" + report.reference() + "/jadwalkan")
            .with(joko())
            .with(csrf())
            .param("text", "Bahan tiba, dikerjakan pada hari itu.")
            .param("day", day));
  }

  private RequestPostProcessor joko() {
    Officer officer = new Officer(902, "joko", "Joko", city.transport.value(), Role.LIAISON);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }
}
