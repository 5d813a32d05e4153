package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.channel.Wire;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Watch;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.Texts;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages wait for civil hours and come together; the clocks they tell of wait for nothing. */
@DatabaseTest
@Import(QuietHoursIntegrationTests.Line.class)
class QuietHoursIntegrationTests {

  private static final Instant MONDAY_NINE = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant MONDAY_LATE = Instant.parse("2026-01-05T15:00:00Z"); // 23:00 there
  private static final Instant TUESDAY_SIX = Instant.parse("2026-01-05T22:00:00Z");
  private static final Instant TUESDAY_SEVEN = Instant.parse("2026-01-05T23:00:00Z");
  private static final Instant FRIDAY_LATE = Instant.parse("2026-01-09T14:00:00Z");
  private static final Instant NEXT_MONDAY_SIX = Instant.parse("2026-01-11T22:00:00Z");

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Deadlines deadlines;
  @Autowired Watch watch;
  @Autowired Postman postman;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Line line;

  private City city;

  /** Mail, which is down unless a test says otherwise. */
  static final class Line implements Wire {

    private volatile boolean up;

    @Override
    public boolean carries(Kind kind) {
      return up && kind == Kind.EMAIL;
    }

    @Override
    public void send(Kind kind, String recipient, String subject, String body, String key) {
      // taken
    }
  }

  @BeforeEach
  void build() {
    clock.set(MONDAY_NINE);
    city = new City(agencies, reports);
    officer("petugas", city.transport, Role.LIAISON);
  }

  @Test
  void holdsWhatRingsForAnOfficeThatSleepsButNotItsClock() {
    clock.set(MONDAY_LATE);
    ReportId report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport).id();
    assertThat(held(report)).containsExactly(TUESDAY_SIX);
    assertThat(deadlines.of(report))
        .filteredOn(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .allSatisfy(c -> assertThat(c.startedAt()).isEqualTo(MONDAY_LATE));
    clock.set(FRIDAY_LATE);
    ReportId later = city.forwarded("Lampu mati lagi.", "lampu-jalan", city.transport).id();
    assertThat(held(later)).containsExactly(NEXT_MONDAY_SIX);
  }

  private List<Instant> held(ReportId report) {
    return jdbc.sql("SELECT fires_at FROM notification_digest_line WHERE report_id = ?")
        .param(report.value())
        .query((row, _) -> row.getTimestamp(1).toInstant())
        .list();
  }

  /** Desks forward all night; the office reads one mail, and nothing of what was undone. */
  @Test
  void beginsAMorningWithOneMail() {
    clock.set(MONDAY_LATE);
    List<Report> given =
        Stream.of("Lampu satu.", "Lampu dua.", "Lampu tiga.")
            .map(text -> city.forwarded(text, "lampu-jalan", city.transport))
            .toList();
    Report undone = given.getLast();
    assertThat(reports.command(undone.id(), new Command.Recall(), City.actor(city.rani)))
        .isInstanceOf(Outcome.Done.class);
    clock.set(TUESDAY_SIX);
    postman.deliver();
    assertThat(
            jdbc.sql("SELECT DISTINCT body FROM notification_message WHERE body LIKE ?")
                .param("%Laporan " + given.getFirst().reference() + " diteruskan kepada Anda%")
                .query(String.class)
                .list())
        .singleElement()
        .asString()
        .contains(given.get(0).reference().toString(), given.get(1).reference().toString())
        .doesNotContain(undone.reference().toString());
  }

  @Test
  void tellsAReporterAtNightOnlyWhatTheyWaitFor() {
    clock.set(MONDAY_LATE);
    ReportId report = filedBy("budi@contoh.example");
    reports.command(
        report,
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati", ""),
        City.actor(city.rani));
    assertThat(
            jdbc.sql(
                    """
                    SELECT fires_at FROM notification_message
                    WHERE report_id = ? AND reporter_id IS NOT NULL
                    ORDER BY id
                    """)
                .param(report.value())
                .query(Timestamp.class)
                .list())
        .extracting(Timestamp::toInstant)
        .containsExactly(MONDAY_LATE, TUESDAY_SEVEN);
  }

