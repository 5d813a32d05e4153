package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.Language;
import id.lapor.platform.page.Texts;
import id.lapor.report.Actor;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever answers for an agency learns from the mail itself which report, by when, and where. */
@DatabaseTest
class HeadsIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final String DUE = "tindak lanjut pertama, Kamis, 8 Januari 2026 pukul 09.00 WITA";

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired ApplicationEventPublisher events;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired Postman postman;
  @Autowired Texts texts;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private City city;
  private Agency opd;
  private Report report;
  private String head = "";
  private String above = "";

  @BeforeEach
  void letAnAgencyMissAPromise() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    AgencyId government = agencies.superior(city.desk);
    AgencyId id = agency("Dinas Lampu");
    opd = agencies.get(id);
    head = officer(id, Role.APPROVER);
    above = officer(government, Role.APPROVER);
    report = city.forwarded("Lampu mati.", "lampu-jalan", id);
    clock.set(MONDAY.plus(Duration.ofDays(3)).plusSeconds(60));
    watch.catchUp();
  }

  @Test
  void namesTheDeadlineThatWasMissed() {
    clock.advance(Duration.ofMinutes(2));
    postman.deliver();
    assertThat(mails(head))
        .anySatisfy(m ->
            assertThat(m)
                .contains("terlewat: " + DUE, report.reference().toString(), "Dinas Lampu")
                .contains("/kerja/" + report.reference()));
  }

  /** Each in their own, also of the same office. */
  @Test
  void writesToEverybodyInTheLanguageTheyReadTheHouseIn() {
    String english = officer(opd.id(), Role.LIAISON);
    events.publishEvent(
        new Language.Chosen(
            accounts.find(english.substring(0, english.indexOf('@'))).orElseThrow(),
            Texts.ENGLISH));
    Report given = city.forwarded("Lampu mati juga.", "lampu-jalan", opd.id());
    clock.set(MONDAY.plus(Duration.ofDays(30)));
    watch.catchUp();
    assertThat(ReadLetter.issue(reprimands, opd.id(), 1, sekar())).isPresent();
    clock.advance(Duration.ofMinutes(2));
    postman.deliver();
    assertThat(mails(english))
        .anySatisfy(m -> assertThat(m).startsWith("Report " + given.reference() + " for you"))
        .anySatisfy(m ->
            assertThat(m)
                .contains("messages for Dinas Lampu", "was missed: first follow-up, ")
                .contains("was issued to Dinas Lampu, because 4 deadlines were missed"))
        .noneMatch(m -> m.contains("Tenggat") || m.contains("diteruskan"));
    assertThat(mails(head))
        .anySatisfy(m -> assertThat(m).contains("kabar untuk Dinas Lampu", "tindak lanjut pertama"))
        .noneMatch(m -> m.contains("deadline"));
  }

  @Test
  void tellsOfALetterInOneMailHoweverManyReportsItIsAbout() {
    List<Report> all = new ArrayList<>(List.of(report));
    clock.set(MONDAY.plus(Duration.ofDays(3)).plusSeconds(120));
    for (int i = 0; i < 3; i++) {
      all.add(city.forwarded("Lampu mati " + i, "lampu-jalan", opd.id()));
    }
    clock.set(MONDAY.plus(Duration.ofDays(30)));
    watch.catchUp();
    Reprimand letter = ReadLetter.issue(reprimands, opd.id(), 1, sekar()).orElseThrow();
    assertThat(mails(head)).as("not by itself").noneMatch(m -> m.contains("Teguran TGR"));
    clock.advance(Duration.ofMinutes(2));
    postman.deliver();
    assertThat(mails(head))
        .filteredOn(m -> m.contains("Teguran " + letter.number()))
        .singleElement()
        .satisfies(m -> all.forEach(r -> assertThat(m).contains("/kerja/" + r.reference())))
        .asString()
        .containsOnlyOnce("/surat/" + letter.code());
  }

  /** Whoever answers for agencies without officers, or for a whole government. */
  @Test
  void tellsOfManyLettersSignedAtOnceInOneMail() {
    List<AgencyId> below = List.of(agency("Dinas Air"), agency("Dinas Pasar"));
    below.forEach(a -> city.forwarded("Macet.", "lampu-jalan", a));
    clock.set(MONDAY.plus(Duration.ofDays(30)));
    watch.catchUp();
    clock.advance(Duration.ofMinutes(2));
    postman.deliver();
    List<Reprimand> letters =
        below.stream().map(a -> ReadLetter.issue(reprimands, a, 1, sekar()).orElseThrow()).toList();
    clock.advance(Duration.ofMinutes(2));
    postman.deliver();
    assertThat(mails(above))
        .filteredOn(m -> m.contains("TGR-"))
        .singleElement()
        .asString()
        .startsWith("2 kabar untuk 2 instansi")
        .contains("Dinas Air", "Dinas Pasar")
        .contains(letters.stream().map(l -> "/surat/" + l.code()).toList());
  }

  @Test
  void namesTheDeadlineALetterIsAbout() {
    Actor.Officer sekar = sekar();
    clock.set(MONDAY.plus(Duration.ofDays(60)));
    watch.catchUp();
    List<Reprimand> letters = new ArrayList<>();
    for (int level = 1; level <= 3; level++) {
      Reprimand letter = ReadLetter.issue(reprimands, opd.id(), level, sekar).orElseThrow();
      letters.add(letter);
      clock.advance(Duration.ofDays(4));
      postman.deliver();
      assertThat(mails(head))
          .anySatisfy(m ->
              assertThat(m)
                  .contains("Teguran " + letter.number(), DUE, report.reference().toString())
                  .contains("/surat/" + letter.code(), "/kerja/" + report.reference()));
    }
    Reprimand third = letters.getLast();
    assertThat(mails(above))
        .filteredOn(m -> m.contains("Teguran"))
        .singleElement()
        .asString()
        .contains(String.valueOf(third.number()), DUE, report.reference().toString())
        .contains("/instansi/" + opd.code());
    reprimands.withdraw(third.id(), "Diterbitkan karena kekeliruan.", sekar);
    clock.advance(Duration.ofDays(14)); // past Nyepi and Idul Fitri
    postman.deliver();
    assertThat(mails(head)).anySatisfy(m -> assertThat(m).contains(DUE, "ditarik kembali"));
  }

  /** In each language, whichever is sent. */
  @Test
  void leavesOutNothingInEitherLanguage() {
    for (var language : List.of(Texts.INDONESIAN, Texts.ENGLISH)) {
      for (String key : List.of("overdue", "warned.HALF", "warned.MOST", "warned.LAST_HOUR")) {
        assertThat(
                texts.get(
                    language, "notification.office." + key + ".body", "REF", "", "LINK", "DUE"))
            .as(key + " in " + language)
            .contains("REF", "LINK", "DUE");
      }
      for (String key : List.of("reprimanded", "reprimandedBelow", "letterWithdrawn")) {
        assertThat(
                texts.get(
                    language,
                    "notification.office." + key + ".body",
                    "NO",
                    "TO",
                    2,
                    "LINK",
                    "LIST"))
            .as(key + " in " + language)
            .contains("NO", "TO", "2", "LINK", "LIST");
      }
    }
  }

  private Actor.Officer sekar() {
    return new Actor.Officer(9, "Sekar", agencies.nationalAdmin().id(), Role.SUPERVISOR);
  }

  private AgencyId agency(String name) {
    return agencies.add(
        new Agencies.Draft(
            "DISHUB-" + UUID.randomUUID(),
            name,
            Agency.Type.AGENCY,
            agencies.superior(city.desk),
            ZoneId.of("Asia/Makassar"),
            null,
            "Kepala"));
  }

  private List<String> mails(String address) {
    return jdbc.sql("SELECT subject || ' ' || body FROM notification_message WHERE recipient = ?")
        .param(address)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private String officer(AgencyId office, Role role) {
    String login = "o-" + UUID.randomUUID();
    var opened =
        accounts.openHashed(
            login, login, accounts.hash("kata-sandi-panjang"), office.value(), role);
    String address = login + "@contoh.example";
    accounts.setEmail(opened.accountId(), address, null);
    return address;
  }
}
