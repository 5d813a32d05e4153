package id.lapor.platform.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers of a sequence, fetched a few at a time so that a row's number costs no round trip of its
 * own. Numbers left over when the process ends are never used; order says nothing about time.
 */
public final class Ids {

  private static final int AT_ONCE = 64;

  private final JdbcTemplate jdbc;
  private final String sequence;
  private final Queue<Long> ready = new ArrayDeque<>();

  /**
   * @param sequence by name; a constant of the code, never something typed
   */
  public Ids(JdbcTemplate jdbc, String sequence) {
    this.jdbc = jdbc;
    this.sequence = sequence;
  }

  public long next() {
    return next(1).getFirst();
  }

  /** So many numbers, none given out before. */
  public List<Long> next(int count) {
    List<Long> numbers = new ArrayList<>(count);
    synchronized (ready) {
      while (numbers.size() < count && !ready.isEmpty()) {
        numbers.add(ready.remove());
      }
    }
    int missing = count - numbers.size();
    if (missing > 0) {
      List<Long> fetched = fetch(missing + AT_ONCE);
      numbers.addAll(fetched.subList(0, missing));
      synchronized (ready) {
        ready.addAll(fetched.subList(missing, fetched.size()));
      }
    }
    return numbers;
  }

  private List<Long> fetch(int count) {
    return jdbc.query(
        "SELECT nextval('" + sequence + "') FROM generate_series(1, ?)",
        (row, _) -> row.getLong(1),
        count);
  }
}
