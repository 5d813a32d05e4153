package id.lapor.deadline;

import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A letter that could be issued and waits for a supervisor.
 *
 * @param agency to whom it would go
 * @param since when the first of its promises could be written about
 * @param promises number of missed promises it would be about
 * @param by offices whose supervisors can issue it, never empty
 */
public record Unsigned(AgencyId agency, int level, Instant since, int promises, List<Agency> by) {

  public Unsigned {
    by = List.copyOf(by);
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
