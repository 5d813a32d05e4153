package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Missed promises that are still open, for a supervisor.
 *
 * @param offices the office with the most first
 */
public record Breaches(List<Row> offices) {

  /** Upper ends of the ages shown, in days; older is the last column. */
  private static final List<Integer> AGES = List.of(3, 7, 14);

  /**
   * @param level of the gravest letter about them, 0 for none
   * @param days since the breach
   */
  record Count(AgencyId office, int level, int days, long count) {}

  /**
   * @param byAge up to 3, 7, 14 days, and older
   * @param byLevel those without a letter, then with I, II, III as the gravest
   */
  public record Row(AgencyId office, long all, List<Long> byAge, List<Long> byLevel) {}

  /** How many, of all these offices. */
  public long all() {
    return offices.stream().mapToLong(Row::all).sum();
  }

  static Breaches of(List<Count> counts) {
    Map<AgencyId, List<Count>> byOffice =
        counts.stream().collect(Collectors.groupingBy(Count::office));
    return new Breaches(
        byOffice.entrySet().stream()
            .map(e -> row(e.getKey(), e.getValue()))
            .sorted(Comparator.comparing(Row::all).reversed())
            .toList());
  }

  private static Row row(AgencyId office, List<Count> counts) {
    return new Row(
        office,
        counts.stream().mapToLong(Count::count).sum(),
        List.of(age(counts, 0), age(counts, 1), age(counts, 2), age(counts, 3)),
        List.of(level(counts, 0), level(counts, 1), level(counts, 2), level(counts, 3)));
  }

  private static long age(List<Count> counts, int column) {
    return counts.stream()
        .filter(c -> AGES.stream().filter(end -> c.days() >= end).count() == column)
        .mapToLong(Count::count)
        .sum();
  }

  private static long level(List<Count> counts, int level) {
    return counts.stream().filter(c -> c.level() == level).mapToLong(Count::count).sum();
  }
}
