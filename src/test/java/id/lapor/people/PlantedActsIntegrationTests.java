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
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private Officer admin;
  private Officer second;
  private Officer kiki;

  @BeforeEach
  void live() {
    City city = new City(agencies, reports);
    admin = City.topmost(accounts, agencies);
    if (accounts.find("kiki").isEmpty()) {
      accounts.open("kiki", "kiki", PASSWORD, city.desk.value(), Role.COORDINATOR);
      accounts.open(
          "dua", "dua", PASSWORD, agencies.superior(city.desk).value(), Role.ADMINISTRATOR);
    }
    kiki = accounts.find("kiki").orElseThrow();
    second = accounts.find("dua").orElseThrow();
  }

  private void plant(Officer whom, AccountAct.What what, Officer by, Instant at) {
    jdbc.update(
        """
        INSERT INTO people_account_act (account_id, seq, at, what, by_account, by_name)
        SELECT account_id, max(seq) + 1, ?, ?, ?, ? FROM people_account_act
        WHERE account_id = ?
        GROUP BY 1
        """,
        Timestamp.from(at),
        what.name(),
        by.accountId(),
        by.name(),
        whom.accountId());
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

  private Readmissions.Waiting waiting() {
    return Objects.requireNonNull(
        readmissions.of(List.of(kiki.accountId())).get(kiki.accountId()));
  }

  @Test
  void takesNobodyFromThoseWhoAgree() {
    invited(now -> {
      plant(second, AccountAct.What.MOVED, admin, now);
      assertThat(waiting().until()).isNull();
      assertThat(readmissions.mayAgree(waiting(), second)).isTrue();
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
}
