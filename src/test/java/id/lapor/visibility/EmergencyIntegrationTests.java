package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Reveal;
import id.lapor.people.Reveals;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Command;
import id.lapor.report.Reference;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/** Breaking the glass: reading a report of another office because somebody is in danger. */
@ApplicationTest
class EmergencyIntegrationTests {

  private static final String WHY = "Pelapor menulis bahwa ia diancam malam ini";

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Reveals reveals;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private static @Nullable Visits built;

  @BeforeEach
  void live() {
    if (built == null) {
      City city = new City(reports, reporters, agencies, accounts);
      city.build();
      built = new Visits(web, city);
    }
  }

  /** Breaking the glass: words, never an identity; nobody is let in alone or for long. */
  @Test
  void opensACaseFileOfAnotherOfficeInAnEmergencyToTwoPersonsForAnHour() throws Exception {
    City.Case c = visit().one(Visibility.ANONYMOUS, Stage.HELD);
    String asker = "foreign-coordinator";
    visit().as(asker, get("/kerja/" + c.reference())).andExpect(status().isNotFound());
    visit()
        .as(asker, post("/darurat").param("nomor", c.reference()).param("text", "mau tahu"))
        .andExpect(status().isUnprocessableContent());
    visit()
        .as(asker, post("/darurat").param("nomor", c.reference()).param("text", WHY))
        .andExpect(status().is3xxRedirection());
    Long id = asked(c.reference()).getFirst();
    String read = "/darurat/" + id + "/baca";
    visit().as(asker, post(read)).andExpect(status().isNotFound());
    visit().as(asker, post("/identitas/" + id + "/setujui")).andExpect(status().isNotFound());
    visit().as("foreign-supervisor", post("/identitas/" + id + "/setujui"));
    visit().as(asker, post(read)).andExpect(status().isNotFound());
    visit()
        .as("supervisor", get("/identitas"))
        .andExpect(content().string(containsString("Darurat")));
    visit().as("supervisor", post("/identitas/" + id + "/setujui"));
    visit().as(asker, get("/darurat")).andExpect(content().string(containsString(read)));
    visit().as("coordinator", post(read)).andExpect(status().isNotFound());
    readsWordsAndNoIdentity(asker, read);
    visit().as(asker, get("/kerja/" + c.reference())).andExpect(status().isNotFound());
    visit().as("supervisor", post("/identitas/" + id + "/buka")).andExpect(status().isNotFound());
    clock.advance(Reveal.OPEN);
    visit().as(asker, post(read)).andExpect(status().isNotFound());
    toldOfTheEmergency(c, asker);
  }

  /** Leave to read a case shows nobody's name, and leave for a name opens no case. */
  @Test
  void takesLeaveForOneThingForNoOther() throws Exception {
    ReporterId reporter = reporter(visit().one(Visibility.ANONYMOUS, Stage.HELD));
    Officer asker = visit().officer("foreign-coordinator");
    Officer second = visit().officer("supervisor");
    reveals.ask(reporter, "A-1", asker, WHY);
    long name = reveals.latest(1, _ -> true).getFirst().id();
    reveals.askForCase(reporter, "A-2", asker, WHY);
    long words = reveals.latest(1, _ -> true).getFirst().id();
    assertThat(reveals.decide(name, second, true)).isTrue();
    assertThat(reveals.decide(words, second, true)).isTrue();
    assertThat(reveals.read(name, asker)).isEmpty();
    assertThat(reveals.open(words, asker)).isEmpty();
    assertThat(reveals.open(name, asker)).isPresent();
    assertThat(reveals.read(words, asker)).isPresent();
  }

  private void readsWordsAndNoIdentity(String asker, String read) throws Exception {
    String page =
        visit()
            .as(asker, post(read))
            .andExpect(status().isOk())
            .andExpect(header().string("Cache-Control", containsString("no-store")))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(visit().city().found(page))
        .extracting(City.Found::field)
        .contains(City.Field.TEXT, City.Field.REPLY)
        .doesNotContain(
            City.Field.NAME,
            City.Field.PHONE,
            City.Field.EMAIL,
            City.Field.NIK,
            City.Field.X,
            City.Field.FILE,
            City.Field.NOTE,
            City.Field.SECRET);
  }

