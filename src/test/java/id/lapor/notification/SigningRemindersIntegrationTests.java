package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Signatures;
import id.lapor.deadline.Unsigned;
import id.lapor.deadline.Watch;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A supervisor who decides on no letter is no more silent than an office that does not answer. */
@DatabaseTest
class SigningRemindersIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant FIRST_RUNG = Instant.parse("2026-01-09T01:01:00Z");
  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired Reprimands reprimands;
  @Autowired Signatures signatures;
  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private AgencyId inspectorate = new AgencyId(0);
  private AgencyId opd = new AgencyId(0);
  private String name = "";
  private String supervisor = "";
  private String superior = "";

  @BeforeEach
  void letAnAgencyMissAPromise() {
    clock.set(MONDAY);
    City city = new City(agencies, reports);
    AgencyId government = agencies.superior(city.desk);
    inspectorate = unit("INSPEKTORAT", "Inspektorat", Agency.Type.SUPERVISOR, government).id();
    String code = "X-" + UUID.randomUUID();
    name = "Dinas " + code;
    opd = unit(code, name, Agency.Type.AGENCY, government).id();
    supervisor = officer(inspectorate, Role.SUPERVISOR);
    superior = officer(government, Role.APPROVER);
    city.forwarded("Lampu mati.", "lampu-jalan", opd);
    at(FIRST_RUNG);
  }

  @Test
  void showsSinceWhenAndForWhomALetterWaits() {
    assertThat(signatures.to(opd, Set::copyOf))
        .containsExactly(new Unsigned(opd, 1, FIRST_RUNG, 1, List.of(agencies.get(inspectorate))));
    assertThat(signatures.waiting(List.of(1, 2, 3), 500, Set::copyOf).first())
        .containsAll(signatures.to(opd, Set::copyOf));
    assertThat(agencies.supervising(agencies.nationalAdmin().id()))
        .as("nobody decides about their own office")
        .isEmpty();
    decline(1);
    assertThat(signatures.to(opd, Set::copyOf)).isEmpty();
  }

  /** In the first morning after the working day the rules give, then each working day. */
  @Test
  void remindsTheOfficeThenItsSuperiorToo() {
    at(Instant.parse("2026-01-12T10:00:00Z"));
    assertThat(mails(supervisor)).isEmpty();
    Instant tuesday = Instant.parse("2026-01-13T00:00:00Z");
    at(tuesday);
    watch.catchUp();
    assertThat(mails(supervisor))
        .singleElement()
        .asString()
        .contains("surat teguran menunggu keputusan Inspektorat")
        .contains("Teguran I kepada " + name + ": 1 janji terlewat", "pengingat ke-1", "/teguran");
    assertThat(mails(superior)).isEmpty();
    at(tuesday.plus(Duration.ofDays(1)));
    assertThat(mails(supervisor)).hasSize(2);
    assertThat(mails(superior)).singleElement().asString().contains("pengingat ke-2");
    decline(1);
    decline(2);
    at(tuesday.plus(Duration.ofDays(3)));
    assertThat(mails(supervisor)).as("decided").hasSize(2);
  }

  private void decline(int level) {
    Actor.Officer sekar = new Actor.Officer(9, "Sekar", inspectorate, Role.SUPERVISOR);
    assertThat(ReadLetter.decline(reprimands, opd, level, "Kantor terbakar habis kemarin.", sekar))
        .isEmpty();
  }

  private void at(Instant moment) {
    clock.set(moment);
    watch.catchUp();
  }

  private Agency unit(String code, String name, Agency.Type type, AgencyId parent) {
    return agencies
        .find(code)
        .orElseGet(() ->
            agencies.get(
                agencies.add(new Agencies.Draft(code, name, type, parent, WITA, null, "Kepala"))));
  }

  private List<String> mails(String address) {
    return jdbc.sql(
            """
            SELECT subject || ' ' || body FROM notification_message
            WHERE recipient = ? AND body LIKE '%Teguran I kepada ' || ? || '%'
            """)
        .params(address, name)
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
