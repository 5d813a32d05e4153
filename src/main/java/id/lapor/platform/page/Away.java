package id.lapor.platform.page;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells a database that is away, starting, ending or full from a fault of ours, however deep it is
 * wrapped: by templates, by a roll-back that failed too, by what read a key.
 */
final class Away {

  /** Classes of SQLSTATE: connection, resources, operator's intervention, system error. */
  private static final Set<String> STATES = Set.of("08", "53", "57", "58");

  private static final int DEPTH = 20;

  private Away() {}

  static boolean caused(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int i = 0; i < DEPTH && cause != null; i++) {
      if (is(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean is(Throwable t) {
    return switch (t) {
      case DataAccessResourceFailureException _,
          TransientDataAccessException _,
          CannotCreateTransactionException _,
          TransactionSystemException _,
          SQLTransientException _ ->
          true;
      case SQLException sql -> sql.getSQLState() != null && STATES.contains(state(sql));
      default -> false;
    };
  }

  private static String state(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    return state.substring(0, Math.min(2, state.length()));
  }
}
