package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.audit.Verdict;
import id.lapor.audit.Verifier;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything done to an account is on record, and stays there as it was. */
@ApplicationTest
class AccountBookIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired Invitations invitations;
  @Autowired Sessions sessions;
  @Autowired SecondStep secondStep;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  @Test
  void tellsALifeWithWhoDidWhat() throws Exception {
    Officer admin = accounts.open("adi", "Adi", PASSWORD, 1, Role.ADMINISTRATOR);
    Officer dewi = accounts.openInvited("dewi", "Dewi", 2, Role.LIAISON, admin);
    assertThat(invitations.accept(invitations.invite(dewi, admin), PASSWORD)).isPresent();
    for (int i = 0; i < 2; i++) {
      web.perform(post("/masuk").with(csrf()).param("login", "dewi").param("password", PASSWORD));
    }
    String mark = sessions.of("dewi", "").getFirst().mark();
    sessions.end(admin, mark);
    sessions.end(dewi, mark);
    accounts.setPassword(dewi, PASSWORD + 2);
    byte[] secret = secondStep.offered(dewi, 1);
    String code = Totp.code(secret, Totp.step(clock.instant()), 6);
    assertThat(secondStep.confirm(dewi, secret, code)).isTrue();
    accounts.move(dewi, 3, Role.APPROVER, admin);
    Officer moved = accounts.find("dewi").orElseThrow();
    accounts.close(moved, admin, clock.instant());
    accounts.close(moved, admin, clock.instant());

    List<AccountAct> history = accounts.history(dewi.accountId()).reversed();
    assertThat(history)
        .extracting(a -> a.seq() + " " + a.what() + " " + a.byName())
        .containsExactly(
            "1 OPENED Adi",
            "2 INVITED Adi",
            "3 ACCEPTED Dewi",
            "4 SESSION_ENDED Dewi",
            "5 PASSWORD Dewi",
            "6 SECOND_STEP Dewi",
            "7 MOVED Adi",
            "8 CLOSED Adi");
    assertThat(history.get(6).agency()).isEqualTo(3);
    assertThat(history.get(6).role()).isEqualTo(Role.APPROVER);
    assertThat(accounts.history(admin.accountId()).getFirst().byName())
        .as("by whoever runs the installation")
        .isEmpty();
    assertThat(verifier.verify().first()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE people_account_act SET by_account = 1 + coalesce(by_account, 0) WHERE account_id ="
            + " ? AND seq = 2",
        "UPDATE people_account_act SET by_name = 'Bima' WHERE account_id = ? AND seq = 2",
        "UPDATE people_account_act SET what = 'PASSWORD' WHERE account_id = ? AND seq = 2",
        "UPDATE people_account_act SET role = 'COORDINATOR' WHERE account_id = ? AND seq = 2",
        "UPDATE people_account_act SET about = '7K3M-Q9TX-5' WHERE account_id = ? AND seq = 2",
        "UPDATE people_account_act SET agency_id = 9 WHERE account_id = ? AND seq = 2",
        "UPDATE people_account_act SET at = at - interval '1 hour' WHERE account_id = ? AND seq ="
            + " 2",
        "DELETE FROM people_account_act WHERE account_id = ? AND seq = 2",
        "DELETE FROM people_account_act WHERE account_id = ?"
      })
  void findsWhatSomebodyChangedBehindItsBack(String change) {
    Officer eka =
        accounts
            .find("eka")
            .orElseGet(() -> accounts.open("eka", "Eka", PASSWORD, 1, Role.LIAISON));
    accounts.move(eka, eka.agencyId() + 1, Role.LIAISON, eka);
    assertThatThrownBy(() -> jdbc.update(change, eka.accountId()))
        .hasMessageContaining("only ever added to");
    Verdict.Finding finding =
        transaction
            .execute(status -> {
              status.setRollbackOnly();
              jdbc.execute("SET LOCAL session_replication_role = replica");
              assertThat(jdbc.update(change, eka.accountId())).isPositive();
              return verifier.verify();
            })
            .first()
            .orElseThrow();
    assertThat(Objects.requireNonNull(finding).row()).contains("account");
    assertThat(verifier.verify().first()).isEmpty();
  }
}
