package id.lapor.desk;

import id.lapor.deadline.Allowance;
import id.lapor.deadline.Term;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The form for a version of the rules, from amounts as short as they are stored. */
final class RuleForm {

  private static final Map<Term, String> BONTANG =
      Map.ofEntries(
          Map.entry(Term.TRIAGE, "7m"),
          Map.entry(Term.ARBITRATION, "1d"),
          Map.entry(Term.FIRST_ANSWER, "3d"),
          Map.entry(Term.SECOND_ANSWER, "2d"),
          Map.entry(Term.INFORMATION, "5d"),
          Map.entry(Term.ASPIRATION, "5d"),
          Map.entry(Term.COMPLAINT, "14d"),
          Map.entry(Term.OVERSIGHT, "60d"),
          Map.entry(Term.OMBUDSMAN, "60c"),
          Map.entry(Term.BETWEEN_LETTERS, "1d"),
          Map.entry(Term.SIGNATURE, "1d"));

  private RuleForm() {}

  /** What is not said is Bontang's; a first answer that is no amount stays as it is. */
  static Map<String, String> of(String from, Map<Term, String> said) {
    Map<String, String> typed = new HashMap<>();
    Map<Term, String> all =
        Arrays.stream(Term.values()).collect(Collectors.toMap(t -> t, BONTANG::get));
    all.putAll(said);
    all.forEach((term, amount) ->
        Allowance.read(amount)
            .ifPresentOrElse(
                a -> {
                  typed.put(term.name(), String.valueOf(a.amount()));
                  typed.put(term + "_UNIT", a.unit().name());
                },
                () -> {
                  typed.put(term.name(), amount);
                  typed.put(term + "_UNIT", "WORKING_DAYS");
                }));
    typed.put("from", from);
    typed.put("why", "Percobaan aturan tenggat yang baru.");
    return typed;
  }

  static Map<String, String> firstAnswer(String amount, String from) {
    return of(from, Map.of(Term.FIRST_ANSWER, amount));
  }
}
