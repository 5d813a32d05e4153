package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.audit.Verifier;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import id.lapor.report.Whose;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may write to the database, without keys, and has an officer with them learns of nobody whom
 * that officer may not know by the report's history.
 */
@ApplicationTest
class PlantedCasesIntegrationTests {

  private static final String WHY = "Perlu menanyakan letak tiang lampunya";
  private static final String UNFIT = "tidak sesuai dengan riwayatnya";
  private static final String HIDDEN = "sembunyi@contoh.example";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Whose whose;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;
  private Officer sari;
  private Officer tono;
  private ReporterId victim;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    long centre = agencies.foundNationalAdmin().id().value();
    sari = officer("sari", centre);
    tono = officer("tono", centre);
    victim = reporters.keep(new Contact("Sembunyi", null, HIDDEN));
  }

  private Officer officer(String login, long office) {
    return accounts
        .find(login)
        .orElseGet(
            () -> accounts.open(login, login, "kata-sandi-panjang", office, Role.NATIONAL_ADMIN));
  }

  private Report filed(Visibility visibility, ReporterId reporter, AgencyId desk) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            visibility,
            visibility == Visibility.OPEN,
            Channel.WEB,
            "Lampu jalan mati di depan pasar.",
            null,
            new Place("64.74.01.1002", 0.133, 117.492, null),
            reporter);
    return reports
        .file(new Submission(UUID.randomUUID().toString(), null, matter, desk, List.of()))
        .report();
  }

  private ResultActions as(Officer officer, MockHttpServletRequestBuilder request)
      throws Exception {
    return web.perform(
        request
            .with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()))));
  }

  private ResultActions contact(Report report) throws Exception {
    return as(city.rani, post("/kerja/" + report.reference() + "/kontak").param("text", WHY));
  }

  private ResultActions asked(Report report) throws Exception {
    return as(
        sari, post("/identitas").param("nomor", report.reference().toString()).param("text", WHY));
  }

  /** Changes the row, does something and puts it back, as if nothing had been. */
  private void planted(Report report, String columns, Attempt attempt) throws Exception {
    long id = report.id().value();
    jdbc.execute("CREATE TABLE before AS SELECT * FROM report_case WHERE id = " + id);
    jdbc.update("UPDATE report_case SET " + columns + " WHERE id = " + id);
    attempt.make();
    jdbc.update(
        """
        UPDATE report_case c
        SET visibility = b.visibility, reporter_id = b.reporter_id, desk_id = b.desk_id, course = b.course
        FROM before b
        WHERE c.id = b.id
        """);
    jdbc.execute("DROP TABLE before");
  }

  /** What is tried meanwhile. */
  private interface Attempt {
    void make() throws Exception;
  }

  private void unseen() {
    assertThat(reporters.looks(victim))
        .extracting(Look.Kept::purpose)
        .containsExactly(Look.Purpose.KEPT);
    assertThat(verifier.verify().first()).isEmpty();
  }

  private void refused(ResultActions answer) throws Exception {
    answer
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(UNFIT)))
        .andExpect(content().string(not(containsString(HIDDEN))));
  }

  @Test
  void showsNoCoordinatorWhoIsNotOpenByItsHistory() throws Exception {
    for (Visibility hidden : List.of(Visibility.ANONYMOUS, Visibility.SECRET)) {
      Report report = filed(hidden, victim, city.desk);
      planted(report, "visibility = 'OPEN'", () -> refused(contact(report)));
      contact(report).andExpect(status().isNotFound());
    }
    unseen();
  }

  @Test
  void showsNoCoordinatorWhoseDeskItIsNot() throws Exception {
    Report report = filed(Visibility.OPEN, victim, city.transport);
    String here =
        "desk_id = %1$d, course = jsonb_set(course, '{desk,value}', '%1$d')"
            .formatted(city.desk.value());
    planted(report, here, () -> refused(contact(report)));
    unseen();
  }

  @Test
  void showsNoCoordinatorWhoWasPutBehindAnotherReport() throws Exception {
    Report mine =
        filed(
            Visibility.OPEN,
            reporters.keep(new Contact("Rina", null, "rina@contoh.example")),
            city.desk);
    planted(mine, "reporter_id = " + victim.value(), () -> refused(contact(mine)));
    unseen();
    contact(mine)
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("rina@contoh.example")));
  }

  /** One person, or two who may not. */
  @Test
  void asksNobodyAboutWhoseReportIsSecretByItsHistory() throws Exception {
    Report report = filed(Visibility.SECRET, victim, city.desk);
    for (String open : List.of("OPEN", "ANONYMOUS")) {
      planted(report, "visibility = '" + open + "'", () -> refused(asked(report)));
    }
    unseen();
  }

  /**
   * Two agreed, then it became secret: they are not shown it by a row, nor by another's request.
   */
  @Test
  void opensNoRequestOfAReportThatBecameSecret() throws Exception {
    Report report = filed(Visibility.ANONYMOUS, victim, city.desk);
    asked(report).andExpect(status().is3xxRedirection());
    long id =
        Objects.requireNonNull(
            jdbc.queryForObject("SELECT max(id) FROM people_reveal", Long.class));
    as(tono, post("/identitas/" + id + "/setujui"));
    reports.command(
        report.id(),
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        City.actor(city.rani));
    MockHttpServletRequestBuilder open = post("/identitas/" + id + "/buka");
    as(sari, open).andExpect(status().isNotFound());
    planted(report, "visibility = 'ANONYMOUS'", () -> refused(as(sari, open)));
    Report other =
        filed(
            Visibility.ANONYMOUS,
            reporters.keep(new Contact("Rina", null, "r@x.example")),
            city.desk);
    jdbc.update(
        "UPDATE people_reveal SET matter = ? WHERE id = ?", other.reference().toString(), id);
    as(sari, open).andExpect(status().isNotFound());
    assertThat(reporters.looks(victim))
        .extracting(Look.Kept::purpose)
        .doesNotContain(Look.Purpose.REVEALED);
  }

  /** A circle that was widened by hand and then narrowed by an officer is not that officer's. */
  @Test
  void takesNoCircleForNarrowedThatWasWidened() {
    Report report = filed(Visibility.SECRET, victim, city.desk);
    Command narrow =
        new Command.Narrow(Visibility.ANONYMOUS, "Pelapor takut dikenali tetangganya.");
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.update("UPDATE report_case SET visibility = 'OPEN' WHERE id = ?", report.id().value());
      assertThat(reports.command(report.id(), narrow, City.actor(city.rani)))
          .isInstanceOf(Outcome.Done.class);
      assertThat(whose.sure(reports.find(report.id()).orElseThrow())).isFalse();
      assertThat(verifier.verify().first())
          .hasValueSatisfying(
              f -> assertThat(f.row()).isEqualTo("report_case " + report.id().value()));
    });
    assertThat(whose.sure(report)).isTrue();
  }

  /** Neither a journal somebody wrote nor one that something was taken out of is the history. */
  @Test
  void believesNoJournalButTheOneOnTheTrail() {
    Report secret = filed(Visibility.SECRET, victim, city.desk);
    Report narrowed = filed(Visibility.ANONYMOUS, victim, city.desk);
    for (Command command :
        List.of(
            new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
            new Command.Note("Sudah dibicarakan dengan pelapornya."))) {
      assertThat(reports.command(narrowed.id(), command, City.actor(city.rani)))
          .isInstanceOf(Outcome.Done.class);
    }
    undone(() -> {
      jdbc.update("UPDATE report_case SET visibility = 'OPEN' WHERE id = ?", secret.id().value());
      jdbc.update(
          "UPDATE report_event SET body = jsonb_set(body, '{matter,visibility}', '\"OPEN\"') WHERE report_id = ?",
          secret.id().value());
      assertThat(whose.look(reports.find(secret.id()).orElseThrow(), LOOK)).isEmpty();
    });
    undone(() -> {
      jdbc.update(
          "UPDATE report_case SET visibility = 'ANONYMOUS' WHERE id = ?", narrowed.id().value());
      jdbc.update(
          "DELETE FROM report_event WHERE report_id = ? AND seq = 2", narrowed.id().value());
      assertThat(whose.look(reports.find(narrowed.id()).orElseThrow(), LOOK)).isEmpty();
    });
    unseen();
  }

  private static final Look LOOK = Look.of(Look.Purpose.OWN, "");

  private void undone(Runnable work) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      work.run();
    });
  }

  /** The house publishes the name of whoever the report is of, and of nobody else. */
  @Test
  void publishesNobodysNameByARow() throws Exception {
    ReporterId rina = reporters.keep(new Contact("Rina Kenari", null, "rina@contoh.example"));
    Report report = filed(Visibility.OPEN, rina, city.desk);
    String behind = "UPDATE report_case SET reporter_id = %d WHERE id = " + report.id().value();
    jdbc.update(behind.formatted(victim.value()));
    forward(report);
    jdbc.update(behind.formatted(rina.value()));
    assertThat(names()).doesNotContain("Sembunyi");
    unseen();
    forward(filed(Visibility.OPEN, rina, city.desk));
    assertThat(names()).contains("Rina Kenari");
  }

  private void forward(Report report) {
    Command forward =
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, null, "Lampu jalan mati", "");
    assertThat(reports.command(report.id(), forward, City.actor(city.rani)))
        .isInstanceOf(Outcome.Done.class);
  }

  private List<String> names() {
    return jdbc.query(
        "SELECT name FROM publication_report WHERE name IS NOT NULL", (row, _) -> row.getString(1));
  }
}
