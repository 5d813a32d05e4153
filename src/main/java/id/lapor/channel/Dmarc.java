package id.lapor.channel;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What our own mail server found out about a sender's domain, as it wrote it in front of a mail
 * (RFC 8601, RFC 7489). Pure.
 */
final class Dmarc {

  private static final Pattern COMMENTS = Pattern.compile("\\([^()]*\\)");
  private static final Pattern FAILED = Pattern.compile("(?:^|[;\\s])dmarc\\s*=\\s*fail\\b");

  private static final Pattern PASSED = Pattern.compile("(?:^|[;\\s])dmarc\\s*=\\s*pass\\b");

  private Dmarc() {}

  /**
   * Whether the mail was not sent by the house its sender's address names.
   *
   * @param verdicts as they stand in front of it; whoever sent it may have written any of them
   * @param ours name of the one server that is believed, none when empty
   */
  static boolean failed(List<String> verdicts, String ours) {
    return found(verdicts, ours, FAILED);
  }

  /**
   * Whether the house its sender's address names sent it: as the verdict in front says, and no
   * other one denies. What stands below may be its sender's.
   */
  static boolean passed(List<String> verdicts, String ours) {
    return !verdicts.isEmpty()
        && found(verdicts.subList(0, 1), ours, PASSED)
        && !failed(verdicts, ours);
  }

  private static boolean found(List<String> verdicts, String ours, Pattern verdict) {
    return !ours.isBlank()
        && verdicts.stream()
            .map(v -> COMMENTS.matcher(v).replaceAll(" ").toLowerCase(Locale.ROOT).strip())
            .filter(v -> by(v).equals(ours.strip().toLowerCase(Locale.ROOT)))
            .anyMatch(v -> verdict.matcher(v).find());
  }

  /** The name a verdict begins with; a version may follow it. */
  private static String by(String verdict) {
    return verdict.split("[;\\s]", 2)[0];
  }
}
