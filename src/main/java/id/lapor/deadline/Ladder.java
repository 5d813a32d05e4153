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
  public record Rung(int afterDays, Deed deed, boolean automatic) {

    /**
     * When it fires.
     *
     * @param from the missed moment, or from when the days count where the clock had ended since
     */
    Instant fires(Instant from, WorkingCalendar office) {
      return afterDays == 0 ? from : office.plusDays(from, afterDays);
    }
  }

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
      if (rungs.get(i).afterDays() < rungs.get(i - 1).afterDays()
          || rungs.get(i).deed().ordinal() <= rungs.get(i - 1).deed().ordinal()) {
        throw new IllegalArgumentException("Rungs are out of order: " + rungs);
      }
    }
  }

  Optional<Rung> rung(Deed deed) {
    return rungs.stream().filter(r -> r.deed() == deed).findFirst();
  }

  /**
   * What comes next, when there is anything.
   *
   * @param step one above the deed that was done last, 0 before the breach; so that whatever rungs
   *     a later version adds or drops, none is climbed twice and none left out
   */
  Optional<Rung> next(int step) {
    return rungs.stream().filter(r -> r.deed().ordinal() >= step).findFirst();
  }
}
