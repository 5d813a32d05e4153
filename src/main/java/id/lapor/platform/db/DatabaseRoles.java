package id.lapor.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Under whom the house works in its database. Whoever owns the tables migrates them and does
 * nothing else; {@link #APPLICATION} adds to what is on record and changes none of it; {@link
 * #VAULT}, which it becomes for single statements only, reads identities. What each may do stands
 * in R__rights.sql.
 */
public final class DatabaseRoles {

  public static final String APPLICATION = "lapor_app";
  public static final String VAULT = "lapor_vault";

  private static final Logger log = LoggerFactory.getLogger(DatabaseRoles.class);

  /** Whoever is the one inherits nothing of the other, on every version of PostgreSQL. */
  private static final String MAKE =
      """
      DO $$
      BEGIN
        IF to_regrole('lapor_vault') IS NULL THEN
          CREATE ROLE lapor_vault;
        END IF;
        IF to_regrole('lapor_app') IS NULL THEN
          CREATE ROLE lapor_app;
        END IF;
        IF NOT EXISTS (
          SELECT FROM pg_auth_members
          WHERE roleid = 'lapor_vault'::regrole AND member = 'lapor_app'::regrole) THEN
          ALTER ROLE lapor_app NOINHERIT;
          GRANT lapor_vault TO lapor_app;
        END IF;
      END $$
      """;

  private final boolean apart;

  private DatabaseRoles(boolean apart) {
    this.apart = apart;
  }

  /** Whether the application works under a role of its own, and becomes another for the vault. */
  public boolean apart() {
    return apart;
  }

  /** Makes what is missing, as far as the owner may. */
  static void make(Connection owner) {
    attempt(owner, MAKE);
  }

  /** Lets the application sign in as its role where nobody asks for passwords. */
  static void letIn(Connection owner) {
    attempt(owner, "ALTER ROLE lapor_app LOGIN");
  }

  /** Makes what is missing and tries whether the application's login can work under it. */
  static DatabaseRoles between(DataSource owner, DataSource login) throws SQLException {
    try (Connection own = owner.getConnection();
        Connection application = login.getConnection()) {
      boolean apart = work(application);
      if (!apart) {
        String name = application.getMetaData().getUserName();
        attempt(own, "GRANT lapor_app TO " + quoted(name));
        apart = work(application);
        if (!apart) {
          log.warn(missing(name));
        }
      }
      return new DatabaseRoles(apart);
    }
  }

  /** Whether a login can be both, tried and not concluded; it is itself again afterwards. */
  public static boolean work(Connection login) {
    return attempt(login, "SET ROLE lapor_app")
        && attempt(login, "SET ROLE lapor_vault")
        && attempt(login, "RESET ROLE");
  }

  /** What somebody who may make roles has to do for this login, in a sentence. */
  public static String missing(String login) {
    return """
    The database lets %1$s change what is on record and read the vault, because the roles for less are not there. \
    As somebody who may make roles, say there: CREATE ROLE lapor_vault; CREATE ROLE lapor_app NOINHERIT; \
    GRANT lapor_vault TO lapor_app; GRANT lapor_app TO %2$s; and start anew.\
    """
        .formatted(login, quoted(login));
  }

  private static boolean attempt(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      log.debug("Not allowed in the database: {}", e.getMessage());
      return false;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
