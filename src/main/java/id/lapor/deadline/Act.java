package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event does to the clocks of its report. */
sealed interface Act {

  /** A new promise with the budget its rules give; one that is open already is never restarted. */
  record Start(ClockKind kind, AgencyId office) implements Act {}

  /** A clock that ends at a moment named before. */
  record StartUntil(ClockKind kind, AgencyId office, Instant until) implements Act {}

  /** A clock that ends with the office's day; an open one only when that is earlier. */
  record StartDay(ClockKind kind, AgencyId office, LocalDate day) implements Act {}

  /**
   * The same, once per office: where one of that kind ended by such an act before, or was missed
   * when it did, the last goes on with what it had left.
   *
   * @param cause name of the act
   */
  record StartOnce(ClockKind kind, AgencyId office, String cause) implements Act {}

  /**
   * @param office null for every office
   */
  record Stop(Set<ClockKind> kinds, @Nullable AgencyId office) implements Act {}

  /**
   * Stops what an office has open of a kind, once: where such an act stopped one of the kind there
   * before, it runs on.
   *
   * @param cause name of the act
   */
  record StopOnce(ClockKind kind, AgencyId office, String cause) implements Act {}

  /** Once per office: the reporter was asked. */
  record Pause(AgencyId office) implements Act {}

  record Resume(AgencyId office) implements Act {}

  /**
   * From now on another office's, and with the budget of what the report is now, or what an act has
   * extended it to where that is more; what was used up stays used up. A promise that was missed
   * stays with the office that missed it.
   */
  record Move(ClockKind kind, AgencyId office) implements Act {}

  /**
   * An act that was taken back at once: an end it brought goes on as if it had not been; a clock
   * that had ended before it has what was left then.
   *
   * @param cause name of that act
   */
  record Undo(ClockKind kind, AgencyId office, String cause) implements Act {}

  /**
   * Every end one act brought, the last time it happened: all of them go on as if they had not
   * been.
   *
   * @param cause name of that act
   */
  record UndoAll(Set<ClockKind> kinds, String cause) implements Act {}

  /**
   * The office gets back what it gave away: its promise goes on with what it had left, the time
   * away not counted; where it gave none away a new one begins.
   *
   * @param kinds of which it may have given one away, the last counts; the first is the one that
   *     begins
   * @param causes names of the acts by which it can have given it away
   * @param aDay at least a working day is left, for who could not know that it would come back
   */
  record GoOn(List<ClockKind> kinds, AgencyId office, Set<String> causes, boolean aDay)
      implements Act {}

  /**
   * An end that was none: goes on where it stopped.
   *
   * @param office null for whoever had it last
   * @param atLeast time left, whatever was used up; null for what is left
   */
  record Reopen(ClockKind kind, @Nullable AgencyId office, @Nullable Term atLeast) implements Act {}
}
