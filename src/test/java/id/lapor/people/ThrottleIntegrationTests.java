package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import id.lapor.people.Throttle.Limit;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.NoWaiting;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.page.TooManyRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who tries often is answered ever later, then refused, then heard again. */
@DatabaseTest
class ThrottleIntegrationTests {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @Autowired Throttle throttle;
  @Autowired NoWaiting pauses;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired HikariDataSource pool;
  @Autowired InstallationKey key;
  @Autowired DoorLog log;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void another() {
    jdbc.sql("DELETE FROM people_bucket").update();
    pauses.taken();
  }

  @AfterEach
  void leave() {
    pauses.meanwhile(() -> {});
  }

  private @Nullable Duration refused(String what, int most, Duration window) {
    @Nullable TooManyRequests refused =
        catchThrowableOfType(TooManyRequests.class, () -> throttle.take(what, most, window));
    return refused == null ? null : refused.retryAfter();
  }

  @Test
  void slowsDownOverTheLastQuarterBeforeItRefuses() {
    for (int i = 0; i < 7; i++) {
      throttle.take("a:budi", 8, MINUTE);
    }
    assertThat(pauses.taken()).containsExactly(Duration.ofSeconds(1));
    throttle.take("a:budi", 8, MINUTE);
    assertThat(pauses.taken()).containsExactly(Duration.ofSeconds(2));
    assertThat(refused("a:budi", 8, MINUTE)).isEqualTo(MINUTE);
    assertThat(pauses.taken()).as("who is refused is told at once").isEmpty();
    assertThat(refused("a:wati", 8, MINUTE)).as("somebody else").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "100,100,0",
    "25,100,0",
    "24,100,80",
    "12,100,1040",
    "0,100,2000",
    "2,5,0",
    "1,5,400",
    "0,5,2000",
    "1,3,0",
    "0,3,2000",
    "0,1,2000"
  })
  void standsStillTheLongerTheLessIsLeft(long left, int most, long millis) {
    assertThat(Throttle.pause(left, most)).isEqualTo(Duration.ofMillis(millis));
  }

  /** A flood that is slowed holds up nobody else. */
  @Test
  void holdsNoConnectionWhileItStandsStill() {
    List<Integer> held = new ArrayList<>();
    pauses.meanwhile(() -> held.add(pool.getHikariPoolMXBean().getActiveConnections()));
    for (int i = 0; i < 3; i++) {
      throttle.take("b:budi", 3, MINUTE);
    }
    assertThat(held).containsExactly(0);
  }

  /** It would stand still with a connection and with locks in its hands. */
  @Test
  void countsNothingWithinATransaction() {
    assertThatIllegalStateException()
        .isThrownBy(() -> transaction.executeWithoutResult(_ -> throttle.take("c:budi", 3, MINUTE)))
        .withMessageNotContaining("budi");
  }

  @Test
  void tellsWhenToComeBackAndHearsThemThen() {
    throttle.take("d:budi", 1, MINUTE);
    clock.advance(Duration.ofMillis(20_500));
    assertThat(refused("d:budi", 1, MINUTE)).as("in whole seconds").isEqualTo(seconds(40));
    clock.advance(seconds(40));
    assertThat(refused("d:budi", 1, MINUTE)).isNull();
  }

  /** What one limit refuses is not counted by the other. */
  @Test
  void keepsSeveralLimitsAtOnce() {
    List<Limit> limits = List.of(new Limit(2, MINUTE), new Limit(3, HOUR));
    throttle.take("e:budi", limits);
    throttle.take("e:budi", limits);
    assertThat(catchThrowableOfType(TooManyRequests.class, () -> throttle.take("e:budi", limits)))
        .extracting(TooManyRequests::retryAfter)
        .isEqualTo(MINUTE);
    clock.advance(MINUTE);
    throttle.take("e:budi", limits);
    assertThat(catchThrowableOfType(TooManyRequests.class, () -> throttle.take("e:budi", limits)))
        .extracting(TooManyRequests::retryAfter)
        .isEqualTo(Duration.ofMinutes(59));
  }

  @Test
  void takesBackWhatWasNoTryAndForgetsAfterASuccess() {
    List<Limit> two = List.of(new Limit(2, HOUR));
    throttle.take("f:budi", two);
    throttle.take("f:budi", two);
    throttle.giveBack("f:budi", two);
    throttle.take("f:budi", two);
    assertThat(refused("f:budi", 2, HOUR)).isEqualTo(HOUR);
    throttle.forget("f:budi", two);
    assertThat(refused("f:budi", 2, HOUR)).isNull();
    throttle.giveBack("f:budi", two);
    throttle.giveBack("f:budi", two);
    throttle.giveBack("f:budi", two);
    throttle.take("f:budi", two);
    throttle.take("f:budi", two);
    assertThat(refused("f:budi", 2, HOUR)).as("never more than there were").isNotNull();
  }

  @Test
  void agreesWithTheOtherServersHoweverManyTryAtOnce() throws Exception {
    Throttle other = new Throttle(pool, clock, key, log, pauses);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Throttle one = i % 2 == 0 ? throttle : other;
        tries.add(() ->
            catchThrowableOfType(TooManyRequests.class, () -> one.take("g:budi", 10, HOUR))
                == null);
      }
      int heard = 0;
      for (Future<Boolean> one : threads.invokeAll(tries)) {
        heard += one.get() ? 1 : 0;
      }
      assertThat(heard).isEqualTo(10);
    }
  }

  /** Names and addresses are not there to be read, and nothing stays that counts no more. */
  @Test
  void tellsNobodyWhoTriedAndLetsGoInTime() {
    throttle.take("h:budi", 3, MINUTE);
    throttle.take("h:wati", 3, HOUR);
    assertThat(kept()).hasSize(2).allMatch(k -> k.matches("h:[0-9a-f]{64}"));
    clock.advance(seconds(59));
    throttle.sweep();
    assertThat(kept()).hasSize(2);
    clock.advance(seconds(2));
    throttle.sweep();
    assertThat(kept()).hasSize(1);
    clock.advance(HOUR);
    throttle.sweep();
    assertThat(kept()).isEmpty();
  }

  private List<String> kept() {
    return jdbc.sql("SELECT what FROM people_bucket").query((row, _) -> row.getString(1)).list();
  }

  private static Duration seconds(int n) {
    return Duration.ofSeconds(n);
  }
}
