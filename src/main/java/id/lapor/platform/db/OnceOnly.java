package id.lapor.platform.db;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers in their order that are given out once, also where somebody sets their sequence back: to
 * what the sequence says {@value #BITS} random bits are added. What is sealed for a number, or on
 * record about it, is of nobody who came later.
 */
public final class OnceOnly {

  private static final int BITS = 31;

  private final JdbcTemplate jdbc;
  private final String next;
  private final RandomGenerator random = new SecureRandom();

  /**
   * @param table by name; a constant of the code, never something typed
   */
  public OnceOnly(JdbcTemplate jdbc, String table, String column) {
    this.jdbc = jdbc;
    this.next = "SELECT nextval(pg_get_serial_sequence('%s', '%s'))".formatted(table, column);
  }

  public long next() {
    long number = Objects.requireNonNull(jdbc.queryForObject(next, Long.class));
    return Math.multiplyExact(number, 1L << BITS) + random.nextLong(1L << BITS);
  }
}
