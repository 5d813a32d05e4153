package id.lapor.report;

import java.util.Optional;

/** The same few conditions on what people write in every act. */
final class Words {

  private Words() {}

  /** Empty when the text can stand; otherwise what is wrong with it. */
  static Optional<Refusal> wrong(String text) {
    if (text.isBlank()) {
      return Optional.of(Refusal.TEXT_MISSING);
    }
    return text.length() > Workflow.LONGEST_TEXT
        ? Optional.of(Refusal.TEXT_TOO_LONG)
        : Optional.empty();
  }
}
