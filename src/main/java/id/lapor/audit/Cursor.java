package id.lapor.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Rows one after the other, the next one in sight; never all at once in memory. A thread of its own
 * fetches and reads the next few thousand while the caller works on these, so that two cores have
 * something to do. What goes wrong there is thrown where the row would have been.
 */
final class Cursor<T> implements AutoCloseable {

  private static final int BATCH = 1_000;
  private static final int BATCHES_AHEAD = 4;

  /** Some rows; the last batch says so, and why if there should have been more. */
  private record Batch<T>(List<T> rows, boolean last, @Nullable RuntimeException failure) {}

  private final Stream<T> rows;
  private final BlockingQueue<Batch<T>> ahead = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private final Thread reader;
  private Batch<T> batch = new Batch<>(List.of(), false, null);
  private int at;

  private Cursor(Stream<T> rows) {
    this.rows = rows;
    this.reader = Thread.ofPlatform().name("verify-reader").daemon().start(this::read);
    load();
  }

  static <T> Cursor<T> over(Stream<T> rows) {
    return new Cursor<>(rows);
  }

  static <T> Cursor<T> of(JdbcTemplate jdbc, String sql, RowMapper<T> mapper) {
    return new Cursor<>(Rows.of(jdbc, sql, mapper));
  }

  /** The row in sight, null at the end. */
  @Nullable T peek() {
    return at < batch.rows().size() ? batch.rows().get(at) : null;
  }

  void advance() {
    at++;
    load();
  }

  private void load() {
    try {
      while (at >= batch.rows().size() && !batch.last()) {
        batch = ahead.take();
        at = 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while reading", e);
    }
    if (at >= batch.rows().size() && batch.failure() != null) {
      throw batch.failure();
    }
  }

  private void read() {
    List<T> some = new ArrayList<>(BATCH);
    @Nullable RuntimeException failure = null;
    try {
      try {
        Iterator<T> iterator = rows.iterator();
        while (iterator.hasNext()) {
          some.add(iterator.next());
          if (some.size() == BATCH) {
            ahead.put(new Batch<>(some, false, null));
            some = new ArrayList<>(BATCH);
          }
        }
      } catch (RuntimeException e) {
        failure = e;
      }
      ahead.put(new Batch<>(some, true, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller has seen enough
    }
  }

  /** Waits for the reader to let go of the connection before the rows are given back. */
  @Override
  public void close() {
    reader.interrupt();
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    rows.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
