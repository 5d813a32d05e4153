package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A server's time, moved by hand. */
class PaceTests {

  private static final long SECOND = 1_000_000_000L;
  private static final Instant NOON = Instant.parse("2026-01-05T04:00:00Z");

  @Test
  void goesByTheDatabaseWhateverTheMachineSays() {
    Pace wrong = new Pace(0, NOON.plus(Duration.ofDays(-3)), Duration.ZERO);
    Pace right = wrong.after(new Pace.Reading(4 * SECOND, 4 * SECOND + 2_000, NOON));
    assertThat(right.read(4 * SECOND + 2_000)).isBetween(NOON, NOON.plusNanos(2_000));
    assertThat(right.read(9 * SECOND + 2_000)).isBetween(NOON.plusSeconds(5), NOON.plusSeconds(6));
    Pace begun = Pace.from(new Pace.Reading(0, 2_000, NOON));
    assertThat(begun.read(2_000)).isEqualTo(NOON.plusNanos(1_000));
  }

  @Test
  void losesWhatItIsAheadWithoutGoingBack() {
    Pace ahead = new Pace(0, NOON.plusSeconds(10), Duration.ZERO);
    Pace slower = ahead.after(new Pace.Reading(0, 0, NOON));
    assertThat(slower.read(0)).isEqualTo(NOON.plusSeconds(10));
    assertThat(slower.read(10 * SECOND)).isEqualTo(NOON.plusSeconds(15));
    assertThat(slower.read(20 * SECOND)).isEqualTo(NOON.plusSeconds(20));
    assertThat(slower.read(30 * SECOND)).isEqualTo(NOON.plusSeconds(30));
  }

  @Test
  void isMovedByNoAnswerThatLeavesItPossible() {
    Pace pace = new Pace(0, NOON, Duration.ZERO);
    Pace after = pace.after(new Pace.Reading(SECOND, 4 * SECOND, NOON.plusSeconds(2)));
    assertThat(after.read(6 * SECOND)).isEqualTo(pace.read(6 * SECOND));
  }

  /** Whatever comes: never back, and never farther off than the answers leave open. */
  @Test
  void neverGoesBackAndFindsTheDatabasesTime() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int life = 0; life < 200; life++) {
      long off = random.nextLong(-600 * SECOND, 600 * SECOND);
      Pace pace = new Pace(0, NOON.plusNanos(off), Duration.ZERO);
      Instant last = pace.read(0);
      long tick = 0;
      while (tick < 1_500 * SECOND) {
        long asked = tick + random.nextLong(2 * SECOND);
        long said = asked + random.nextLong(SECOND / 10);
        long answered = said + random.nextLong(SECOND / 10);
        Instant before = pace.read(answered);
        pace = pace.after(new Pace.Reading(asked, answered, NOON.plusNanos(said)));
        tick = answered;
        assertThat(before).as("seed %s", seed).isAfterOrEqualTo(last);
        assertThat(pace.read(tick)).as("seed %s", seed).isAfterOrEqualTo(before);
        last = pace.read(tick);
      }
      assertThat(Duration.between(NOON.plusNanos(tick), last).abs())
          .as("seed %s", seed)
          .isLessThan(Duration.ofMillis(200));
    }
  }
}
