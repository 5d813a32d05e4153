package id.lapor.operations;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A few writers that work while the next batch is read; the first failure stops all. */
final class Writers implements AutoCloseable {

  private final int most;
  private final Semaphore free;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Writers(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  /** Hands work to a writer; waits while all are busy. */
  void write(Runnable work) {
    free.acquireUninterruptibly();
    check();
    threads.execute(() -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      } finally {
        free.release();
      }
    });
  }

  /** Waits for the last of them. */
  void finish() {
    free.acquireUninterruptibly(most);
    free.release(most);
    check();
  }

  private void check() {
    @Nullable RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
