package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.channel.Wire;
import id.lapor.notification.Notifications;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reports and messages are held before an identity, and what was asked about it after: nobody who
 * lets go of one waits for somebody who waits for them.
 */
@ApplicationTest
class LockOrderIntegrationTests {

  private static final String VAULT =
      "SELECT reporter_id FROM people_vault WHERE reporter_id = %d FOR UPDATE%s";

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Reveals reveals;
  @Autowired Accounts accounts;
  @Autowired Codes codes;
  @Autowired DataRequests requests;
  @Autowired Notifications notifications;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;
  private ReporterId wahyu;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    wahyu = reporters.keep(new Contact("Wahyu", "+628120000851", null));
  }

  /** Holds some rows, lets another begin, and takes others once that one waits. */
  private void meanwhile(String held, Runnable other, String taken) throws Exception {
    try (ExecutorService side = Executors.newSingleThreadExecutor()) {
      Future<?> waiting =
          Objects.requireNonNull(
              transaction.execute(_ -> {
                assertThat(jdbc.queryForList(held)).as(held).isNotEmpty();
                Future<?> begun = side.submit(other);
                while (!begun.isDone() && !somebodyWaits()) {
                  Thread.onSpinWait();
                }
                assertThat(begun.isDone()).as("it waits for what is held").isFalse();
                assertThat(jdbc.queryForList(taken)).as(taken).isNotEmpty();
                return begun;
              }));
      waiting.get();
    }
  }

  private boolean somebodyWaits() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            SELECT EXISTS (
              SELECT FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock')
            """,
            Boolean.class));
  }

  private String vault(String how) {
    return VAULT.formatted(wahyu.value(), how);
  }

  @Test
  void holdsAnIdentityBeforeWhatWasAskedAboutIt() throws Exception {
    Officer sari = supervisor("sari");
    Officer tono = supervisor("tono");
    reveals.ask(wahyu, "7K3M-Q9TX-5", sari, "Perlu tahu siapa yang melapor.");
    long id =
        Objects.requireNonNull(
            jdbc.queryForObject("SELECT max(id) FROM people_reveal", Long.class));
    String asked = "SELECT id FROM people_reveal WHERE id = %d FOR UPDATE NOWAIT".formatted(id);
    meanwhile(vault(""), () -> reveals.decide(id, tono, true), asked);
    meanwhile(vault(""), () -> reveals.open(id, sari), asked);
  }

  private Officer supervisor(String login) {
    return accounts.open(login, login, "kata-sandi-panjang", city.desk.value(), Role.SUPERVISOR);
  }

  @Test
  void holdsAnIdentityBeforeItsCode() throws Exception {
    String code = codes.issue(codes.toProve(wahyu, true).orElseThrow());
    meanwhile(
        vault(""),
        () -> codes.redeem(wahyu, true, code),
        "SELECT reporter_id FROM people_code WHERE reporter_id = %d FOR UPDATE NOWAIT"
            .formatted(wahyu.value()));
  }

  /** The postman has the message and comes to whom it is for. */
  @Test
  void holdsMessagesBeforeAnIdentity() throws Exception {
    city.filed("Lampu jalan mati di depan pasar.", wahyu);
    for (Runnable act :
        List.<Runnable>of(() -> reporters.restrict(wahyu, true), () -> reporters.erase(wahyu))) {
      meanwhile(messages(wahyu), act, vault(" NOWAIT"));
    }
  }

  /** Also of what a correction would make of it, which goes with it or alone. */
  @Test
  void holdsMessagesToANewAddressBeforeAnIdentity() throws Exception {
    reporters.prove(wahyu, true);
    for (Runnable act :
        List.<Runnable>of(() -> requests.withdraw(wahyu), () -> reporters.erase(wahyu))) {
      assertThat(requests.correct(wahyu, new Contact("Wahyu", "+628120000852", null))).isFalse();
      ReporterId fresh = Objects.requireNonNull(requests.correction(wahyu).orElseThrow().fresh());
      notifications.sendCode(null, fresh, Wire.Kind.SMS, "123456");
      meanwhile(messages(fresh), act, vault(" NOWAIT"));
    }
  }

  private static String messages(ReporterId reporter) {
    return "SELECT id FROM notification_message WHERE reporter_id = %d FOR UPDATE"
        .formatted(reporter.value());
  }

  /** Whoever publishes a name has the report and comes to the identity. */
  @Test
  void holdsReportsBeforeAnIdentity() throws Exception {
    Report report = city.filed("Lampu jalan mati di depan pasar.", wahyu);
    meanwhile(
        "SELECT id FROM report_case WHERE id = %d FOR UPDATE".formatted(report.id().value()),
        () -> reporters.erase(wahyu),
        vault(" NOWAIT"));
  }
}
