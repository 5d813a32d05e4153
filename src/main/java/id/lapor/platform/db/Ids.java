package id.lapor.platform.db;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers of a sequence for rows that need them before they are written. None is kept for a later
 * transaction: a number is safe from being given out again after a crash only once the transaction
 * that fetched it has committed.
 */
public final class Ids {

  private final JdbcTemplate jdbc;
  private final String sequence;

  /**
   * @param sequence by name; a constant of the code, never something typed
   */
  public Ids(JdbcTemplate jdbc, String sequence) {
    this.jdbc = jdbc;
    this.sequence = sequence;
  }

  /** So many numbers, none given out before, for the present transaction. */
  public List<Long> next(int count) {
    return jdbc.query(
        "SELECT nextval('" + sequence + "') FROM generate_series(1, ?)",
        (row, _) -> row.getLong(1),
        count);
  }
}
