package id.lapor.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * The fields of a text, whose instructions lie about in pieces. One that is put together by another
 * field is refused: nobody can say what it will be.
 */
final class OfficeFields {

  private static final Pattern FIELD =
      Pattern.compile(
          "(?i)\\s*(=.*|(PAGE|NUMPAGES|SECTION|SECTIONPAGES|TOC|TOA|TC|XE|INDEX|REF|PAGEREF"
              + "|NOTEREF|SEQ|STYLEREF|DATE|TIME|SYMBOL|ADVANCE|EQ|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN"
              + "|BIBLIOGRAPHY|CITATION|SHAPE|TITLE|CREATEDATE|SAVEDATE|NUMWORDS)\\b.*)?",
          Pattern.DOTALL);

  /** Typographic marks end a quotation as well. */
  private static final String QUOTED = "[^\"\\\\“”„]*+\"";

  private static final String BARE = "[^\\s\\p{Z}\"\\\\“”„]++";

  /** With a place in the text, a tip, a window or a format; and those that stand alone. */
  private static final String SWITCH = "\\\\[lot*]\\s*+(?:\"" + QUOTED + "|" + BARE + ")|\\\\[mnh]";

  private static final String SCHEME = "(?:https?://|mailto:|tel:|#)";

  private static final String ADDRESS = "\"\"|\"" + SCHEME + QUOTED + "|" + SCHEME + BARE;

  private static final Pattern LINK =
      Pattern.compile("(?i)\\s*+HYPERLINK(?:\\s*+(?:" + SWITCH + "|" + ADDRESS + "))*+\\s*+");

  private final Deque<StringBuilder> begun = new ArrayDeque<>();

  /** Those whose instruction is over and whose result goes on. */
  private int shown;

  /** Whether the program that follows the instruction fetches and starts nothing. */
  static boolean harmless(String instruction) {
    return FIELD.matcher(instruction).matches() || LINK.matcher(instruction).matches();
  }

  void mark(String type) throws Unusable {
    switch (type) {
      case "begin" -> {
        OfficePart.check(begun.size() == shown);
        begun.push(new StringBuilder());
      }
      case "separate" -> {
        if (begun.size() > shown) {
          look();
          shown++;
        }
      }
      case "end" -> {
        if (begun.size() > shown) {
          look();
        } else {
          shown = Math.max(0, shown - 1);
        }
        begun.poll();
      }
      default -> throw new Unusable(Unfit.DAMAGED);
    }
  }

  void words(String words) throws Unusable {
    OfficePart.check(begun.size() > shown);
    begun.element().append(words);
  }

  /** The part is over; a field that never ended is one all the same. */
  void end() throws Unusable {
    if (begun.size() > shown) {
      look();
    }
  }

  private void look() throws Unusable {
    OfficePart.check(harmless(begun.element().toString()));
  }
}
