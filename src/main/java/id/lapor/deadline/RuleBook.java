package id.lapor.deadline;

import id.lapor.platform.page.Page;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of the rules of a profile.
 *
 * @param id 0 before it is saved
 * @param validFrom reports received on this day or later run under it
 * @param openToo so do, from that day on, the open clocks of earlier reports
 * @param decidedBy name of the administrator; empty for the shipped ones
 * @param reason public; empty for the shipped ones
 */
public record RuleBook(
    long id,
    String profile,
    LocalDate validFrom,
    boolean openToo,
    String decidedBy,
    String reason,
    Map<Term, Allowance> allowances,
    Ladder ladder) {

  public RuleBook {
    allowances = Map.copyOf(allowances);
    for (Term term : Term.values()) {
      if (!allowances.containsKey(term)) {
        throw new IllegalArgumentException("The rules say nothing about " + term);
      }
    }
  }

  public Allowance allowance(Term term) {
    @Nullable Allowance found = allowances.get(term);
    if (found == null) {
      throw new IllegalStateException("The rules say nothing about " + term);
    }
    return found;
  }

  /** Name of the profile for people: Bontang, nasional. */
  public String called(Page page) {
    String key = "deadline.profile." + profile;
    return page.has(key)
        ? page.t(key)
        : profile.substring(0, 1).toUpperCase(Locale.ROOT) + profile.substring(1);
  }

  /**
   * From when a version holds, and who makes it why.
   *
   * @param openToo whether open clocks of earlier reports follow
   */
  public record Decision(LocalDate from, boolean openToo, String by, String reason) {}

  /** The next version, with some amounts changed and a ladder. */
  public RuleBook next(Decision decision, Map<Term, Allowance> changed, Ladder climbed) {
    Map<Term, Allowance> all = new EnumMap<>(allowances);
    all.putAll(changed);
    return new RuleBook(
        0,
        profile,
        decision.from(),
        decision.openToo(),
        decision.by(),
        decision.reason(),
        all,
        climbed);
  }

  /** Which rungs and amounts there are, for a page. */
  public List<Ladder.Rung> rungs() {
    return ladder.rungs();
  }
}
