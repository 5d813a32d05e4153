package id.lapor.deadline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Two versions of the rules side by side, for whoever decides about the later one. Pure. */
public record RuleChange(RuleBook before, RuleBook after) {

  /** A letter of the ladder; empty where there is none. */
  public record Letter(
      Ladder.Deed deed, Optional<Ladder.Rung> before, Optional<Ladder.Rung> after) {

    public boolean changed() {
      return !before.equals(after);
    }
  }

  /** What gets another amount of time. */
  public List<Term> terms() {
    return Arrays.stream(Term.values())
        .filter(t -> !before.allowance(t).equals(after.allowance(t)))
        .toList();
  }

  /** Every letter either of them knows, changed or not: a ladder is judged whole. */
  public List<Letter> ladder() {
    return Arrays.stream(Ladder.Deed.values())
        .filter(deed -> deed.level() > 0)
        .map(deed -> new Letter(deed, before.ladder().rung(deed), after.ladder().rung(deed)))
        .filter(letter -> letter.before().isPresent() || letter.after().isPresent())
        .toList();
  }
}
