package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An agency's part in a report.
 *
 * @param lead the one that answers for the whole; others are co-agencies
 * @param since when the current duty began: forwarded, or disputed back
 * @param promised the day its work is promised for, kept while it has not answered
 */
public record Assignment(
    AgencyId agency, boolean lead, State state, Instant since, @Nullable LocalDate promised) {

  /** Whether the agency still owes something. */
  public enum State {
    OPEN,
    ANSWERED,
    RETURNED
  }

  public boolean open() {
    return state == State.OPEN;
  }

  Assignment now(State next) {
    return new Assignment(agency, lead, next, since, next == State.ANSWERED ? null : promised);
  }

  Assignment reopened(Instant at) {
    return new Assignment(agency, lead, State.OPEN, at, null);
  }

  Assignment promising(LocalDate day) {
    return new Assignment(agency, lead, state, since, day);
  }
}
