package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has happened to a clock by itself. Pure. */
sealed interface Passing {

  /** When the clock has to be looked at next; null for never. */
  @Nullable Instant next();

  record Warned(Warning warning, @Nullable Instant next) implements Passing {}

  /**
   * @param step which rung, 0 for the breach
   * @param at when it fired by the rules, whenever that was noticed
   */
  record Climbed(int step, Instant at, Ladder.Rung rung, @Nullable Instant next)
      implements Passing {}

  /** Nobody owes this one: the reporter's turn, the silence, the ombudsman's two months. */
  record Over(@Nullable Instant next) implements Passing {}

  static Passing of(Clock clock, Instant now, WorkingCalendar calendar, Ladder ladder) {
    if (!clock.kind().owed()) {
      return new Over(null);
    }
    if (clock.breachedAt() == null && now.isBefore(clock.dueAt())) {
      Instant next = Warning.next(clock, calendar, now).orElse(clock.dueAt());
      return Warning.latest(clock, calendar, now)
          .<Passing>map(w -> new Warned(w, next))
          .orElseGet(() -> new Over(next));
    }
    List<Ladder.Rung> rungs = ladder.rungs();
    if (clock.step() >= rungs.size()) {
      return new Over(null);
    }
    Optional<Instant> at = ladder.rung(clock.step(), clock.dueAt(), calendar);
    return new Climbed(
        clock.step(),
        at.orElse(now),
        rungs.get(clock.step()),
        ladder.rung(clock.step() + 1, clock.dueAt(), calendar).orElse(null));
  }
}
