package id.lapor.deadline;

import id.lapor.agency.WorkedTime;
import id.lapor.agency.WorkingCalendar;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clock with its pause ledger: every stretch it ran, and what began and ended each. What a clock
 * has used up is only ever the sum of its runs, so {@code due = the last run's begin + (budget −
 * working time of the runs before)}, whatever happened in between. Pure.
 */
record Ledger(Clock clock, List<Run> runs) {

  /**
   * @param until null while it lasts
   * @param cause name of the act that began it
   * @param endedBy name of the act that ended it
   */
  record Run(Instant since, @Nullable Instant until, String cause, @Nullable String endedBy) {}

  Ledger {
    runs = List.copyOf(runs);
  }

  /** Working time of all runs, the present one up to now. */
  WorkedTime worked(WorkingCalendar calendar, Instant now) {
    WorkedTime worked = calendar.worked(clock.unit().measure());
    for (Run run : runs) {
      worked.add(run.since(), run.until() == null ? now : run.until());
    }
    return worked;
  }

  /** Ends for good. An end after the promised moment is a breach, noticed by then or not. */
  Ledger stop(WorkingCalendar calendar, Instant at, String cause) {
    ClockEdit edit = clock.edit();
    boolean late = clock.state() == Clock.State.RUNNING && clock.dueAt().isBefore(at);
    if (clock.kind().owed() && late && clock.breachedAt() == null) {
      edit.breachedAt = clock.dueAt();
    }
    edit.consumed = worked(calendar, at).total();
    edit.state = Clock.State.STOPPED;
    edit.stoppedAt = at;
    return new Ledger(edit.done(), ended(at, cause));
  }

  Ledger pause(WorkingCalendar calendar, Instant at, String cause) {
    ClockEdit edit = clock.edit();
    edit.consumed = worked(calendar, at).total();
    edit.state = Clock.State.PAUSED;
    edit.asked = true;
    return new Ledger(edit.done(), ended(at, cause));
  }

  /** Goes on, after a pause or after an end that was none. */
  Ledger resume(WorkingCalendar calendar, Instant at, String cause) {
    ClockEdit edit = clock.edit();
    edit.state = Clock.State.RUNNING;
    edit.stoppedAt = null;
    List<Run> all = new ArrayList<>(runs);
    if (!all.isEmpty() && all.getLast().since().equals(at)) {
      all.removeLast();
    }
    all.add(new Run(at, null, cause, null));
    return new Ledger(edit.done(), all).dueAnew(calendar);
  }

  /** Whether it has ended for good by that act. */
  boolean endedBy(String act) {
    return act.equals(end());
  }

  /** Whether it has ended, and an act of that name ended it then or before. */
  boolean everEndedBy(String act) {
    return !clock.open() && stoppedBefore(act);
  }

  /** Whether an act of that name ever ended a run of it. */
  boolean stoppedBefore(String act) {
    return runs.stream().anyMatch(r -> act.equals(r.endedBy()));
  }

  /** Name of the act by which it has ended for good; null while it is open. */
  @Nullable String end() {
    return clock.open() || runs.isEmpty() ? null : runs.getLast().endedBy();
  }

  /** As if the end had not been: the time since then counts as well. */
  Ledger goesOn() {
    ClockEdit edit = clock.edit();
    edit.state = Clock.State.RUNNING;
    edit.stoppedAt = null;
    List<Run> all = new ArrayList<>(runs);
    Run last = all.removeLast();
    boolean missedNow = clock.breachedAt() != null && !clock.breachedAt().isBefore(last.since());
    if (clock.step() == 0 && missedNow) {
      edit.breachedAt = null; // the watch finds it again
      edit.climbsFrom = null;
    }
    all.add(new Run(last.since(), null, last.cause(), null));
    return new Ledger(edit.done(), all);
  }

  /** The same runs seen by another calendar or with another budget; a recorded breach stands. */
  Ledger dueAnew(WorkingCalendar calendar) {
    if (clock.breachedAt() != null || runs.isEmpty()) {
      return this;
    }
    ClockEdit edit = clock.edit();
    edit.dueAt = due(calendar);
    return new Ledger(edit.done(), runs);
  }

  private Instant due(WorkingCalendar calendar) {
    WorkedTime worked = calendar.worked(clock.unit().measure());
    for (Run run : runs.subList(0, runs.size() - 1)) {
      worked.add(run.since(), run.until() == null ? run.since() : run.until());
    }
    return worked.reaches(clock.budget(), runs.getLast().since()).truncatedTo(ChronoUnit.MICROS);
  }

  /** The present run ends; clocks of servers that disagree never make it end before it began. */
  private List<Run> ended(Instant at, String cause) {
    if (runs.isEmpty() || runs.getLast().until() != null) {
      return runs;
    }
    Run last = runs.getLast();
    Instant until = at.isBefore(last.since()) ? last.since() : at;
    List<Run> all = new ArrayList<>(runs.subList(0, runs.size() - 1));
    all.add(new Run(last.since(), until, last.cause(), cause));
    return all;
  }
}
