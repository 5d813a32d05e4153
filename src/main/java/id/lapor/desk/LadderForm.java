package id.lapor.desk;

import id.lapor.deadline.Ladder;
import id.lapor.deadline.RuleBook;
import id.lapor.deadline.RuleBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ladder as a form carries it: for each letter the working days after the breach, empty for
 * none, and whether it goes out by itself. The breach itself is always told.
 */
final class LadderForm {

  private static final String DAYS = "RUNG_";
  private static final String AUTOMATIC = "AUTO_";

  private LadderForm() {}

  static void write(RuleBook book, Map<String, String> typed) {
    for (Ladder.Rung rung : book.rungs()) {
      typed.put(DAYS + rung.deed(), String.valueOf(rung.afterDays()));
      if (rung.automatic()) {
        typed.put(AUTOMATIC + rung.deed(), "true");
      }
    }
  }

  /**
   * Of letters that were not asked about the rung stays as it is.
   *
   * @param errors message keys of what is wrong, by field
   */
  static Ladder read(Map<String, String> typed, RuleBook latest, Map<String, String> errors) {
    List<Ladder.Rung> rungs = new ArrayList<>();
    rungs.add(new Ladder.Rung(0, Ladder.Deed.TELL, false));
    for (Ladder.Deed deed : Ladder.Deed.values()) {
      if (deed.level() > 0) {
        add(rung(deed, typed, latest, errors), rungs, errors);
      }
    }
    Ladder ladder = new Ladder(rungs);
    if (errors.keySet().stream().noneMatch(field -> field.startsWith(DAYS))) {
      RuleBounds.wrong(ladder).ifPresent(key -> errors.put(DAYS + missing(ladder), key));
    }
    return ladder;
  }

  /** The letter that is not there, or the last. */
  private static Ladder.Deed missing(Ladder ladder) {
    return Arrays.stream(Ladder.Deed.values())
        .filter(deed -> ladder.rungs().stream().noneMatch(r -> r.deed() == deed))
        .findFirst()
        .orElse(Ladder.Deed.REPRIMAND_3);
  }

  private static void add(
      Optional<Ladder.Rung> rung, List<Ladder.Rung> rungs, Map<String, String> errors) {
    rung.ifPresent(r -> {
      if (r.afterDays() < rungs.getLast().afterDays()) {
        errors.put(DAYS + r.deed(), "desk.rules.wrongOrder");
      } else {
        rungs.add(r);
      }
    });
  }

  private static Optional<Ladder.Rung> rung(
      Ladder.Deed deed, Map<String, String> typed, RuleBook latest, Map<String, String> errors) {
    @Nullable String days = typed.get(DAYS + deed);
    if (days == null) {
      return latest.rungs().stream().filter(r -> r.deed() == deed).findFirst();
    }
    if (days.isBlank()) {
      return Optional.empty();
    }
    if (!days.strip().matches("[0-9]{1,3}")) {
      errors.put(DAYS + deed, "desk.rules.wrongDays");
      return Optional.empty();
    }
    boolean automatic = typed.containsKey(AUTOMATIC + deed);
    return Optional.of(new Ladder.Rung(Integer.parseInt(days.strip()), deed, automatic));
  }
}
