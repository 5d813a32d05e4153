package id.lapor.citizen;

import id.lapor.report.Reference;
import id.lapor.report.Visibility;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody says in an SMS: a matter, or a word about a report they have here. */
sealed interface Sms {

  /** Whether there are words to keep, so that what came along belongs to them. */
  default boolean carries() {
    return switch (this) {
      case Matter _, Reply _, NotSolved _ -> true;
      case Check c -> !c.words().isEmpty();
      case WrongNumber w -> !w.text().isEmpty();
      case Solved _, Agreed _, TakenBack _, Stop _, Start _, Help _ -> false;
    };
  }

  /**
   * Something to be reported.
   *
   * @param keyword that stood in front and names a government, as it was given; null when none did
   * @param visibility asked for by RAHASIA or ANONIM in front; null when nothing was said
   * @param mentions number of a report in the words, null when there is none
   */
  record Matter(
      @Nullable String keyword,
      @Nullable Visibility visibility,
      String words,
      @Nullable Reference mentions)
      implements Sms {}

  /**
   * How does it stand? Of the sender's newest report when no number was given.
   *
   * @param words said besides, for the report; empty for none
   */
  record Check(@Nullable Reference reference, String words) implements Sms {
    Check(@Nullable Reference reference) {
      this(reference, "");
    }
  }

  /**
   * @param contrary it began with a word that says the opposite
   */
  record NotSolved(@Nullable Reference reference, String words, boolean contrary) implements Sms {
    NotSolved(@Nullable Reference reference, String words) {
      this(reference, words, false);
    }
  }

  record Solved(@Nullable Reference reference) implements Sms {}

  /** The whole case may go to the ombudsman. */
  record Agreed(Reference reference) implements Sms {}

  /**
   * The case is not to go to the ombudsman after all.
   *
   * @param words of the message, for where it was not to go there anyway
   */
  record TakenBack(Reference reference, String words) implements Sms {}

  record Reply(Reference reference, String words) implements Sms {}

  /**
   * After a command, and no report has it.
   *
   * @param typed the number as it was typed
   * @param text the whole message where more is said; empty where nothing is
   */
  record WrongNumber(String typed, String text) implements Sms {
    WrongNumber() {
      this("", "");
    }

    /** As it would read with this number. */
    Sms with(Reference right) {
      return SmsWords.read(text.replace(typed, right.toString()), Set.of());
    }
  }

  /** No more messages to this telephone. */
  record Stop() implements Sms {}

  /** Messages again. */
  record Start() implements Sms {}

  record Help() implements Sms {}
}
