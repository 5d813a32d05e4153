package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is down is asked again after pauses that grow, and noted as it changes. */
class GatewayTests implements Gateway.Book {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-02T04:00:00Z"));
  private final List<String> noted = new ArrayList<>();
  private final Gateway gateway = new Gateway(this, now::get);

  @Override
  public void well() {
    noted.add("well");
  }

  @Override
  public void ill(Lines.Trouble trouble) {
    noted.add(trouble.name());
  }

  private void pass(Duration time) {
    now.updateAndGet(n -> n.plus(time));
  }

  @Test
  void restsLongerWithEveryTryUpToAFewMinutes() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      assertThat(gateway.down(Lines.Trouble.AWAY, "Nobody answers", null).down()).isTrue();
      long seconds = 0;
      while (!gateway.open()) {
        pass(Duration.ofSeconds(1));
        seconds++;
      }
      pauses.add(seconds);
    }
    assertThat(pauses).containsExactly(10L, 20L, 40L, 80L, 160L, 180L, 180L, 180L);
    gateway.answered();
    assertThat(gateway.open()).isTrue();
    gateway.down(Lines.Trouble.AWAY, "Nobody answers", null);
    pass(Gateway.FIRST_PAUSE);
    assertThat(gateway.open()).as("from the start").isTrue();
  }

  @Test
  void isIdleOnceNothingWasHandedOverForLongerThanAMessageStandsBack() {
    assertThat(gateway.idle()).isTrue();
    gateway.down(Lines.Trouble.AWAY, "Nobody answers", null);
    pass(Gateway.FIRST_PAUSE.plus(Gateway.IDLE).minusSeconds(1));
    assertThat(gateway.idle()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(gateway.idle()).isTrue();
  }

  @Test
  void notesThatItWorksAtOnceAndThenOnceAMinute() {
    gateway.answered();
    gateway.answered();
    assertThat(noted).containsExactly("well");
    pass(Duration.ofSeconds(61));
    gateway.answered();
    gateway.down(Lines.Trouble.LOGIN, "No", null);
    gateway.answered();
    assertThat(noted).containsExactly("well", "well", "LOGIN", "well");
  }
}
