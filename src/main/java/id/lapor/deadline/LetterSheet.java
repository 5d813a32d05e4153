package id.lapor.deadline;

import id.lapor.agency.Agency;
import id.lapor.report.Hops;
import id.lapor.report.PublicTimes;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a letter, issued or as a draft to be read before it is.
 *
 * @param number absent on a draft, as is the code
 * @param date of the issue, on a draft the present
 * @param issuer by name; empty when policy issued it
 * @param office of the issuer
 * @param broken lower letters about what it lists, in whose answer the agency named a new date that
 *     had passed unkept by this letter's
 * @param climbed whether about all it lists a letter of every lower level had been issued and stood
 * @param open reports everyone may read; of the others only the agency and those who watch it are
 *     told
 */
public record LetterSheet(
    Agency agency,
    int level,
    @Nullable String number,
    @Nullable String code,
    Instant date,
    String issuer,
    String office,
    List<Reprimand.Case> cases,
    List<Reprimand> broken,
    boolean climbed,
    Map<ReportId, Report> open) {

  public boolean draft() {
    return number == null;
  }

  /**
   * Whether nothing it lists was owed any more: of that it records how late it was, and asks
   * nothing. What it does not list changes none of its words.
   */
  public boolean settled() {
    return !listed().isEmpty() && listed().stream().allMatch(c -> c.ended(date));
  }

  /** Whether some of it was owed no more. */
  public boolean partly() {
    return listed().stream().anyMatch(c -> c.ended(date)) && !settled();
  }

  /** What the letter says beside its list, for a message key. */
  public String demand() {
    if (listed().isEmpty()) {
      return "demand.unlisted";
    }
    return settled() ? "settled" : "demand." + level + (climbed ? "" : ".alone");
  }

  /** Those it lists: a draft all, what is issued those of reports everybody may read. */
  public List<Reprimand.Case> listed() {
    return draft() ? cases : named();
  }

  /** Those of reports everybody may read. */
  public List<Reprimand.Case> named() {
    return cases.stream().filter(c -> open.containsKey(c.report())).toList();
  }

  /** How many more there are at least; told in fives. */
  public long unnamed() {
    return Hops.told(cases.size(), named().size()) - named().size();
  }

  /** Whether the letter tells of a promise the days only, as the public pages do. */
  public boolean dayOnly(Reprimand.Case promise) {
    @Nullable Report report = open.get(promise.report());
    return report == null || PublicTimes.dayOnly(report);
  }

  /** I, II or III. */
  public String roman() {
    return "I".repeat(level);
  }
}
