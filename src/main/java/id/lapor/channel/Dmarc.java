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

  private Dmarc() {}

  /**
   * Whether the mail was not sent by the house its sender's address names.
   *
   * @param verdicts as they stand in front of it; whoever sent it may have written any of them
   * @param ours name of the one server that is believed, none when empty
   */
  static boolean failed(List<String> verdicts, String ours) {
    return !ours.isBlank()
        && verdicts.stream()
            .map(v -> COMMENTS.matcher(v).replaceAll(" ").toLowerCase(Locale.ROOT).strip())
            .filter(v -> by(v).equals(ours.strip().toLowerCase(Locale.ROOT)))
            .anyMatch(v -> FAILED.matcher(v).find());
  }

  /** The name a verdict begins with; a version may follow it. */
  private static String by(String verdict) {
    return verdict.split("[;\\s]", 2)[0];
  }
}
