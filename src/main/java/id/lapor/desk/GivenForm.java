package id.lapor.desk;

import id.lapor.agency.Given;
import id.lapor.report.Words;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Since when hours hold and why, as a form carries it: {@code from} and {@code why}. */
final class GivenForm {

  private static final int LONGEST_REASON = 200;

  private GivenForm() {}

  /** Empty when the form says what is wrong. */
  static Optional<Given> read(ChangeForm form, LocalDate earliest, String by) {
    @Nullable LocalDate from = ChangeForm.date(form.text("from"));
    if (from == null) {
      form.wrong("from", "desk.missing.day");
    } else if (from.isBefore(earliest)) {
      form.wrong("from", "desk.officeHours.tooSoon");
    }
    why(form);
    return from == null || !form.sound()
        ? Optional.empty()
        : Optional.of(new Given(from, form.text("why"), by));
  }

  /** A reason everyone reads and that stays. */
  static void why(ChangeForm form) {
    String why = form.text("why");
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      form.wrong("why", "desk.decree.noReason");
    }
    Words.wrongGrounds(why).ifPresent(no -> form.wrong("why", "report.refused." + no.name()));
  }
}
