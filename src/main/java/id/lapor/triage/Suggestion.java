package id.lapor.triage;

import id.lapor.agency.Agency;
import id.lapor.agency.Category;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agency that may be the right one.
 *
 * @param category the topic it answers for, absent when the place speaks for it
 * @param words found in the text
 */
public record Suggestion(
    Agency agency, Reason reason, @Nullable Category category, List<String> words) {

  /** What speaks for the agency, the strongest first. */
  public enum Reason {
    /** It answers for what the report is about. */
    TOPIC,
    /** It answers for something close to that. */
    NEAR_TOPIC,
    /** It is the office of the ward or district. */
    PLACE
  }
}
