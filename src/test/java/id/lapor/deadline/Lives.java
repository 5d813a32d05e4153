package id.lapor.deadline;

import id.lapor.agency.Offices;
import id.lapor.report.Event;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Acts on one report in an order the workflow would mostly refuse: the engine has to stand that
 * too. {@code -Dseed=N} for those that begin with one.
 */
final class Lives {

  private static final int LIVES = 400;

  private Lives() {}

  /** What holds for each of them. */
  interface Check {
    void of(long seed, Life life);
  }

  static void each(House house, Check check) {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + LIVES; seed++) {
      check.of(seed, live(house, new Random(seed)));
    }
  }

  private static Life live(House house, Random random) {
    Life life = new Life(house, Life.MONDAY.plusSeconds(random.nextInt(2_000_000)));
    for (int i = random.nextInt(14); i >= 0; i--) {
      life.later(Duration.ofSeconds(random.nextInt(300_000))).happens(any(random));
    }
    return life;
  }

  private static Event any(Random random) {
    List<Event> all =
        List.of(
            Happenings.forwarded(),
            Happenings.forwarded(Offices.COMPANION),
            Happenings.redirected(),
            Happenings.redirected(Offices.OTHER_DESK, Offices.DESK),
            Happenings.held(Offices.DESK),
            Happenings.held(Offices.OPD),
            Happenings.replied(),
            Happenings.resumed(Offices.OPD),
            Happenings.followedUp(),
            Happenings.scheduled(12 + random.nextInt(15)),
            Happenings.answered(true),
            Happenings.answered(false),
            Happenings.returned(1, Offices.OPD),
            Happenings.disputed(1),
            Happenings.disputed(2),
            Happenings.archived(),
            Happenings.appealed(),
            Happenings.merged(),
            Happenings.separated(),
            Happenings.mergeUndone(Offices.DESK),
            Happenings.recalled(),
            Happenings.confirmed(),
            Happenings.takenUp());
    return all.get(random.nextInt(all.size()));
  }
}
