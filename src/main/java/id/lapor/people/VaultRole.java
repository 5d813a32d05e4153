package id.lapor.people;

import id.lapor.platform.db.DatabaseRoles;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one place where the application becomes the role that may read what is sealed with the
 * vault's key, for the statements that need it and no longer. It is the transaction of whoever
 * asks, so that a look and its entry on the trail commit together; the end of that transaction ends
 * the role whatever happens.
 */
@Component
class VaultRole {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final DatabaseRoles roles;

  VaultRole(JdbcTemplate jdbc, TransactionTemplate transaction, DatabaseRoles roles) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.roles = roles;
  }

  /**
   * @param statements on tables of the vault; no others work, nor does another call of this
   */
  <T extends @Nullable Object> T in(Supplier<T> statements) {
    return transaction.execute(status -> {
      become(DatabaseRoles.VAULT);
      T answer = statements.get();
      if (!status.isNewTransaction()) { // else it ends here
        become(DatabaseRoles.APPLICATION);
      }
      return answer;
    });
  }

  private void become(String role) {
    if (roles.apart()) {
      jdbc.execute("SET LOCAL ROLE " + role);
    }
  }
}
