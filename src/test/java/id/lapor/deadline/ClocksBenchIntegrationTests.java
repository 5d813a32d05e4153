package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.DatabaseTest;
import java.util.List;
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

  @Test
  void firesAndMovesAllItCounts() {
    int running = Integer.getInteger("bench.running", 3_000);
    int due = Integer.getInteger("bench.due", 600);
    int open = Integer.getInteger("bench.open", 700);
    List<ClocksBench.Figure> figures = bench.run(new ClocksBench.Size(running, due, open));
    System.out.println(ClocksBench.table(figures));
    assertThat(figures).hasSize(5).allMatch(f -> f.value() > 0);
    assertThatThrownBy(() -> bench.run(new ClocksBench.Size(1, 1, 1)))
        .hasMessageContaining("empty --data directory");
  }
}
