package id.lapor.citizen;

import java.time.Instant;

/** What reporters agree to when they send, in one version and one language. */
public record Consent(int version, String language, String words) {

  /** Names the text in a form, {@code 1-id}. */
  public String mark() {
    return version + "-" + language;
  }

  /**
   * A version in both languages.
   *
   * @param from since when it stands on the form, or will
   */
  public record Version(int number, String indonesian, String english, Instant from) {}

  /** What somebody agreed to, and when. */
  public record Given(Consent text, Instant at) {}
}
