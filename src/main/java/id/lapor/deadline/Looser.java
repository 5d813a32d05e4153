package id.lapor.deadline;

import java.util.Arrays;
import java.util.List;

/**
 * In what a version of the rules asks less than the national ones as they were shipped. Pure.
 *
 * @param terms that get more time
 * @param letters that come later
 */
public record Looser(
    RuleBook book, RuleBook national, List<Term> terms, List<Ladder.Deed> letters) {

  static Looser of(RuleBook book, RuleBook national) {
    return new Looser(
        book,
        national,
        Arrays.stream(Term.values())
            .filter(t -> book.allowance(t).weight() > national.allowance(t).weight())
            .toList(),
        Arrays.stream(Ladder.Deed.values())
            .filter(deed -> days(book, deed) > days(national, deed))
            .toList());
  }

  /** Working days after the missed moment; more than any where there is no such letter. */
  private static int days(RuleBook book, Ladder.Deed deed) {
    return book.ladder().rung(deed).map(Ladder.Rung::afterDays).orElse(Integer.MAX_VALUE);
  }

  /** Working days after the missed moment, of a letter both have. */
  public int days(Ladder.Deed deed) {
    return days(book, deed);
  }

  /** The same by the national rules. */
  public int usual(Ladder.Deed deed) {
    return days(national, deed);
  }

  public boolean none() {
    return terms.isEmpty() && letters.isEmpty();
  }
}
