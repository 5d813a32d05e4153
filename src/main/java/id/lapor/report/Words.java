package id.lapor.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same few conditions on what people write in every act. */
public final class Words {

  /** Letters and digits of a reason everyone reads and nobody can take back. */
  static final int SHORTEST_GROUNDS = 20;

  /** Letters and digits of a question to the reporter, for which a clock waits. */
  static final int SHORTEST_QUESTION = 10;

  private Words() {}

  /** Empty when the text may be left out and is not too long. */
  static Optional<Refusal> tooLong(@Nullable String text) {
    return text != null && text.length() > Workflow.LONGEST_TEXT
        ? Optional.of(Refusal.TEXT_TOO_LONG)
        : Optional.empty();
  }

  /** Empty when the text can stand; otherwise what is wrong with it. */
  static Optional<Refusal> wrong(String text) {
    if (text.isBlank()) {
      return Optional.of(Refusal.TEXT_MISSING);
    }
    return tooLong(text);
  }

  /** The same of the reason for an act that is public and stays. */
  public static Optional<Refusal> wrongGrounds(String text) {
    return wrong(text).or(() -> shorter(text, SHORTEST_GROUNDS, Refusal.REASON_TOO_SHORT));
  }

  /** The same of a question the reporter has to answer. */
  static Optional<Refusal> wrongQuestion(String text) {
    return wrong(text).or(() -> shorter(text, SHORTEST_QUESTION, Refusal.QUESTION_TOO_SHORT));
  }

  private static Optional<Refusal> shorter(String text, int least, Refusal why) {
    return substance(text) < least ? Optional.of(why) : Optional.empty();
  }

  /** Letters and digits, a run of the same one counted once: {@code "xxxx ..."} says nothing. */
  private static int substance(String text) {
    int count = 0;
    int before = 0;
    for (int c : text.codePoints().toArray()) {
      if (Character.isLetterOrDigit(c) && c != before) {
        count++;
      }
      before = c;
    }
    return count;
  }
}
