package id.lapor.agency;

/**
 * That an agency answers for a category.
 *
 * @param weight 1 to 10; the heaviest is proposed first
 */
public record Competence(AgencyId agency, String category, int weight) {}
