package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.task.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

/** The bench measures what it says; how fast is for the bench to tell. */
@DatabaseTest
@ActiveProfiles({"test", "bench"})
class ChannelsBenchIntegrationTests {

  @Autowired ChannelsBench bench;

  @Test
  void keepsAllItCounts() throws Exception {
    List<Figure> figures = bench.run(new ChannelsBench.Size(300, 250, 100));
    assertThat(figures).hasSize(10);
    assertThat(figures.subList(0, 9)).allMatch(f -> f.value() > 0);
  }
}
