package id.lapor.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** So many clients who do the same thing over and over for a while. */
final class Clients {

  static final int MANY = 8;

  private Clients() {}

  /** Work of one client, done once. */
  interface Work {
    void once() throws Exception;
  }

  /**
   * Lets {@value #MANY} clients work; what they did in the first fifth of the time does not count.
   */
  static Sample work(Duration time, Work work) {
    return work(MANY, time, work);
  }

  /** The same with so many clients. */
  static Sample work(int clients, Duration time, Work work) {
    long start = System.nanoTime();
    long counted = start + time.toNanos() / 5;
    long end = start + time.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(threads.submit(client(work, counted, end)));
      }
      List<Long> nanos = new ArrayList<>();
      for (Future<List<Long>> one : all) {
        nanos.addAll(one.get());
      }
      return Sample.of(
          nanos.stream().flatMapToLong(LongStream::of).toArray(), (end - counted) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A client of the measurement failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was interrupted", e);
    }
  }

  private static Callable<List<Long>> client(Work work, long counted, long end) {
    return () -> {
      List<Long> nanos = new ArrayList<>();
      for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
        work.once();
        long after = System.nanoTime();
        if (before >= counted && after <= end) {
          nanos.add(after - before);
        }
      }
      return nanos;
    };
  }
}
