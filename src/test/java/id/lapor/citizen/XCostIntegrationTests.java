package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.channel.x.XServer;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What may be spent in a month is never gone beyond, and nothing is lost by that. */
@ApplicationTest
class XCostIntegrationTests extends XSpending {

  private static final XServer X = new XServer();
  private static final BigDecimal CAP = new BigDecimal("0.50");

  @DynamicPropertySource
  static void account(DynamicPropertyRegistry registry) {
    X.settings().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("lapor.x.cost.cap", CAP::toString);
    registry.add("lapor.x.cost.read", () -> "0.005");
    registry.add("lapor.x.cost.write", () -> "0.05");
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
  void stopsAtTheCapAndGoesOnNextMonth() throws Exception {
    new City(agencies, reports);
    X.at(clock);
    clock.set(Instant.parse("2026-01-30T02:00:00Z"));
    round.run();
    for (int i = 0; i < 10; i++) {
      X.timeline.write("100000000000" + i, "@lapor1708 BONTANG lampu mati di gang nomor " + i);
    }
    pass();
    assertThat(X.timeline.answers()).as("ten read, nine answered").isEqualTo(9);
    assertThat(posts.state().orElseThrow().use())
        .satisfies(use -> {
          assertThat(use.cost()).isEqualByComparingTo(CAP);
          assertThat(use.read()).isEqualTo(10);
          assertThat(use.written()).isEqualTo(9);
        });
    X.timeline.write("1000000000010", "@lapor1708 BONTANG lampu mati di gang terakhir");
    int asked = X.asked().size();
    for (int i = 0; i < 20; i++) {
      clock.advance(java.time.Duration.ofMinutes(30));
      pass();
    }
    assertThat(X.asked()).as("X is left alone").hasSize(asked);
    assertThat(lines.state(Lines.X).orElseThrow().trouble()).isEqualTo(Lines.Trouble.CAPPED);
    assertThat(page()).contains("Batas biaya bulan ini tercapai", "0,50 dari 0,50");
    assertThat(wires.sent(Wire.Kind.X).waiting()).isEqualTo(1);
    assertThat(wires.serves(Wire.Kind.X)).as("it is there all the same").isTrue();
    clock.set(Instant.parse("2026-02-01T00:00:30Z"));
    pass();
    assertThat(X.timeline.answers()).as("what waited").isEqualTo(10);
    assertThat(lines.state(Lines.X).orElseThrow().trouble())
        .as("a day of it is less than the smallest page")
        .isEqualTo(Lines.Trouble.DAY);
    clock.set(Instant.parse("2026-02-03T00:00:30Z"));
    pass();
    assertThat(X.timeline.answers()).isEqualTo(11);
    assertThat(lines.state(Lines.X).orElseThrow().trouble()).isNull();
    assertThat(page()).doesNotContain("Batas biaya bulan ini tercapai").contains("0,11 dari 0,50");
  }
}
