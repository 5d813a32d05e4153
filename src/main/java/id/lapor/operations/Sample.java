package id.lapor.operations;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a number of clients saw while they asked again and again.
 *
 * @param perSecond answers a second, all clients together
 * @param medianMillis half of the answers took less
 * @param p95Millis 95 of 100 answers took less
 * @param p99Millis 99 of 100 answers took less
 */
record Sample(double perSecond, double medianMillis, double p95Millis, double p99Millis) {

  private static final double NANOS_A_MILLI = 1e6;

  /**
   * @param nanos how long each answer took
   * @param seconds how long the clients asked
   */
  static Sample of(long[] nanos, double seconds) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Sample(sorted.length / seconds, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
  }

  /** The one in the middle of several rounds, by answers a second. */
  static Sample median(List<Sample> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Sample::perSecond))
        .toList()
        .get(rounds.size() / 2);
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))]
            / NANOS_A_MILLI;
  }

  String words() {
    return String.format(Locale.ROOT, "%,.0f/s, p99 %.0f ms", perSecond, p99Millis);
  }
}