  @Test
  void writesToAReporterInTheLanguageTheyFiledIn() {
    ReporterId reporter =
        reporters.keep(new Contact("Ayu", "+6281200000017", "ayu@contoh.example"), Texts.ENGLISH);
    Report report = city.filed("Lampu mati di depan pasar.", reporter);
    reports.command(report.id(), new Command.Hold("Di RT berapa?"), City.actor(city.rani));
    assertThat(
            jdbc.sql("SELECT body FROM notification_message WHERE reporter_id = ? ORDER BY id")
                .param(reporter.value())
                .query((row, _) -> row.getString(1))
                .list())
        .hasSize(2)
        .allSatisfy(m -> assertThat(m).startsWith(m.contains("RT") ? "About report" : "Report"));
  }

  @Test
  void putsWhatHappenedInOneNightIntoOneMail() {
    List<Report> missed =
        Stream.of("Lampu satu.", "Lampu dua.", "Lampu tiga.")
            .map(text -> city.forwarded(text, "lampu-jalan", city.transport))
            .toList();
    clock.set(Instant.parse("2026-01-08T15:30:00Z"));
    watch.catchUp();
    postman.deliver();
    assertThat(digests(missed)).as("at 23:30").isEmpty();
    clock.set(Instant.parse("2026-01-08T22:00:00Z"));
    postman.deliver();
    assertThat(digests(missed))
        .singleElement()
        .satisfies(
            body -> missed.forEach(r -> assertThat(body).contains(r.reference().toString())));
  }

  /** As reporters are not rung up at night because a line came back then, officers are not. */
  @Test
  void ringsNoOfficerAtNightBecauseALineCameBackThen() {
    clock.set(Instant.parse("2026-01-08T02:00:00Z"));
    ReportId report = city.forwarded("Jalan retak.", "jalan-rusak", city.transport).id();
    clock.set(Instant.parse("2026-01-08T15:30:00Z"));
    line.up = true; // for the first time since ten in the morning
    try {
      postman.deliver();
      assertThat(rings(report, "petugas@contoh.example"))
          .as("the next working day, at six")
          .containsExactly(Instant.parse("2026-01-08T22:00:00Z"));
      clock.set(Instant.parse("2026-01-08T22:00:00Z"));
      postman.deliver();
      assertThat(rings(report, "petugas@contoh.example")).as("it went").isEmpty();
    } finally {
      line.up = false;
    }
  }

  @Test
  void climbsPastAnAgencyWithoutOfficersToTheOneAbove() {
    officer("rani", city.desk, Role.COORDINATOR);
    officer("walikota", agencies.superior(city.works), Role.APPROVER);
    ReportId report = city.forwarded("Jalan berlubang.", "jalan-rusak", city.works).id();
    assertThat(rings(report, "walikota@contoh.example")).hasSize(1);
    clock.set(Instant.parse("2026-01-08T02:00:00Z"));
    watch.catchUp();
    clock.set(Instant.parse("2026-01-08T02:02:00Z"));
    postman.deliver();
    assertThat(rings(report, "walikota@contoh.example")).hasSize(2);
  }

  private List<String> digests(List<Report> about) {
    return jdbc.sql(
            """
            SELECT body FROM notification_message
            WHERE recipient = 'petugas@contoh.example' AND created_at > ? AND report_id = ANY(?)
            """)
        .params(
            Timestamp.from(Instant.parse("2026-01-08T00:00:00Z")),
            about.stream().map(r -> r.id().value()).toArray(Long[]::new))
        .query((row, _) -> row.getString(1))
        .list();
  }

  private List<Instant> rings(ReportId report, String address) {
    return jdbc.sql(
            "SELECT fires_at FROM notification_message WHERE report_id = ? AND recipient = ? ORDER BY id")
        .params(report.value(), address)
        .query((row, _) -> row.getTimestamp(1).toInstant())
        .list();
  }

  private void officer(String login, AgencyId office, Role role) {
    if (!accounts.taken(login)) {
      String hash = accounts.hash("kata-sandi-panjang");
      var opened = accounts.openHashed(login, login, hash, office.value(), role);
      accounts.setEmail(opened.accountId(), login + "@contoh.example", null);
    }
  }

  private ReportId filedBy(String email) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.OPEN,
            false,
            Channel.WEB,
            "Lampu jalan mati di depan pasar",
            null,
            Place.NONE,
            reporters.keep(new Contact("Budi", null, email)));
    String key = UUID.randomUUID().toString();
    return reports.file(new Submission(key, null, matter, city.desk, List.of())).report().id();
  }
}
