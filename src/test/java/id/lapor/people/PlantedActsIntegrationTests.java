package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A row of an act the house did not write decides nothing, whichever way it would. */
@ApplicationTest
class PlantedActsIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired AccountBook book;
  @Autowired Readmissions readmissions;
  @Autowired OfficerMail mail;
  @Autowired Reporters reporters;
  @Autowired Retention retention;
  @Autowired Reveals reveals;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private Officer admin;
  private Officer second;
  private Officer tono;
  private Officer kiki;

  @BeforeEach
  void live() {
    City city = new City(agencies, reports);
    admin = City.topmost(accounts, agencies);
    if (accounts.find("tono").isEmpty()) {
      for (String name : List.of("sari", "tono")) {
        accounts.open(name, name, PASSWORD, city.desk.value(), Role.SUPERVISOR);
      }
      accounts.open("kiki", "kiki", PASSWORD, city.desk.value(), Role.COORDINATOR);
      accounts.open(
          "dua", "dua", PASSWORD, agencies.superior(city.desk).value(), Role.ADMINISTRATOR);
    }
    tono = accounts.find("tono").orElseThrow();
    kiki = accounts.find("kiki").orElseThrow();
    second = accounts.find("dua").orElseThrow();
  }

  private void plant(Officer whom, AccountAct.What what, Officer by, Instant at) {
    plant(whom, what, by, at, null);
  }

  private void plant(
      Officer whom, AccountAct.What what, Officer by, Instant at, @Nullable Role role) {
    jdbc.update(
        """
        INSERT INTO people_account_act (account_id, seq, at, what, by_account, by_name, role)
        SELECT account_id, max(seq) + 1, ?, ?, ?, ?, ? FROM people_account_act
        WHERE account_id = ?
        GROUP BY 1
        """,
        Timestamp.from(at),
        what.name(),
        by.accountId(),
        by.name(),
        role == null ? null : role.name(),
        whom.accountId());
  }

  /** As if an administrator who is alone had announced the move days ago. */
  @Test
  void hidesNoMoveIntoARoleThatMeetsIdentities() {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.update("UPDATE people_account SET disabled_at = now() WHERE login = 'dua'");
      Instant before = clock.instant().minus(Readmissions.ALONE).minusSeconds(1);
      plant(kiki, AccountAct.What.MOVED, admin, before, Role.SUPERVISOR);
      book.write(kiki.accountId(), AccountAct.What.MOVED, admin, kiki.agencyId(), Role.SUPERVISOR);
      assertThat(readmissions.of(List.of(kiki.accountId()))).containsKey(kiki.accountId());
    });
  }

  /** A link was made for an account that had been used; all of it is undone. */
  private void invited(Consumer<Instant> then) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      book.write(kiki.accountId(), AccountAct.What.INVITED, admin);
      assertThat(waiting().until()).as("somebody can agree").isNull();
      then.accept(clock.instant());
    });
  }

  private Readmissions.Agreed agreed() {
    return readmissions.agree(kiki, second, readmissions.lastOn(kiki.accountId()));
  }

  /** Not even where the very act that opened the account was changed. */
  @Test
  void keepsNobodyOutForEverByTheFirstAct() {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      jdbc.update(
          "UPDATE people_account_act SET at = at + interval '1 day' WHERE account_id = ? AND seq = 1",
          kiki.accountId());
      assertThat(readmissions.waits(kiki)).isTrue();
      book.write(kiki.accountId(), AccountAct.What.INVITED, admin);
      book.write(kiki.accountId(), AccountAct.What.ACCEPTED, kiki);
      assertThat(agreed()).isEqualTo(Readmissions.Agreed.DONE);
      assertThat(readmissions.waits(kiki)).isFalse();
      assertThat(readmissions.of(List.of(kiki.accountId()))).isEmpty();
    });
  }

  private Readmissions.Waiting waiting() {
    return Objects.requireNonNull(readmissions.of(List.of(kiki.accountId())).get(kiki.accountId()));
  }

  /** Nobody is left alone by it: whom it shuts out has to be let in again first. */
  @Test
  void takesNobodyFromThoseWhoAgree() {
    invited(now -> {
      plant(second, AccountAct.What.MOVED, admin, now);
      assertThat(waiting().until()).isNull();
      assertThat(readmissions.mayAgree(waiting(), second)).as("nor lets them").isFalse();
    });
  }

  @Test
  void prolongsNoWaitAlone() {
    invited(now -> {
      jdbc.update("UPDATE people_account SET disabled_at = now() WHERE login = 'dua'");
      Instant until = waiting().until();
      assertThat(until).isNotNull();
      plant(second, AccountAct.What.MOVED, admin, now.plusSeconds(99_999));
      assertThat(waiting().until()).isEqualTo(until);
    });
  }

  /** Where it stands on the account itself it shows no link to whoever planted it. */
  @Test
  void makesNoUsedAccountNew() {
    assertThat(mail.used(kiki)).isTrue();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      plant(kiki, AccountAct.What.OPENED, admin, clock.instant());
      assertThat(mail.used(kiki)).isTrue();
      assertThat(mail.way(accounts.find("kiki").orElseThrow(), true))
          .isNotEqualTo(OfficerMail.Way.PAGE);
    });
  }

  /** Whom it keeps out a new link and a second administrator let in again, for good. */
  @Test
  void keepsNobodyOutForEver() {
    invited(now -> {
      plant(kiki, AccountAct.What.EMAIL, second, now);
      plant(kiki, AccountAct.What.READMITTED, second, now);
      assertThat(readmissions.waits(kiki)).isTrue();
      assertThat(agreed()).isEqualTo(Readmissions.Agreed.NOT_IN_YET);
      book.write(kiki.accountId(), AccountAct.What.INVITED, admin);
      book.write(kiki.accountId(), AccountAct.What.ACCEPTED, kiki);
      assertThat(agreed()).isEqualTo(Readmissions.Agreed.DONE);
      assertThat(readmissions.waits(kiki)).isFalse();
      plant(kiki, AccountAct.What.EMAIL, second, now);
      assertThat(readmissions.waits(kiki)).isTrue();
    });
  }

  @Test
  void stopsNoRule() {
    retention.term(Retained.Rule.MESSAGES, 60, admin);
    assertThat(retention.start(Retained.Rule.MESSAGES, 60, 9, admin)).isTrue();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.update(
          """
          INSERT INTO people_account_act (account_id, seq, at, what, by_account, by_name, about)
          SELECT account_id, max(seq) + 1, timestamptz '9998-01-01', 'RETENTION_OFF', account_id, '', 'MESSAGES 60 0'
          FROM people_account_act
          WHERE account_id = ?
          GROUP BY 1
          """,
          admin.accountId());
      assertThat(retention.look()).isEmpty();
    });
    retention.stop(Retained.Rule.MESSAGES, admin);
  }

  /** What two persons agreed to opens, whatever else somebody wrote down about it. */
  @Test
  void shutsNothingTwoAgreedTo() {
    Officer sari = accounts.find("sari").orElseThrow();
    ReporterId wahyu = reporters.keep(new Contact("Wahyu", null, "wahyu@x.example"));
    reveals.ask(wahyu, "7K3M-Q9TX-5", sari, "Perlu tahu siapa yang melapor.");
    reveals.askForCase(wahyu, "7K3M-Q9TX-6", sari, "Ada yang terancam bahaya.");
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      List<Reveal> asked = reveals.latest(9, r -> wahyu.equals(r.reporter()));
      asked.forEach(r -> assertThat(reveals.decide(r.id(), tono, true)).isTrue());
      new Forger(jdbc)
          .look(wahyu.value(), Look.Purpose.APPROVED, tono, "Perlu tahu.", clock.instant());
      assertThat(asked)
          .hasSize(2)
          .allMatch(r ->
              r.what() == Reveal.What.CASE
                  ? reveals.read(r.id(), sari).isPresent()
                  : reveals.open(r.id(), sari).isPresent());
    });
  }
}
