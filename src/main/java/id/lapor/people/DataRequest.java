package id.lapor.people;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks about their own data, and how far it is (UU 27/2022, articles 5 to 11). Tells
 * neither who nor of which report. Pure.
 *
 * @param reporter null when it came on paper and names no report of theirs
 * @param fresh what a correction would make of the identity; null for others and once it is closed
 * @param oldProven an address that was proven before agreed
 * @param oldLost the reporter can no longer read what goes there
 * @param grantedAt when somebody said yes to what takes effect later; null otherwise
 * @param decidedBy account of whoever decided; null when nobody had to
 * @param answer what the reporter is told, empty when it is told by the outcome
 */
public record DataRequest(
    long id,
    Kind kind,
    boolean onPaper,
    @Nullable ReporterId reporter,
    @Nullable ReporterId fresh,
    boolean oldProven,
    boolean oldLost,
    Instant askedAt,
    Instant dueAt,
    @Nullable Instant grantedAt,
    @Nullable Long decidedBy,
    @Nullable Instant closedAt,
    @Nullable Outcome outcome,
    String answer) {

  /** 3 × 24 hours by the wall clock, holidays and nights included. */
  public static final Duration TERM = Duration.ofHours(72);

  /** How long before its end whoever decides is reminded. */
  public static final Duration REMINDED = Duration.ofHours(24);

  /** How long the old address has to object to a change that somebody granted without it. */
  public static final Duration OBJECTION = Duration.ofHours(24);

  /** What is asked for. */
  public enum Kind {
    ACCESS,
    CORRECTION,
    ERASURE,
    RESTRICTION
  }

  /** What became of it. */
  public enum Outcome {
    DONE,
    REFUSED,
    WITHDRAWN,
    /** The codes that prove the addresses never came back. */
    UNPROVEN,
    /** Somebody who reads the old address stopped it. */
    OBJECTED
  }

  public boolean open() {
    return closedAt == null;
  }

  /** Whether the next step is the reporter's: codes are out, and nobody is asked to decide. */
  public boolean waitsForReporter() {
    return open() && fresh != null && !oldLost;
  }

  /** When what was granted takes effect; null when nothing waits for that. */
  public @Nullable Instant effectiveAt() {
    return grantedAt == null || !open() ? null : grantedAt.plus(OBJECTION);
  }

  /** It took, or takes, longer than the law gives; what waits for the reporter is not late. */
  public boolean late(Instant now) {
    @Nullable Instant answered = grantedAt == null ? closedAt : grantedAt;
    return answered == null
        ? !waitsForReporter() && now.isAfter(dueAt)
        : outcome != Outcome.UNPROVEN && answered.isAfter(dueAt);
  }

  /**
   * How many there were; says nothing of any one.
   *
   * @param late of those closed and those open
   */
  public record Totals(long asked, long closed, long late) {}
}
