package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has happened to a clock by itself. Pure. */
sealed interface Passing {

  /** When the clock has to be looked at next; null for never. */
  @Nullable Instant next();

  record Warned(Warning warning, @Nullable Instant next) implements Passing {}

  /**
   * @param at when it fired by the rules, whenever that was noticed
   */
  record Climbed(Ladder.Rung rung, Instant at, @Nullable Instant next) implements Passing {

    /** 0 for the breach, then the level of the letter. */
    int step() {
      return rung.deed().ordinal();
    }
  }

  /**
   * Nothing anybody owes: the reporter's turn, the silence, the ombudsman's two months; or a look
   * that came before its moment.
   */
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
    return ladder
        .next(clock.step())
        .map(rung -> climbed(rung, clock, now, calendar, ladder))
        .orElseGet(() -> new Over(null));
  }

  /** No letter before its day, whatever brought the clock here. */
  private static Passing climbed(
      Ladder.Rung rung, Clock clock, Instant now, WorkingCalendar calendar, Ladder ladder) {
    Instant at = rung.fires(clock.ladderFrom(), calendar);
    return now.isBefore(at)
        ? new Over(at)
        : new Climbed(rung, at, after(rung, ladder, clock, calendar));
  }

  private static @Nullable Instant after(
      Ladder.Rung rung, Ladder ladder, Clock clock, WorkingCalendar calendar) {
    return ladder
        .next(rung.deed().ordinal() + 1)
        .map(r -> r.fires(clock.ladderFrom(), calendar))
        .orElse(null);
  }
}
