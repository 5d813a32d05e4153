package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.task.Figure;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

/**
 * The bench measures what it says, in the house as {@code ./lapor bench} starts it; how fast is for
 * the bench to tell.
 */
@DatabaseTest
@ActiveProfiles({"test", "bench"})
class ClocksBenchIntegrationTests {

  @Autowired ClocksBench bench;
  @Autowired SettableClock clock;

  @Test
  void firesAndMovesAllItCounts() {
    int running = Integer.getInteger("bench.running", 4_000);
    int due = Integer.getInteger("bench.due", 600);
    int open = Integer.getInteger("bench.open", 700);
    List<Figure> figures = asTimePasses(() -> bench.run(new ClocksBench.Size(running, due, open)));
    System.out.println(Figure.table(figures));
    assertThat(figures).hasSize(10).allMatch(f -> f.value() > 0);
    assertThatThrownBy(() -> bench.run(new ClocksBench.Size(1, 1, 1)))
        .hasMessageContaining("empty --data directory");
  }

  /** The bench measures under load that comes with time, so here the present goes on for once. */
  private <T> T asTimePasses(Supplier<T> work) {
    Instant begin = clock.instant();
    long start = System.nanoTime();
    CompletableFuture<T> done =
        CompletableFuture.supplyAsync(work, r -> Thread.ofVirtual().start(r));
    while (!done.isDone()) {
      clock.set(begin.plusNanos(System.nanoTime() - start));
      LockSupport.parkNanos(1_000_000);
    }
    return done.join();
  }
}
