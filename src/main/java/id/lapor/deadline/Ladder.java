package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows when a promise is missed (DOMAIN section 4), rung by rung; the first is the breach
 * itself. Data, kept with the rules.
 */
public record Ladder(List<Rung> rungs) {

  /**
   * @param afterDays working days of the office after the missed moment
   * @param automatic the letter goes out without a supervisor
   */
  public record Rung(int afterDays, Deed deed, boolean automatic) {}

  /** What is done on a rung. */
  public enum Deed {
    /** The breach is recorded; the office, its head, its coordinator and the reporter hear it. */
    TELL,
    REPRIMAND_1,
    REPRIMAND_2,
    REPRIMAND_3;

    /** Level of the letter, 0 for none. */
    public int level() {
      return ordinal();
    }
  }

  public Ladder {
    rungs = List.copyOf(rungs);
    if (rungs.isEmpty() || rungs.getFirst().afterDays() != 0) {
      throw new IllegalArgumentException("The ladder begins with the breach itself: " + rungs);
    }
    for (int i = 1; i < rungs.size(); i++) {
      if (rungs.get(i).afterDays() < rungs.get(i - 1).afterDays()) {
        throw new IllegalArgumentException("Rungs are out of order: " + rungs);
      }
    }
  }

  Optional<Rung> rung(Deed deed) {
    return rungs.stream().filter(r -> r.deed() == deed).findFirst();
  }

  /** When the rung fires, counted from the missed moment; empty above the last. */
  Optional<Instant> rung(int step, Instant dueAt, WorkingCalendar office) {
    if (step >= rungs.size()) {
      return Optional.empty();
    }
    return Optional.of(step == 0 ? dueAt : office.plusDays(dueAt, rungs.get(step).afterDays()));
  }
}
