package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows when a promise is missed (DOMAIN section 4): the breach at once, then a reprimand of
 * the first, second and third level after 1, 3 and 7 working days of the office.
 */
final class Ladder {

  private static final List<Integer> DAYS = List.of(0, 1, 3, 7);

  private Ladder() {}

  /** When the rung fires, counted from the missed moment; empty above the last. */
  static Optional<Instant> rung(int step, Instant dueAt, WorkingCalendar office) {
    if (step >= DAYS.size()) {
      return Optional.empty();
    }
    return Optional.of(step == 0 ? dueAt : office.plusDays(dueAt, DAYS.get(step)));
  }
}
