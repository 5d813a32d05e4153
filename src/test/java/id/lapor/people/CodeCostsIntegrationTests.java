package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.ApplicationTest;
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

  private final List<Object> told = new ArrayList<>();

  private CodeCosts costs(int aDay, String... abroad) {
    return new CodeCosts(
        throttle, new PeopleSettings(null, true, null, List.of(abroad), aDay, null), told::add);
  }

  @Test
  void goesAbroadOnlyWhereItIsSet() {
    assertThat(costs(10).reaches("+628120000661")).isTrue();
    assertThat(costs(10).reaches("+60123456789")).isFalse();
    assertThat(costs(10, "60").reaches("+60123456789")).isTrue();
    assertThat(costs(10, "60").reaches("+882123456789")).isFalse();
  }

  @Test
  void tellsOnceThatTheyAreManyAndEndsTheDayAtTheLast() {
    clock.advance(Duration.ofDays(1));
    CodeCosts costs = costs(10);
    for (int i = 0; i < 10; i++) {
      costs.take("+62812000066" + i);
      assertThat(told).hasSize(i < 8 ? 0 : 1);
    }
    assertThat(told).containsExactly(new Codes.Many(10));
    assertThatThrownBy(() -> costs.take("+628120000671")).isInstanceOf(TooManyRequests.class);
    clock.advance(Duration.ofDays(1));
    costs.take("+628120000671");
  }

  @Test
  void goesToOneCountryAbroadOnlySoOften() {
    clock.advance(Duration.ofDays(1));
    CodeCosts costs = costs(100_000, "60", "65");
    for (int i = 0; i < 100; i++) {
      costs.take("+601234567" + i);
    }
    assertThatThrownBy(() -> costs.take("+60123456700")).isInstanceOf(TooManyRequests.class);
    costs.take("+6512345678");
  }
}
