package id.lapor.triage;

import id.lapor.agency.Agency;
import id.lapor.agency.Category;
import java.util.List;

/**
 * An agency that may be the right one.
 *
 * @param words found in the text, the reason for the proposal
 */
public record Suggestion(Agency agency, Category category, List<String> words) {}
