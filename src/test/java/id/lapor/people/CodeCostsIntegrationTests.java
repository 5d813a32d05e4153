package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.NoWaiting;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.TooManyRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What codes by SMS may cost, to however many numbers they go. */
@ApplicationTest
class CodeCostsIntegrationTests {

  @Autowired Throttle throttle;
  @Autowired SettableClock clock;
  @Autowired NoWaiting pauses;

  private final List<Object> told = new ArrayList<>();

  private CodeCosts costs(int aDay, String... abroad) {
    return new CodeCosts(
        throttle, new PeopleSettings(null, true, null, List.of(abroad), aDay, null), told::add);
  }

  @Test
  void goesAbroadOnlyWhereItIsSet() {
    assertThat(costs(10).reaches("62")).isTrue();
    assertThat(costs(10).reaches("60")).isFalse();
    assertThat(costs(10, "60").reaches("60")).isTrue();
    assertThat(costs(10, "60").reaches("882")).isFalse();
  }

  /** A part of them is for whoever is known, which no stranger uses up. */
  @Test
  void tellsOnceThatTheyAreManyAndEndsTheDayAtTheLast() {
    clock.advance(Duration.ofDays(1));
    CodeCosts costs = costs(10);
    for (int i = 0; i < 8; i++) {
      costs.take("62", false);
      assertThat(told).isEmpty();
    }
    assertThatThrownBy(() -> costs.take("62", false)).isInstanceOf(TooManyRequests.class);
    assertThat(told).containsExactly(new Codes.Many(10));
    costs.take("62", true);
    costs.take("62", true);
    assertThatThrownBy(() -> costs.take("62", true)).isInstanceOf(TooManyRequests.class);
    assertThat(told).hasSize(1);
    clock.advance(Duration.ofDays(1));
    costs.take("62", false);
  }

  /** What is for all is for the known as well; their part is what no stranger comes to. */
  @Test
  void givesTheKnownWhatThereIsForAllFirst() {
    clock.advance(Duration.ofDays(1));
    CodeCosts costs = costs(10);
    for (int i = 0; i < 10; i++) {
      costs.take("62", true);
    }
    assertThatThrownBy(() -> costs.take("62", true)).isInstanceOf(TooManyRequests.class);
    assertThatThrownBy(() -> costs.take("62", false)).isInstanceOf(TooManyRequests.class);
  }

  /** The eightieth of a hundred is no try: nobody waits because others were many. */
  @Test
  void holdsNobodyUpBecauseTheyAreMany() {
    clock.advance(Duration.ofDays(1));
    CodeCosts costs = costs(100);
    for (int i = 0; i < 55; i++) {
      costs.take("62", true);
    }
    pauses.taken();
    for (int i = 0; i < 30; i++) {
      costs.take("62", true);
    }
    assertThat(told).containsExactly(new Codes.Many(100));
    assertThat(pauses.taken()).isEmpty();
  }

  @Test
  void goesToOneCountryAbroadOnlySoOften() {
    clock.advance(Duration.ofDays(1));
    CodeCosts costs = costs(100_000, "60", "65");
    for (int i = 0; i < 100; i++) {
      costs.take("60", false);
    }
    assertThatThrownBy(() -> costs.take("60", false)).isInstanceOf(TooManyRequests.class);
    costs.take("65", false);
  }

  @Test
  void refusesToHaveNoCodesAtAll() {
    assertThatThrownBy(() -> costs(0)).hasMessageContaining("lapor.people.codes-a-day");
  }
}
