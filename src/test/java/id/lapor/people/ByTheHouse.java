package id.lapor.people;

import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What whoever runs the installation does to accounts, on record as nobody's. */
public record ByTheHouse(BeanFactory beans) {

  /** Puts the officer into another role at the same office. */
  public Officer moves(Officer officer, Role role) {
    beans
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(_ -> {
          beans
              .getBean(JdbcTemplate.class)
              .update(
                  "UPDATE people_position SET role = ? WHERE account_id = ?",
                  role.name(),
                  officer.accountId());
          beans
              .getBean(AccountBook.class)
              .write(officer.accountId(), AccountAct.What.MOVED, null, officer.agencyId(), role);
        });
    return Objects.requireNonNull(
        beans.getBean(Accounts.class).find(officer.accountId()).orElse(null));
  }

  /** As this administrator did before nobody agreed to an account that was not used. */
  public void agrees(Officer whom, Officer by) {
    beans
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(_ ->
            beans
                .getBean(AccountBook.class)
                .write(
                    whom.accountId(),
                    AccountAct.What.READMITTED,
                    by,
                    whom.agencyId(),
                    whom.role()));
  }
}
