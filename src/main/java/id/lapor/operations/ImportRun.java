package id.lapor.operations;

import id.lapor.platform.task.Terminal;
import id.lapor.report.Reports;
import id.lapor.report.TakenOver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One import from the first row to the last: reads on while earlier batches are written. */
final class ImportRun implements AutoCloseable {

  /** Rows in one transaction. */
  private static final int BATCH = 1_000;

  /** Batches written at the same time while the next is read. */
  private static final int WRITERS = 2;

  private static final int TRIES = 3;

  private final Reports reports;
  private final ImportReports.Order order;
  private final Rejects rejects;
  private final Terminal terminal;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Writers writers = new Writers(WRITERS);
  private final long start = System.nanoTime();
  private final AtomicLong taken = new AtomicLong();
  private long rows;

  ImportRun(Reports reports, ImportReports.Order order, Rejects rejects, Terminal terminal) {
    this.reports = reports;
    this.order = order;
    this.rejects = rejects;
    this.terminal = terminal;
  }

  void stream(RowFile file) {
    List<TakenOver> batch = new ArrayList<>(BATCH);
    try {
      for (@Nullable String row = file.next(); row != null; row = file.next()) {
        @Nullable TakenOver one = read(row, file.line());
        if (one != null) {
          batch.add(one);
        }
        if (batch.size() == BATCH) {
          List<TakenOver> full = List.copyOf(batch);
          writers.write(() -> take(full));
          batch.clear();
          terminal.progress(file.share(), words());
        }
      }
      writers.write(() -> take(batch));
      writers.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void tell() {
    long wrong = rejects.count();
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d rows in %.1f s, %,.0f a second: %,d taken, %,d here already, %,d rejected%s.",
            rows,
            seconds(),
            rows / seconds(),
            taken.get(),
            rows - taken.get() - wrong,
            wrong,
            wrong == 0 ? "" : " (see " + order.rejects() + ")"));
  }

  private @Nullable TakenOver read(String row, long line) throws IOException {
    String bare = element(row);
    if (bare.isEmpty()) {
      return null;
    }
    rows++;
    try {
      JsonNode node = json.readTree(bare);
      return Open311Row.read(node, order.source(), order.desk().id());
    } catch (JacksonException e) {
      rejects.add(line, "it is not JSON: " + e.getOriginalMessage(), row);
    } catch (Open311Row.Unfit e) {
      rejects.add(line, String.valueOf(e.getMessage()), row);
    }
    return null;
  }

  /** An array written with one element a line is read like plain lines. */
  private static String element(String row) {
    String bare = row.strip();
    if (bare.startsWith("[")) {
      bare = bare.substring(1).strip();
    }
    if (bare.endsWith(",") || bare.endsWith("]")) {
      bare = bare.substring(0, bare.length() - 1).strip();
    }
    return bare;
  }

  /**
   * A random number that meets a taken one, or a row another writer took just now, needs a second
   * try.
   */
  private void take(List<TakenOver> batch) {
    for (int i = 1; ; i++) {
      try {
        taken.addAndGet(reports.takeOver(batch));
        return;
      } catch (DuplicateKeyException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private double seconds() {
    return Math.max(0.001, (System.nanoTime() - start) / 1e9);
  }

  private String words() {
    return String.format(Locale.ROOT, "%,d rows, %,.0f a second", rows, rows / seconds());
  }

  @Override
  public void close() {
    writers.close();
  }
}
