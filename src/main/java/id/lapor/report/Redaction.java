package id.lapor.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks what points to a person in a text before it is public: e-mail addresses, telephone numbers,
 * identity numbers (NIK, KK: 16 digits), vehicle plates, names after a form of address. The machine
 * proposes; at forwarding an officer confirms.
 */
public final class Redaction {

  /** What stands where something was masked. */
  public static final String MASK = "▇▇▇";

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"),
          Pattern.compile("(?<!\\d)\\d{4}[ .-]?\\d{4}[ .-]?\\d{4}[ .-]?\\d{4}(?!\\d)"),
          Pattern.compile("(?<![\\d.])(?:\\+?62|0)[ .-]?\\d{2,4}(?:[ .-]?\\d{2,4}){2,3}(?!\\d)"),
          Pattern.compile("\\b[A-Z]{1,2} ?\\d{1,4} ?[A-Z]{1,3}\\b"));

  /** After a form of address one or more words that begin with a capital letter are a name. */
  private static final Pattern NAMES =
      Pattern.compile(
          "\\b((?i:bapak|bpk|pak|ibu|bu|sdr|sdri|saudara|saudari|mas|mbak|kakak|nama saya)\\.?) "
              + "((?:\\p{Lu}[\\p{L}.']+)(?: \\p{Lu}[\\p{L}.']+)*)");

  /** Positions, not persons: "Pak Lurah" may stay. */
  private static final Pattern POSITIONS =
      Pattern.compile(
          "(?i)(lurah|camat|wali|walikota|bupati|gubernur|kepala|kadis|rt|rw|guru|dokter|presiden|menteri)\\b.*");

  private Redaction() {}

  public static String propose(String text) {
    String masked = text;
    for (Pattern pattern : PATTERNS) {
      masked = pattern.matcher(masked).replaceAll(MASK);
    }
    return NAMES
        .matcher(masked)
        .replaceAll(m ->
            POSITIONS.matcher(m.group(2)).matches()
                ? java.util.regex.Matcher.quoteReplacement(m.group())
                : java.util.regex.Matcher.quoteReplacement(m.group(1)) + " " + MASK);
  }
}
