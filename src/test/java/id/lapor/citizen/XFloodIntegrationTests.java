package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Lines;
import id.lapor.channel.x.XServer;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** However many strangers mention the account, reports are read every day and answered. */
@ApplicationTest
class XFloodIntegrationTests extends XSpending {

  private static final XServer X = new XServer();
  private static final BigDecimal CAP = new BigDecimal("10");

  @DynamicPropertySource
  static void account(DynamicPropertyRegistry registry) {
    X.settings().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("lapor.x.cost.cap", CAP::toString);
    registry.add("lapor.x.cost.read", () -> "0.01");
    registry.add("lapor.x.cost.write", () -> "0.01");
    registry.add("lapor.x.cost.writing", () -> "0.4");
  }

  @AfterAll
  static void stop() {
    X.close();
  }

  @Override
  BigDecimal cap() {
    return CAP;
  }

  @Test
  void readsADaysShareAndGoesOnTheNextDayWhereItStopped() throws Exception {
    new City(agencies, reports);
    X.at(clock);
    clock.set(Instant.parse("2026-03-01T02:00:00Z"));
    round.run();
    for (int i = 0; i < 60; i++) {
      X.timeline.write(
          "10000000000" + (10 + i), "@lapor1708 BONTANG lampu mati di gang nomor " + i);
    }
    pass();
    assertThat(read()).as("of 6 the 31st part, each 0.01").isEqualTo(19);
    assertThat(X.timeline.answers()).as("answers are not silenced").isEqualTo(19);
    assertThat(lines.state(Lines.X).orElseThrow().trouble()).isEqualTo(Lines.Trouble.DAY);
    assertThat(page()).contains("Jatah baca hari ini habis");
    clock.advance(java.time.Duration.ofHours(1));
    pass();
    assertThat(read()).as("the same day").isEqualTo(19);
    clock.set(Instant.parse("2026-03-02T00:01:00Z"));
    pass();
    assertThat(read()).isEqualTo(38);
    clock.set(Instant.parse("2026-03-05T00:01:00Z"));
    pass();
    pass();
    assertThat(read()).as("with what the days between left").isEqualTo(60);
    assertThat(X.timeline.answers()).isEqualTo(60);
    assertThat(lines.state(Lines.X).orElseThrow().trouble()).isNull();
    assertThat(page()).doesNotContain("Jatah baca hari ini habis");
  }

  private long read() {
    return posts.state().orElseThrow().use().read();
  }
}
