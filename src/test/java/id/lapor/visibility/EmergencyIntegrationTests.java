package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.people.Accounts;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Reveal;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reference;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Breaking the glass: reading a report of another office because somebody is in danger. */
@ApplicationTest
class EmergencyIntegrationTests {

  private static final String WHY = "Pelapor menulis bahwa ia diancam malam ini";

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private static @Nullable City built;

  @BeforeEach
  void live() {
    if (built == null) {
      City city = new City(reports, reporters, agencies, accounts);
      city.build();
      built = city;
    }
  }

  /** Breaking the glass: words, never an identity; nobody is let in alone or for long. */
  @Test
  void opensACaseFileOfAnotherOfficeInAnEmergencyToTwoPersonsForAnHour() throws Exception {
    City.Case c = one(Visibility.SECRET, Stage.HELD);
    String asker = "foreign-coordinator";
    as(asker, get("/kerja/" + c.reference())).andExpect(status().isNotFound());
    as(asker, post("/darurat").param("nomor", c.reference()).param("text", "mau tahu"))
        .andExpect(status().isUnprocessableContent());
    as(asker, post("/darurat").param("nomor", c.reference()).param("text", WHY))
        .andExpect(status().is3xxRedirection());
    Long id =
        jdbc.queryForObject(
            "SELECT id FROM people_reveal WHERE what = 'CASE' AND matter = ?",
            Long.class,
            c.reference());
    String read = "/darurat/" + id + "/baca";
    as(asker, post(read)).andExpect(status().isNotFound());
    as(asker, post("/identitas/" + id + "/setujui")).andExpect(status().isNotFound());
    as("foreign-supervisor", post("/identitas/" + id + "/setujui"));
    as(asker, post(read)).andExpect(status().isNotFound());
    as("supervisor", get("/identitas")).andExpect(content().string(containsString("Darurat")));
    as("supervisor", post("/identitas/" + id + "/setujui"));
    as("coordinator", post(read)).andExpect(status().isNotFound());
    readsWordsAndNoIdentity(asker, read);
    as(asker, get("/kerja/" + c.reference())).andExpect(status().isNotFound());
    as("supervisor", post("/identitas/" + id + "/buka")).andExpect(status().isNotFound());
    clock.advance(Reveal.OPEN);
    as(asker, post(read)).andExpect(status().isNotFound());
    toldOfTheEmergency(c, asker);
  }

  private void readsWordsAndNoIdentity(String asker, String read) throws Exception {
    String page =
        as(asker, post(read))
            .andExpect(status().isOk())
            .andExpect(header().string("Cache-Control", containsString("no-store")))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(city().found(page))
        .extracting(City.Found::field)
        .contains(City.Field.TEXT, City.Field.REPLY)
        .doesNotContain(
            City.Field.NAME,
            City.Field.PHONE,
            City.Field.EMAIL,
            City.Field.NOTE,
            City.Field.SECRET);
  }

  /** To the reporter, to whoever looks after the account, and on the trail. */
  private void toldOfTheEmergency(City.Case c, String asker) throws Exception {
    assertThat(reporters.looks(reporter(c)))
        .extracting(Look.Kept::purpose)
        .endsWith(Look.Purpose.CASE_ASKED, Look.Purpose.CASE_APPROVED, Look.Purpose.CASE_READ);
    own(c, get("/l/" + c.reference()))
        .andExpect(content().string(containsString("dibaca karena darurat")))
        .andExpect(content().string(containsString(WHY)));
    assertThat(
            jdbc.queryForList(
                "SELECT what FROM people_account_act WHERE account_id = ? ORDER BY seq",
                String.class,
                Objects.requireNonNull(city().officers().get(asker)).accountId()))
        .endsWith("EMERGENCY_ASKED", "EMERGENCY_APPROVED", "EMERGENCY_READ");
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** Whether there is such a report, the asker does not learn. */
  @Test
  void answersAnEmergencyAlikeWhetherThereIsSuchAReport() throws Exception {
    for (String number :
        List.of(
            Reference.random(new Random(1708)).toString(),
            one(Visibility.SECRET, Stage.RETURNED).reference())) {
      as("foreign-coordinator", post("/darurat").param("nomor", number).param("text", WHY))
          .andExpect(status().is3xxRedirection())
          .andExpect(header().string("Location", "/darurat"));
    }
  }

  private ReporterId reporter(City.Case c) {
    return Objects.requireNonNull(reports.find(c.id()).orElseThrow().matter().reporter());
  }

  private static City.Case one(Visibility visibility, Stage stage) {
    return city().cases().stream()
        .filter(c ->
            city().report(c).matter().visibility() == visibility
                && city().report(c).stage() == stage)
        .findFirst()
        .orElseThrow();
  }

  private ResultActions as(String who, MockHttpServletRequestBuilder request) throws Exception {
    Officer officer = Objects.requireNonNull(city().officers().get(who));
    return web.perform(
        request
            .with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()))));
  }

  private ResultActions own(City.Case c, MockHttpServletRequestBuilder request) throws Exception {
    String name = "buka-" + c.reference().replace("-", "");
    return web.perform(request.cookie(new Cookie(name, c.secret().shown())));
  }

  private static City city() {
    return Objects.requireNonNull(built);
  }
}
