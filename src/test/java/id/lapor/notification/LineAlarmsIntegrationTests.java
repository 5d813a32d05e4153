package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.channel.Alarm;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who answers for the wires hears of it at any hour, in their language. */
@DatabaseTest
class LineAlarmsIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired ApplicationEventPublisher publisher;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void tellsTheTopAtNightAndWhenItIsOver() {
    clock.set(Instant.parse("2026-03-01T17:30:00Z")); // a Sunday night
    new City(agencies, reports);
    String name = "o-" + UUID.randomUUID();
    long top = agencies.nationalAdmin().id().value();
    var opened =
        accounts.openHashed(
            name, name, accounts.hash("kata-sandi-panjang"), top, Role.NATIONAL_ADMIN);
    accounts.setEmail(opened.accountId(), name + "@contoh.example", null);
    Instant since = Instant.parse("2026-03-01T17:20:00Z");
    publisher.publishEvent(new Alarm("SMS", Alarm.Cause.SILENT, since, false));
    publisher.publishEvent(new Alarm("Operator A", Alarm.Cause.DOWN, since, false));
    publisher.publishEvent(new Alarm("Operator A", Alarm.Cause.DOWN, since, true));
    List<String> subjects =
        jdbc.sql(
                """
                SELECT subject FROM notification_message
                WHERE recipient = ? AND fires_at <= ? ORDER BY id
                """)
            .params(name + "@contoh.example", java.sql.Timestamp.from(clock.instant()))
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(subjects)
        .containsExactly(
            "Saluran SMS sunyi tidak seperti biasanya",
            "Saluran Operator A terputus",
            "Saluran Operator A pulih");
  }
}
