package id.lapor.notification;

import java.time.Duration;

/** How long a message waits that a wire did not take. Pure. */
final class Pause {

  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofHours(3);

  /** Of one that a wire may have. */
  private static final Duration HANDED_OVER = Duration.ofMinutes(10);

  private static final Duration LONGEST_ASIDE = Duration.ofMinutes(5);

  /** Until another server, which can send it, had its turn. */
  static final Duration ELSEWHERE = Duration.ofSeconds(2);

  private Pause() {}

  /**
   * Another one shows next whether the wire is back: it may be this one that brings it down, and
   * the older it gets, the more it stands back.
   */
  static Duration aside(Duration age) {
    Duration wait = age.dividedBy(10);
    Duration least = wait.compareTo(FIRST) > 0 ? wait : FIRST;
    return least.compareTo(LONGEST_ASIDE) > 0 ? LONGEST_ASIDE : least;
  }

  /**
   * Doubles with every try.
   *
   * @param handedOver the wire may have it already
   */
  static Duration of(int tries, boolean handedOver) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(tries, 12));
    Duration pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return handedOver && pause.compareTo(HANDED_OVER) < 0 ? HANDED_OVER : pause;
  }
}
