package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of two moments both are told only where the second one tells something. */
class ArrivalTests {

  private static final Instant ARRIVED = Instant.parse("2026-01-05T01:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"PT6M", "PT-6M", "P2D", "P-365D"})
  void tellsWhatIsAnotherTime(Duration before) {
    Instant sent = ARRIVED.minus(before);
    assertThat(new Arrival(ARRIVED, Channel.SMS, sent).sent())
        .contains(new Sent(Channel.SMS, sent, ARRIVED));
  }

  /** Two clocks are never quite alike, and one that was never set tells nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT5M", "PT-5M", "P10000D", "P-10000D"})
  void tellsOfNoTimeThatIsNoneOfItsOwn(Duration before) {
    assertThat(new Arrival(ARRIVED, Channel.SMS, ARRIVED.minus(before)).sent()).isEmpty();
  }

  @Test
  void tellsNothingWhereNobodyDoes() {
    assertThat(new Arrival(ARRIVED, Channel.EMAIL, null).sent()).isEmpty();
  }
}
