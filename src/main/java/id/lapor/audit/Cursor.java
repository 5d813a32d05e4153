package id.lapor.audit;

import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Rows one after the other, the next one in sight; never all at once in memory. */
final class Cursor<T> implements AutoCloseable {

  private static final int FETCH = 5_000;

  private final Stream<T> rows;
  private final Iterator<T> iterator;
  private @Nullable T next;

  private Cursor(Stream<T> rows) {
    this.rows = rows;
    this.iterator = rows.iterator();
    advance();
  }

  static <T> Cursor<T> over(Stream<T> rows) {
    return new Cursor<>(rows);
  }

  static <T> Cursor<T> of(JdbcTemplate jdbc, String sql, RowMapper<T> mapper) {
    JdbcTemplate slow = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
    slow.setFetchSize(FETCH);
    return new Cursor<>(slow.queryForStream(sql, mapper));
  }

  /** The row in sight, null at the end. */
  @Nullable T peek() {
    return next;
  }

  void advance() {
    next = iterator.hasNext() ? iterator.next() : null;
  }

  @Override
  public void close() {
    rows.close();
  }
}
