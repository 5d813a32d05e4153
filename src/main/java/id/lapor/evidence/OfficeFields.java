package id.lapor.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * The fields of a text, whose instructions lie about in pieces. One that is put together by another
 * field is refused: nobody can say what it will be.
 */
final class OfficeFields {

  private static final Pattern LINK =
      Pattern.compile("(?is)\\s*HYPERLINK\\s+\"(?!https?://|mailto:|tel:)[^\"].*");

  private final Pattern harmless;
  private final Deque<StringBuilder> begun = new ArrayDeque<>();

  /** Those whose instruction is over and whose result goes on. */
  private int shown;

  OfficeFields(Pattern harmless) {
    this.harmless = harmless;
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
    String instruction = begun.element().toString();
    OfficePart.check(
        harmless.matcher(instruction).matches() && !LINK.matcher(instruction).matches());
  }
}
