package id.lapor.deadline;

import id.lapor.platform.task.Figure;
import id.lapor.platform.task.Task;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** {@code ./lapor bench clocks}: a million running clocks, and a decree that moves some of them. */
@Component
@Profile("bench")
class BenchClocks implements Task {

  private static final ClocksBench.Size PROMISED = new ClocksBench.Size(1_000_000, 20_000, 100_000);

  private final ClocksBench bench;

  BenchClocks(ClocksBench bench) {
    this.bench = bench;
  }

  @Override
  public String name() {
    return "bench-clocks";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) {
    if (!arguments.equals(List.of("clocks"))) {
      throw new WrongUse("bench clocks takes nothing but --data.");
    }
    terminal.say(Figure.table(bench.run(PROMISED)));
    return 0;
  }
}
