package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A promise of an office about a report.
 *
 * @param profile rules by which it was started; a later change of rules does not reach it
 * @param budget working time of the office's calendar
 * @param consumed working time used before the present run
 * @param dueAt end of the promise; while paused, as it would be if it never ran again
 * @param step rungs of the ladder that have fired
 * @param asked the reporter was asked once already, so it does not pause again
 * @param breachedAt the due time it missed, for good
 */
public record Clock(
    long id,
    ReportId report,
    AgencyId office,
    ClockKind kind,
    String profile,
    Duration budget,
    Duration consumed,
    Instant startedAt,
    Instant dueAt,
    State state,
    int step,
    boolean asked,
    @Nullable Instant breachedAt,
    @Nullable Instant stoppedAt) {

  /** Whether time runs. */
  public enum State {
    RUNNING,
    PAUSED,
    STOPPED
  }

  /** A mark in the order of due times, to go on behind it. */
  public static Clock after(Instant dueAt, long id) {
    return new Clock(
        id,
        new ReportId(0),
        new AgencyId(0),
        ClockKind.TRIAGE,
        "",
        Duration.ZERO,
        Duration.ZERO,
        dueAt,
        dueAt,
        State.STOPPED,
        0,
        false,
        null,
        null);
  }

  Clock numbered(long number) {
    return new Clock(
        number,
        report,
        office,
        kind,
        profile,
        budget,
        consumed,
        startedAt,
        dueAt,
        state,
        step,
        asked,
        breachedAt,
        stoppedAt);
  }

  public boolean open() {
    return state != State.STOPPED;
  }

  /** Missed, or about to be found missed. */
  public boolean over(Instant now) {
    return breachedAt != null || (state == State.RUNNING && dueAt.isBefore(now));
  }

  /** Share of the time until due that has gone by the wall clock, 0 to 100. */
  public int gone(Instant now) {
    long whole = Math.max(1, Duration.between(startedAt, dueAt).toSeconds());
    return Math.clamp(100 * Duration.between(startedAt, now).toSeconds() / whole, 0, 100);
  }
}