  /** To the reporter, to whoever looks after the account, and on the trail. */
  private void toldOfTheEmergency(City.Case c, String asker) throws Exception {
    assertThat(reporters.looks(reporter(c)))
        .extracting(Look.Kept::purpose)
        .endsWith(Look.Purpose.CASE_ASKED, Look.Purpose.CASE_APPROVED, Look.Purpose.CASE_READ);
    visit()
        .own(c, get("/l/" + c.reference()))
        .andExpect(content().string(containsString("dibaca karena darurat")))
        .andExpect(content().string(containsString(WHY)));
    assertThat(
            jdbc.queryForList(
                "SELECT what FROM people_account_act WHERE account_id = ? ORDER BY seq",
                String.class,
                visit().officer(asker).accountId()))
        .endsWith("EMERGENCY_ASKED", "EMERGENCY_APPROVED", "EMERGENCY_READ");
    assertThat(verifier.verify().first()).isEmpty();
  }

  /**
   * A number nobody has, a secret report and no number at all: the same words, and nothing is kept.
   */
  @Test
  void asksForNoReportThatIsNotThereOrThatNobodyElseIsToKnowOf() throws Exception {
    String secret = visit().one(Visibility.SECRET, Stage.RETURNED).reference();
    String unknown = Reference.random(new Random(1708)).toString();
    List<String> answers = new ArrayList<>();
    for (String number : List.of(unknown, secret, "bukan nomor")) {
      answers.add(
          visit()
              .as("coordinator", post("/darurat").param("nomor", number).param("text", WHY))
              .andExpect(status().isUnprocessableContent())
              .andReturn()
              .getResponse()
              .getContentAsString(StandardCharsets.UTF_8)
              .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
              .replace(number, "N"));
    }
    assertThat(answers.getFirst()).contains("Tidak ada laporan dengan nomor itu");
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(asked(unknown)).isEmpty();
    assertThat(asked(secret)).isEmpty();
  }

  @Test
  void closesTheFileWhenTheReportBecomesSecretMeanwhile() throws Exception {
    City.Case c = visit().one(Visibility.OPEN, Stage.SCHEDULED);
    visit()
        .as(
            "foreign-coordinator",
            post("/darurat").param("nomor", c.reference()).param("text", WHY));
    Long id = asked(c.reference()).getFirst();
    visit().as("supervisor", post("/identitas/" + id + "/setujui"));
    reports.command(
        c.id(),
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        visit().city().actor("coordinator"));
    visit()
        .as("foreign-coordinator", post("/darurat/" + id + "/baca"))
        .andExpect(status().isNotFound());
  }

  /** The account's history and the trail name the report, where there is no reporter to be told. */
  @Test
  void namesTheReportAlsoWhenNobodyKnowsTheReporter() {
    Officer asker = visit().officer("foreign-coordinator");
    String number = visit().one(Visibility.OPEN, Stage.CLOSED).reference();
    reveals.askForCase(null, number, asker, WHY);
    reveals.decide(asked(number).getFirst(), visit().officer("supervisor"), true);
    assertThat(reveals.read(asked(number).getFirst(), asker)).isPresent();
    assertThat(accounts.history(asker.accountId()).stream().filter(a -> number.equals(a.about())))
        .extracting(AccountAct::what)
        .containsExactly(
            AccountAct.What.EMERGENCY_READ,
            AccountAct.What.EMERGENCY_APPROVED,
            AccountAct.What.EMERGENCY_ASKED);
    assertThat(verifier.verify().first()).isEmpty();
  }

  private List<Long> asked(String number) {
    return jdbc.queryForList(
        "SELECT id FROM people_reveal WHERE what = 'CASE' AND matter = ?", Long.class, number);
  }

  private ReporterId reporter(City.Case c) {
    return Objects.requireNonNull(reports.find(c.id()).orElseThrow().matter().reporter());
  }

  private static Visits visit() {
    return Objects.requireNonNull(built);
  }
}
