package id.lapor.report;

import java.time.Instant;

/**
 * One matter of one reporter, as it stands now.
 *
 * @param version grows by one with every event; two people cannot change the same version
 */
public record Report(
    ReportId id,
    Reference reference,
    long version,
    Matter matter,
    Course course,
    Instant receivedAt,
    Instant changedAt) {

  public Stage stage() {
    return course.stage();
  }

  /** The first words of the text, at most 90 characters, for lists. */
  public String headline() {
    return Headline.of(matter.text());
  }
}
