package id.lapor.operations;

import id.lapor.platform.db.DatabaseRoles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether the database itself keeps the application from changing history and reading the vault.
 */
final class RoleCheck {

  /** Of whoever asks. */
  private static final String TOO_MUCH =
      """
      SELECT EXISTS (
        SELECT FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace
          AND (c.relname IN ('audit_leaf', 'audit_place', 'audit_node', 'audit_checkpoint', 'report_event',
                 'people_account_act')
               AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
            OR c.relname = 'people_vault' AND has_any_column_privilege(c.oid, 'SELECT')))
      """;

  private static final String OWNS =
      """
      SELECT r.rolsuper OR EXISTS (
        SELECT FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname = 'people_vault'
          AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
      FROM pg_roles r
      WHERE r.rolname = session_user
      """;

  private RoleCheck() {}

  /**
   * @param login signed in as the application does
   */
  static Finding look(Connection login) throws SQLException {
    String name = login.getMetaData().getUserName();
    if (!DatabaseRoles.work(login)) {
      return Finding.wrong(DatabaseRoles.missing(name));
    }
    try (Statement statement = login.createStatement()) {
      statement.execute("SET ROLE " + DatabaseRoles.APPLICATION);
      boolean tooMuch = yes(statement, TOO_MUCH);
      statement.execute("RESET ROLE");
      if (tooMuch) {
        return Finding.wrong(
            "The role lapor_app may change what is on record or read the vault. Whoever owns the"
                + " tables gives and takes rights at each start: start anew, with its login under"
                + " lapor.database.owner.");
      }
      return Finding.of(
          !yes(statement, OWNS),
          "The database keeps the application from changing history and from the vault.",
          Finding.hint(owner(name)));
    }
  }

  private static String owner(String name) {
    return """
    The application works as lapor_app, but signs in as %1$s, who owns the tables: whoever gets to speak there in its \
    place can be %1$s again. Say there: ALTER ROLE lapor_app LOGIN PASSWORD '…'; then set lapor.database.user to \
    lapor_app and lapor.database.owner.user to %1$s, each with its password.\
    """
        .formatted(name);
  }

  private static boolean yes(Statement statement, String sql) throws SQLException {
    try (ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
