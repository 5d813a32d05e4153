package id.lapor.operations;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Figures as they are read, those of one name together. */
final class Measures {

  private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
  private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();

  /**
   * @param labels names and values in turn
   */
  void gauge(String name, String help, double value, String... labels) {
    gauges
        .computeIfAbsent(name, n -> GaugeSnapshot.builder().name(n).help(help))
        .dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(value)
                .labels(Labels.of(labels))
                .build());
  }

  /** What only grows; the format writes {@code _total} behind its name. */
  void counter(String name, String help, double value, String... labels) {
    counters
        .computeIfAbsent(name, n -> CounterSnapshot.builder().name(n).help(help))
        .dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .value(value)
                .labels(Labels.of(labels))
                .build());
  }

  MetricSnapshots snapshots() {
    return new MetricSnapshots(
        Stream.concat(
                gauges.values().stream().map(b -> (MetricSnapshot) b.build()),
                counters.values().stream().map(CounterSnapshot.Builder::build))
            .toList());
  }
}
