package id.lapor.report;

import java.util.EnumSet;
import java.util.Set;

/** Where a report stands in its life; the order is the order of a life without detours. */
public enum Stage {
  RECEIVED,
  RETURNED,
  HELD,
  FORWARDED,
  IN_PROGRESS,
  SCHEDULED,
  DISPUTED,
  ANSWERED,
  CLOSED,
  ARCHIVED,
  MERGED,
  WITHDRAWN;

  private static final Set<Stage> ENDED = EnumSet.of(CLOSED, ARCHIVED, MERGED, WITHDRAWN);
  private static final Set<Stage> AT_AGENCY =
      EnumSet.of(FORWARDED, IN_PROGRESS, SCHEDULED, DISPUTED);

  /** Nobody owes an act any more, though the reporter may still dispute or appeal. */
  public boolean ended() {
    return ENDED.contains(this);
  }

  /** An agency owes the next act. */
  public boolean atAgency() {
    return AT_AGENCY.contains(this);
  }
}
