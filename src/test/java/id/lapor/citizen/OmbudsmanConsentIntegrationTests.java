package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.deadline.Allowance;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.RuleBook;
import id.lapor.deadline.Term;
import id.lapor.deadline.Watch;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Workflow;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** The reporter's consent: what goes to whom is read first, and ticked. */
@ApplicationTest
class OmbudsmanConsentIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Recounts recounts;
  @Autowired Reporters reporters;
  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private City city;

  @BeforeEach
  void build() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    city = new City(agencies, reports);
  }

  /** Nothing is made before the reporter has read what goes to whom and ticked it. */
  @Test
  void asksForATickUnderWhatGoesToWhom() throws Exception {
    Report report = lived();
    String own = "/l/" + report.reference();
    web.perform(get(own).cookie(own(report)))
        .andExpect(content().string(containsString("setelah 60 hari kalender")))
        .andExpect(content().string(containsString("href=\"" + own + "/ombudsman\"")))
        .andExpect(content().string(not(containsString("action=\"" + own + "/ombudsman\""))));
    web.perform(get(own + "/ombudsman").cookie(own(report)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Ombudsman Republik Indonesia")))
        .andExpect(content().string(containsString("setelah 60 hari kalender")))
        .andExpect(content().string(containsString("Dinas Komunikasi diberi tahu")))
        .andExpect(content().string(containsString("setiap teguran karena laporan ini")));
    web.perform(post(own + "/ombudsman").cookie(own(report)).with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Centang persetujuan dahulu")));
    assertThat(reports.find(report.id()).orElseThrow().course().ombudsman())
        .isEqualTo(new Course.Ombudsman(false, null));
    web.perform(post(own + "/ombudsman").param("agree", "true").cookie(own(report)).with(csrf()))
        .andExpect(redirectedUrl(own));
    assertThat(reports.find(report.id()).orElseThrow().course().ombudsman())
        .isEqualTo(new Course.Ombudsman(true, clock.instant().plus(Workflow.HANDOVER_UNDOABLE)));
    web.perform(get(own + "/ombudsman").cookie(own(report))).andExpect(redirectedUrl(own));
    web.perform(get(own + "/ombudsman")).andExpect(redirectedUrl(own));
  }

  /** What is offered after 45 days is not said to be offered after 60. */
  @Test
  void namesTheDaysOfTheReportsOwnRules() throws Exception {
    RuleBook now = recounts.inForce("bontang", LocalDate.of(2026, 1, 5)).orElseThrow();
    RuleBook sooner =
        now.next(
            new RuleBook.Decision(
                LocalDate.of(2026, 1, 6), false, "Nadia", "Percobaan empat puluh lima hari."),
            Map.of(Term.OMBUDSMAN, Allowance.read("45c").orElseThrow()),
            now.ladder());
    recounts.publish(sooner, ZoneId.of("Asia/Makassar"));
    clock.set(Instant.parse("2026-01-06T01:00:00Z"));
    ReporterId ayu = reporters.keep(new Contact("Ayu", "+6281200000018", "ayu@contoh.example"));
    Report report = city.filed("Lampu mati di dua tiang.", ayu);
    clock.set(Instant.parse("2026-02-20T01:00:01Z"));
    watch.catchUp();
    web.perform(get("/l/" + report.reference()).cookie(own(report)))
        .andExpect(content().string(containsString("setelah 45 hari kalender")));
    assertThat(
            jdbc.sql(
                    "SELECT body FROM notification_message WHERE report_id = ? AND body LIKE '%Ombudsman%'")
                .param(report.id().value())
                .query((row, _) -> row.getString(1))
                .list())
        .hasSize(1)
        .allMatch(body -> body.contains("setelah 45 hari kalender"));
  }

  /** A second tap is no second consent, and no fault either. */
  @Test
  void takesTheConsentOnceHoweverOftenItIsSent() throws Exception {
    Report report = lived();
    String seen = String.valueOf(reports.find(report.id()).orElseThrow().version());
    for (int i = 0; i < 2; i++) {
      web.perform(
              post("/l/" + report.reference() + "/ombudsman")
                  .param("seen", seen)
                  .param("agree", "true")
                  .cookie(own(report))
                  .with(csrf()))
          .andExpect(redirectedUrl("/l/" + report.reference()))
          .andExpect(cookie().value("notice", "citizen.notice.ombudsman"));
    }
    assertThat(reports.history(report.id()))
        .filteredOn(e -> e.event() instanceof Event.HandedOver)
        .hasSize(1);
  }

  /** Whoever agreed may have been somebody else, who knew the number. */
  @Test
  void letsTheReporterTakeItBackForThreeDays() throws Exception {
    Report report = lived();
    String own = "/l/" + report.reference();
    Actor reporter = new Actor.Reporter();
    reports.command(report.id(), new Command.HandOver(), reporter);
    web.perform(get(own).cookie(own(report)))
        .andExpect(content().string(containsString(own + "/ombudsman/batal")));
    web.perform(post(own + "/ombudsman/batal").with(csrf())).andExpect(redirectedUrl(own));
    assertThat(ombudsman(report).handedOver()).as("without the secret").isTrue();
    String seen = String.valueOf(reports.find(report.id()).orElseThrow().version());
    for (int i = 0; i < 2; i++) {
      web.perform(
              post(own + "/ombudsman/batal").param("seen", seen).cookie(own(report)).with(csrf()))
          .andExpect(redirectedUrl(own))
          .andExpect(cookie().value("notice", "citizen.notice.ombudsmanNot"));
    }
    assertThat(ombudsman(report)).isEqualTo(new Course.Ombudsman(false, null));
    web.perform(get(own + "/ombudsman.pdf").cookie(own(report))).andExpect(status().isNotFound());
    web.perform(get(own).cookie(own(report)))
        .andExpect(content().string(containsString("Penyerahan ke Ombudsman dibatalkan")))
        .andExpect(content().string(containsString("href=\"" + own + "/ombudsman\"")));
    reports.command(report.id(), new Command.HandOver(), reporter);
    clock.advance(Workflow.HANDOVER_UNDOABLE.plusSeconds(1));
    web.perform(get(own).cookie(own(report)))
        .andExpect(content().string(not(containsString("/ombudsman/batal"))));
    web.perform(post(own + "/ombudsman/batal").cookie(own(report)).with(csrf()))
        .andExpect(cookie().value("notice", "citizen.notice.ombudsmanLate"));
    assertThat(ombudsman(report).handedOver()).isTrue();
  }

  private Course.Ombudsman ombudsman(Report report) {
    return Objects.requireNonNull(reports.find(report.id()).orElseThrow().course().ombudsman());
  }

  /** One that was open for too long. */
  private Report lived() {
    Report report = city.forwarded("Lampu mati di dua tiang.", "lampu-jalan", city.transport);
    clock.set(Instant.parse("2026-03-09T01:00:00Z"));
    watch.catchUp();
    Report offered = reports.find(report.id()).orElseThrow();
    assertThat(offered.course().ombudsman()).isEqualTo(new Course.Ombudsman(false, null));
    return offered;
  }

  private static Cookie own(Report report) {
    return new Cookie("buka-" + report.reference().code(), AccessSecret.of(new byte[16]).shown());
  }
}
