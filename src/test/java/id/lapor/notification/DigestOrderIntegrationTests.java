package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A mail that gathers tells things in the order in which they happened. */
@DatabaseTest
class DigestOrderIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired Digests digests;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void tellsTheFirstFirst() {
    clock.set(MONDAY);
    City city = new City(agencies, reports);
    AgencyId opd =
        agencies.add(
            new Agencies.Draft(
                "OPD-URUT",
                "Dinas Urut",
                Agency.Type.AGENCY,
                city.desk,
                ZoneId.of("Asia/Makassar"),
                null,
                "Kepala"));
    String login = "o-" + UUID.randomUUID();
    String hash = accounts.hash("kata-sandi-panjang");
    var officer = accounts.openHashed(login, login, hash, opd.value(), Role.LIAISON);
    String address = login + "@contoh.example";
    accounts.setEmail(officer.accountId(), address, null);
    ReportId report = city.filed("Lampu mati.").id();
    for (int i = 1; i <= 3; i++) {
      MessageStore.Text text = new MessageStore.Text("Kabar " + i, "Kabar " + i);
      digests.add(
          List.of(
              new Digests.Held(
                  new Digests.Line(opd, report, new Bilingual(text, text)),
                  null,
                  MONDAY.plusSeconds(i),
                  MONDAY.plusSeconds(60 - i),
                  false)));
    }
    // What was touched since lies elsewhere in the table.
    jdbc.sql("UPDATE notification_digest_line SET body = body || '!' WHERE body = 'Kabar 1'")
        .update();
    digests.compose(MONDAY.plusSeconds(60));
    assertThat(
            jdbc.sql("SELECT body FROM notification_message WHERE recipient = ?")
                .param(address)
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("Kabar 1!\n\nKabar 2\n\nKabar 3");
  }
}
