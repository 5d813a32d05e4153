package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verifier;
import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Retention;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Personal data go when their time is over: counted before, in batches, with every proof valid. */
@ApplicationTest
class RetentionIntegrationTests {

  private static final String PAGE = "/data-pribadi/retensi";

  @Autowired MockMvc web;
  @Autowired Retention retention;
  @Autowired Accounts accounts;
  @Autowired Reporters reporters;
  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Inbox inbox;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  @Test
  void takesWhatWasCountedAndNothingElse() throws Exception {
    City city = new City(agencies, reports);
    List<Report> ended = ended(city);
    long old = wrote(0, "lama");
    Report open = city.filed("Yang ini belum ditangani sampai sekarang.", siti(900));
    sequencer.placeAll();
    checkpoints.publish();

    as(post(PAGE + "/IDENTITIES/hitung")).andExpect(content().string(containsString("0 akan")));
    clock.advance(Duration.ofDays(1900));
    long young = wrote(0, "baru");
    Report fresh = city.filed("Yang ini baru saja berakhir tadi pagi.", siti(901));
    reports.command(fresh.id(), new Command.Withdraw(""), new Actor.Reporter());

    as(post(PAGE + "/IDENTITIES/hitung")).andExpect(content().string(containsString("205 akan")));
    retention.run();
    assertThat(kept(ended)).as("nothing goes before it is switched on").isEqualTo(205);
    start(1825, 204).andExpect(redirectedUrl(PAGE));
    retention.run();
    assertThat(kept(ended)).as("nor when more would go than was seen").isEqualTo(205);
    start(1825, 205).andExpect(redirectedUrl(PAGE));
    retention.run();

    assertThat(kept(ended)).isZero();
    assertThat(inbox.number(old)).as("led to nothing, as old as the report").isEmpty();
    assertThat(inbox.number(young)).as("of the same sender, about something else").isPresent();
    assertThat(kept(List.of(open, fresh))).isEqualTo(2);
    assertThat(
            jdbc.queryForList(
                "SELECT count FROM people_retention_act WHERE what = 'GONE' AND rule = 'IDENTITIES'"
                    + " ORDER BY id",
                Long.class))
        .containsExactly(100L, 100L, 5L);
    assertThat(reports.find(ended.getFirst().id()).orElseThrow().matter().text())
        .as("the case stays")
        .startsWith("Jalan rusak");
    sequencer.placeAll();
    checkpoints.publish();
    assertThat(verifier.verify().first()).isEmpty();
    as(get(PAGE)).andExpect(content().string(containsString("Dihapus")));
    assertThat(done()).contains("RETENTION_ON IDENTITIES 1825 205");
  }

  @Test
  void takesTheWordsOfOldMessagesAndStopsWhenTheTermChanges() throws Exception {
    City city = new City(agencies, reports);
    city.filed("Lampu mati di depan sekolah dasar.", siti(950));
    jdbc.update("UPDATE notification_message SET state = 'SENT', sent_at = created_at");
    long sent = words();
    assertThat(sent).isPositive();
    as(post(PAGE + "/MESSAGES/masa").param("hari", "7"))
        .andExpect(status().isUnprocessableContent());
    as(post(PAGE + "/MESSAGES/masa").param("hari", "60")).andExpect(redirectedUrl(PAGE));
    clock.advance(Duration.ofDays(61));
    as(post(PAGE + "/MESSAGES/hitung")).andExpect(content().string(containsString(sent + " akan")));
    as(post(PAGE + "/MESSAGES/jalankan").param("hari", "60").param("jumlah", "" + sent))
        .andExpect(redirectedUrl(PAGE));
    retention.run();
    assertThat(words()).isZero();
    as(post(PAGE + "/MESSAGES/masa").param("hari", "90")).andExpect(redirectedUrl(PAGE));
    assertThat(retention.lines())
        .filteredOn(l -> l.days() == 90)
        .noneMatch(Retention.Line::running);
    as(post(PAGE + "/MESSAGES/hentikan")).andExpect(redirectedUrl(PAGE));
    assertThat(done())
        .containsSubsequence(
            "RETENTION_TERM MESSAGES 60 0",
            "RETENTION_ON MESSAGES 60 " + sent,
            "RETENTION_TERM MESSAGES 90 0",
            "RETENTION_OFF MESSAGES 90 0");
    as(post(PAGE + "/LAIN/hitung")).andExpect(status().isNotFound());
    assertThat(verifier.verify().first()).isEmpty();
  }

  private List<Report> ended(City city) {
    List<Report> ended = new ArrayList<>();
    for (int i = 0; i < 205; i++) {
      ended.add(city.filed("Jalan rusak nomor " + i + " di depan pasar.", siti(i)));
      reports.command(ended.getLast().id(), new Command.Withdraw(""), new Actor.Reporter());
    }
    return ended;
  }

  /** A message of one of them, which nobody has read yet. */
  private long wrote(int i, String number) {
    inbox.take(
        Wire.Kind.EMAIL,
        number,
        new Letter("siti" + i + "@contoh.example", "", "Lampu mati", clock.instant(), number));
    return inbox.known(Wire.Kind.EMAIL, number).orElseThrow().id();
  }

  private ReporterId siti(int i) {
    return reporters.keep(new Contact("Siti " + i, null, "siti" + i + "@contoh.example"));
  }

  private long kept(List<Report> of) {
    return of.stream()
        .map(r -> Objects.requireNonNull(r.matter().reporter()))
        .filter(reporters::kept)
        .count();
  }

  private long words() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "SELECT count(*) FROM notification_message WHERE body <> '' AND state <> 'QUEUED'",
            Long.class));
  }

  private ResultActions start(int days, int seen) throws Exception {
    return as(
        post(PAGE + "/IDENTITIES/jalankan").param("hari", "" + days).param("jumlah", "" + seen));
  }

  private ResultActions as(MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(
        request
            .with(csrf())
            .with(
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
