package id.lapor.deadline;

import java.util.Collection;

/** Many measured times, sorted. Pure. */
final class Percentiles {

  private final double[] sorted;

  Percentiles(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
  }

  /** The smallest value that so many hundredths of all do not exceed. */
  double at(int hundredths) {
    int rank = (int) Math.ceil(sorted.length * hundredths / 100.0);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  double max() {
    return sorted[sorted.length - 1];
  }
}
