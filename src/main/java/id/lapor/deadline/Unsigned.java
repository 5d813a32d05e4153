package id.lapor.deadline;

import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A letter that could be issued and waits for a supervisor.
 *
 * @param agency to whom it would go
 * @param since when the first of its promises could be written about
 * @param promises number of missed promises it would be about, as far as it is told
 * @param by offices whose supervisors can issue it, never empty
 * @param about those promises, the first one due first; only where one report is asked about
 */
public record Unsigned(
    AgencyId agency, int level, Instant since, int promises, List<Agency> by, List<Promise> about) {

  /**
   * What was missed.
   *
   * @param endedAt when it ended, late; null while it is owed
   */
  public record Promise(ClockKind kind, Instant dueAt, @Nullable Instant endedAt) {}

  public Unsigned {
    by = List.copyOf(by);
    about = List.copyOf(about);
  }

  /** Without what it is about. */
  public Unsigned(AgencyId agency, int level, Instant since, int promises, List<Agency> by) {
    this(agency, level, since, promises, by, List.of());
  }

  /** I, II or III. */
  public String roman() {
    return "I".repeat(level);
  }

  /** Whose silence it is. */
  public String offices() {
    return by.stream().map(Agency::name).collect(Collectors.joining(", "));
  }

  public Duration age(Instant now) {
    return Duration.between(since, now);
  }
}
