package id.lapor.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a way in is silent when it usually is not: the same hours of the weeks before, of which
 * the middle one counts, so that one loud week proves nothing. Pure.
 */
public final class Rhythm {

  /** Weeks that are looked at. */
  static final int WEEKS = 4;

  /**
   * Messages that usually came meanwhile. When so many are expected, none comes by chance once in a
   * hundred thousand times (Poisson: e to the minus twelve); the margin is for how roughly a few
   * weeks tell what is usual.
   */
  static final int EXPECTED = 12;

  private static final Duration WEEK = Duration.ofDays(7);

  private Rhythm() {}

  /**
   * The spans of time to count in, one for each week before that the wire was there already.
   *
   * @param first when anything ever came, null when nothing did
   * @param last when something came last
   */
  static List<Span> before(@Nullable Instant first, @Nullable Instant last, Instant now) {
    if (first == null || last == null) {
      return List.of();
    }
    Instant from = last.isBefore(now.minus(WEEK)) ? now.minus(WEEK) : last;
    return IntStream.rangeClosed(1, WEEKS)
        .mapToObj(k -> new Span(from.minus(WEEK.multipliedBy(k)), now.minus(WEEK.multipliedBy(k))))
        .filter(span -> !span.from().isBefore(first))
        .toList();
  }

  /** Behind {@code from}, up to {@code to} and with it. */
  record Span(Instant from, Instant to) {}

  /**
   * @param counts what came in each of {@link #before}
   */
  static boolean broken(List<Integer> counts) {
    if (counts.size() < 2) {
      return false;
    }
    List<Integer> sorted = counts.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) / 2) >= EXPECTED;
  }
}
