package id.lapor.people;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks to be shown who an anonymous reporter is, or in an emergency to read the case file
 * of another office. Pure: what may happen to it follows from the row and the present.
 *
 * @param reporter null for a case file whose reporter is not known
 * @param matter number of the report it is about
 * @param askedInsteadOf account of whom the asker stood in for
 * @param asker name of who asks
 * @param decider name of the second person, once decided
 */
public record Reveal(
    long id,
    What what,
    @Nullable ReporterId reporter,
    String matter,
    String reason,
    Instant askedAt,
    long askedBy,
    @Nullable Long askedInsteadOf,
    String asker,
    @Nullable Instant decidedAt,
    @Nullable String decider,
    @Nullable Boolean approved) {

  /** What two persons open. */
  public enum What {
    IDENTITY,
    CASE
  }

  /** So long a second person has time to decide. */
  public static final Duration WAITS = Duration.ofDays(3);

  /** So long it can be looked at once it was approved. */
  public static final Duration OPEN = Duration.ofHours(1);

  /** How far it is. */
  public enum State {
    ASKED,
    OPEN,
    REFUSED,
    OVER
  }

  public State state(Instant now) {
    if (decidedAt == null) {
      return now.isBefore(askedAt.plus(WAITS)) ? State.ASKED : State.OVER;
    }
    if (!Boolean.TRUE.equals(approved)) {
      return State.REFUSED;
    }
    return now.isBefore(decidedAt.plus(OPEN)) ? State.OPEN : State.OVER;
  }

  /**
   * Another person, neither of whom stands in for the other, in a role that may know, while it
   * waits.
   */
  public boolean mayDecide(Officer officer, Instant now) {
    return state(now) == State.ASKED
        && !askedBy(officer.accountId())
        && (!officer.deputises() || !askedBy(officer.standsInFor()))
        && (officer.role() == Role.SUPERVISOR || officer.role() == Role.NATIONAL_ADMIN);
  }

  private boolean askedBy(long account) {
    return askedBy == account || (askedInsteadOf != null && askedInsteadOf == account);
  }

  /** Only who asked, while the time runs. */
  public boolean mayOpen(Officer officer, Instant now) {
    return state(now) == State.OPEN && officer.accountId() == askedBy;
  }
}
