package id.lapor.channel.smpp;

import id.lapor.platform.task.Figure;
import id.lapor.platform.task.Task;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** {@code ./lapor bench channels}: bursts of SMS in and out, and long ones in a muddle. */
@Component
@Profile("bench")
class BenchChannels implements Task {

  private static final ChannelsBench.Size PROMISED = new ChannelsBench.Size(100_000, 50_000, 5_000);

  private final ChannelsBench bench;

  BenchChannels(ChannelsBench bench) {
    this.bench = bench;
  }

  @Override
  public String name() {
    return "bench-channels";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) {
    if (!arguments.equals(List.of("channels"))) {
      throw new WrongUse("bench channels takes nothing but --data.");
    }
    try {
      terminal.say(Figure.table(bench.run(PROMISED)));
      return 0;
    } catch (java.io.IOException e) {
      throw new IllegalStateException("The line to the operator of the measurement broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was stopped", e);
    }
  }
}
