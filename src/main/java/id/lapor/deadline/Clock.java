package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A promise of an office about a report.
 *
 * @param rules version under which it runs; a later one reaches it only when it says so
 * @param term what the rules gave its budget for, null when an act named its end
 * @param budget working time of the office's calendar, as the unit counts it
 * @param consumed working time used when it last stopped or paused
 * @param dueAt end of the promise; while paused, as it was when the pause began
 * @param step where it stands on the ladder: 0 below, 1 since the breach, then one above the level
 *     of the last letter
 * @param asked the reporter was asked once already, so it does not pause again
 * @param breachedAt the due time it missed, for good
 * @param firesAt when it has to be looked at next: a warning, the end, a rung
 * @param climbsFrom from when the days of its ladder count, where it had ended for a while since it
 *     was missed; null for the missed moment
 * @param sound false where its row was read to be written again and was not as the house wrote it:
 *     such a one is not marked anew
 */
public record Clock(
    long id,
    ReportId report,
    AgencyId office,
    ClockKind kind,
    long rules,
    @Nullable Term term,
    Allowance.Unit unit,
    Duration budget,
    Duration consumed,
    Instant startedAt,
    Instant dueAt,
    State state,
    int step,
    boolean asked,
    @Nullable Instant breachedAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant firesAt,
    @Nullable Instant climbsFrom,
    boolean sound) {

  /** Whether time runs. */
  public enum State {
    RUNNING,
    PAUSED,
    STOPPED
  }

  public boolean open() {
    return state != State.STOPPED;
  }

  /** Missed, or about to be found missed. */
  public boolean over(Instant now) {
    return breachedAt != null || (state == State.RUNNING && dueAt.isBefore(now));
  }

  /** From when the days of its ladder count. */
  Instant ladderFrom() {
    return climbsFrom == null ? dueAt : climbsFrom;
  }

  /** The same, told at the end of the day only. */
  public boolean overByDay(Instant now, ZoneId zone) {
    return over(now) && LocalDate.ofInstant(dueAt, zone).isBefore(LocalDate.ofInstant(now, zone));
  }

  /** Of its budget, when it last stopped or paused; as the unit counts it. */
  public Duration left() {
    Duration left = budget.minus(consumed);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Share of the time until due that has gone by the wall clock, 0 to 100. */
  public int gone(Instant now) {
    long whole = Math.max(1, Duration.between(startedAt, dueAt).toSeconds());
    return Math.clamp(100 * Duration.between(startedAt, now).toSeconds() / whole, 0, 100);
  }

  ClockEdit edit() {
    return new ClockEdit(this);
  }
}
