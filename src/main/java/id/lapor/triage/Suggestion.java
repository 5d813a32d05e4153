package id.lapor.triage;

import id.lapor.agency.Agency;
import id.lapor.agency.Category;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agency that may be the right one.
 *
 * @param category the topic it answers for, absent when something else speaks for it
 * @param words found in the text
 * @param by who proposed it when it said "not ours", absent when nobody did
 * @param returned it said "not ours" itself
 */
public record Suggestion(
    Agency agency,
    Reason reason,
    @Nullable Category category,
    List<String> words,
    @Nullable Agency by,
    boolean returned) {

  static Suggestion of(
      Agency agency, Reason reason, @Nullable Category category, List<String> words) {
    return new Suggestion(agency, reason, category, words, null, false);
  }

  static Suggestion proposed(Agency agency, Agency by) {
    return new Suggestion(agency, Reason.PROPOSED, null, List.of(), by, false);
  }

  Suggestion returned(boolean itself) {
    return new Suggestion(agency, reason, category, words, by, itself);
  }

  /** What speaks for the agency, the strongest first. */
  public enum Reason {
    /** Another agency proposed it instead of itself. */
    PROPOSED,
    /** It answers for what the report is about. */
    TOPIC,
    /** It answers for something close to that. */
    NEAR_TOPIC,
    /** It is the office of the ward or district. */
    PLACE
  }
}
