package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.TooManyRequests;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many codes there are for an account, and for a number, whoever asks. */
@ApplicationTest
class CodesToEnterIntegrationTests {

  private static final String HOME = "203.0.113.7";
  private static final Optional<String> STRANGE = Optional.empty();

  @Autowired Codes codes;
  @Autowired Members members;
  @Autowired Reporters reporters;
  @Autowired SettableClock clock;

  private Contact address;

  @BeforeEach
  void anotherDay() {
    clock.advance(Duration.ofDays(1));
    int digits = ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    address = new Contact(null, "+62812" + digits, null);
  }

  private boolean gets(String from, Optional<String> device) {
    return !(catchThrowable(() -> codes.toEnter(address, members.key(address), from, device))
        instanceof TooManyRequests);
  }

  /** How many of ten are given there now, and in the hour after. */
  private long most(String from, Optional<String> device) {
    long first = IntStream.range(0, 5).filter(_ -> gets(from, device)).count();
    clock.advance(Duration.ofHours(1));
    return first + IntStream.range(0, 5).filter(_ -> gets(from, device)).count();
  }

  /** The reporter may have no device that is known here yet. */
  @Test
  void leavesSomeToOthersThanWhoAsksForTooMany() {
    assertThat(most("198.51.100.4", STRANGE)).isEqualTo(6);
    assertThat(gets("198.51.100.4", STRANGE)).isFalse();
    assertThat(gets(HOME, STRANGE)).isTrue();
  }

  @Test
  void endsWithTheDayFromWherever() {
    for (int i = 0; i < 4; i++) {
      assertThat(most("198.51.100." + i, STRANGE)).isEqualTo(6);
    }
    assertThat(gets(HOME, STRANGE)).isFalse();
    assertThat(gets(HOME, Optional.of("own"))).as("a device that is known").isTrue();
  }

  /** So many a day go to a number, from however many devices its owner signed in on. */
  @Test
  void endsForANumberWithHoweverManyDevices() {
    for (int i = 0; i < 4; i++) {
      assertThat(most(HOME, Optional.of("device " + i))).isEqualTo(6);
    }
    assertThat(gets(HOME, Optional.of("another device"))).isFalse();
  }

  /** Likewise with however many reports. */
  @Test
  void endsForAProvenNumberWithHoweverManyReports() {
    int given = 0;
    for (int i = 0; i < 5; i++) {
      ReporterId reporter = reporters.keep(address);
      reporters.prove(reporter, true);
      for (int hour = 0; hour < 2; hour++) {
        clock.advance(Duration.ofHours(1));
        for (int n = 0; n < 3; n++) {
          given += catchThrowable(() -> codes.toProve(reporter, true)) == null ? 1 : 0;
        }
      }
    }
    assertThat(given).isEqualTo(24);
  }
}
