package id.lapor.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same few conditions on what people write in every act. */
final class Words {

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
}
