package id.lapor.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The same few conditions on what people write in every act. */
public final class Words {

  /** Letters and digits of a reason everyone reads and nobody can take back. */
  static final int SHORTEST_GROUNDS = 20;

  /** Letters and digits of a question to the reporter, for which a clock waits. */
  static final int SHORTEST_QUESTION = 10;

  /** Shorter than this no text answers anything or tells of work, in characters. */
  static final int SHORTEST_ANSWER = 30;

  /** Different letters and digits of a text that says something. */
  static final int FEWEST_DIFFERENT = 5;

  private static final int LONGEST_STRETCH = 10;

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

  /**
   * The same of what tells the reporter what is or was done: as long as an answer, and with the
   * substance of grounds.
   *
   * @param tooShort what it is too short for
   */
  static Optional<Refusal> wrongTelling(String text, Refusal tooShort) {
    return wrong(text)
        .or(() ->
            text.strip().length() < SHORTEST_ANSWER ? Optional.of(tooShort) : Optional.empty())
        .or(() -> shorter(text, SHORTEST_GROUNDS, tooShort));
  }

  private static Optional<Refusal> shorter(String text, int least, Refusal why) {
    return substance(text) < least || drones(text) ? Optional.of(why) : Optional.empty();
  }

  /**
   * Whether it is a few letters over and over ({@code "ababab ..."}): fewer than {@value
   * #FEWEST_DIFFERENT} different ones, or one stretch of at most {@value #LONGEST_STRETCH} at least
   * three times from end to end.
   */
  private static boolean drones(String text) {
    int[] said =
        text.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).toArray();
    if (IntStream.of(said).distinct().limit(FEWEST_DIFFERENT).count() < FEWEST_DIFFERENT) {
      return true;
    }
    int longest = Math.min(LONGEST_STRETCH, said.length / 3);
    return IntStream.rangeClosed(1, longest).anyMatch(length -> repeats(said, length));
  }

  private static boolean repeats(int[] said, int length) {
    return Arrays.equals(said, length, said.length, said, 0, said.length - length);
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
