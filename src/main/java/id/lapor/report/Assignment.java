package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;

/**
 * An agency's part in a report.
 *
 * @param lead the one that answers for the whole; others are co-agencies
 * @param since when the current duty began: forwarded, or disputed back
 */
public record Assignment(AgencyId agency, boolean lead, State state, Instant since) {

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
    return new Assignment(agency, lead, next, since);
  }

  Assignment reopened(Instant at) {
    return new Assignment(agency, lead, State.OPEN, at);
  }
}
