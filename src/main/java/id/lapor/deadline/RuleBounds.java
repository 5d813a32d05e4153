package id.lapor.deadline;

import java.util.Optional;

/**
 * How far a version of the rules may be from the national ones as they were shipped. Within it the
 * administrator decides and everyone is told; beyond it nothing would ever be due, and no rule that
 * anybody publishes may do that. Pure.
 */
public final class RuleBounds {

  /** So many times the time the national rules give, and no more. */
  static final int MOST_TIMES = 3;

  /** Working days after the missed moment by which the third letter comes. */
  static final int LATEST_THIRD_LETTER = 30;

  private RuleBounds() {}

  /** The longest a term may be, in the unit of the national rules. */
  public static Allowance most(Term term, RuleBook national) {
    Allowance usual = national.allowance(term);
    return new Allowance(usual.amount() * MOST_TIMES, usual.unit());
  }

  /** Whether a term may be given so much time. */
  public static boolean allows(Term term, Allowance amount, RuleBook national) {
    return amount.weight() <= most(term, national).weight();
  }

  /** Message key of why a ladder cannot be; all three letters are on it, and come in time. */
  public static Optional<String> wrong(Ladder ladder) {
    for (Ladder.Deed deed : Ladder.Deed.values()) {
      if (ladder.rung(deed).isEmpty()) {
        return Optional.of("desk.rules.letterNeeded");
      }
    }
    return ladder
        .rung(Ladder.Deed.REPRIMAND_3)
        .filter(r -> r.afterDays() > LATEST_THIRD_LETTER)
        .map(_ -> "desk.rules.letterTooLate");
  }

  /**
   * @throws IllegalArgumentException when the version is beyond the bounds
   */
  static void check(RuleBook next, RuleBook national) {
    wrong(next.ladder())
        .ifPresent(key -> {
          throw new IllegalArgumentException(key);
        });
    for (Term term : Term.values()) {
      if (!allows(term, next.allowance(term), national)) {
        throw new IllegalArgumentException("More time than any rules may give for " + term);
      }
    }
  }
}
