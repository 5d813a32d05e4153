package id.lapor.citizen;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import id.lapor.report.Reference;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mail by the grammar of SMS. Pure. A command may stand in the subject or in front of the
 * text; an answer to a message of ours says more by itself.
 */
final class MailWords {

  private static final Pattern ANSWERED =
      Pattern.compile(
          "^(?:(?:re|fw|fwd|bls|balas|trs|terusan)\\s{0,5}:\\s{0,5})++", CASE_INSENSITIVE);

  private MailWords() {}

  /**
   * @param about report the mail is known to be about, null when it stands in the words or nowhere
   * @param keywords in capitals
   */
  static Sms read(String subject, String text, @Nullable Reference about, Set<String> keywords) {
    String line = ANSWERED.matcher(subject).replaceFirst("").strip();
    String body = text.strip();
    Optional<Sms> command = commanded(line, body, about);
    if (command.isPresent()) {
      return command.get();
    }
    @Nullable Reference meant = about == null ? SmsWords.number(line).orElse(null) : about;
    if (meant != null) {
      return SmsWords.read(body.isEmpty() ? line : body, meant);
    }
    Sms said = SmsWords.read(body, keywords);
    if (said instanceof Sms.Help) {
      said = SmsWords.read(line, keywords);
    }
    return said instanceof Sms.Matter m && !body.isEmpty() ? headed(line, m, keywords) : said;
  }

  /**
   * A command in the subject, when it names a report or nothing else was written. Where it names
   * none, the one of the thread is meant.
   */
  private static Optional<Sms> commanded(String line, String body, @Nullable Reference about) {
    boolean alone = SmsWords.letters(body) < LetterDesk.SHORTEST;
    return switch (SmsWords.read(line, Set.of())) {
      case Sms.Check c
          when Courtesy.only(body) || (SmsWords.asks(line) && (alone || c.reference() != null)) ->
          Optional.of(SmsWords.check(named(c.reference(), about), joined(c.words(), body)));
      case Sms.Solved s when s.reference() != null || (alone && about != null) ->
          Optional.of(SmsWords.solved(named(s.reference(), about), SmsWords.firstWord(line), body));
      case Sms.Solved _ when Courtesy.only(body) && !Courtesy.pleads(body) ->
          Optional.of(SmsWords.solved(about, SmsWords.firstWord(line), body));
      case Sms.NotSolved n when n.reference() != null || about != null ->
          Optional.of(
              new Sms.NotSolved(
                  named(n.reference(), about), joined(n.words(), body), n.contrary()));
      case Sms.Reply r when SmsWords.commands(line) ->
          Optional.of(new Sms.Reply(r.reference(), joined(r.words(), body)));
      case Sms.WrongNumber w -> Optional.of(wrong(line, w, body));
      case Sms.Stop s when alone -> Optional.of(s);
      case Sms.Start s when alone -> Optional.of(s);
      default -> Optional.empty();
    };
  }

  /** A number no report has, which whatever is written below it is about. */
  private static Sms wrong(String line, Sms.WrongNumber w, String body) {
    if (Courtesy.only(body)) {
      return w;
    }
    String typed = w.typed().isEmpty() ? SmsWords.behindFirstWord(line) : w.typed();
    return new Sms.WrongNumber(typed, joined(line, body));
  }

  private static @Nullable Reference named(@Nullable Reference named, @Nullable Reference about) {
    return named == null ? about : named;
  }

  private static Sms headed(String line, Sms.Matter m, Set<String> keywords) {
    if (!(SmsWords.read(line, keywords) instanceof Sms.Matter head)) {
      return m;
    }
    return new Sms.Matter(
        m.keyword() == null ? head.keyword() : m.keyword(),
        m.visibility() == null ? head.visibility() : m.visibility(),
        m.words().startsWith(head.words()) ? m.words() : joined(head.words(), m.words()),
        m.mentions());
  }

  private static String joined(String first, String second) {
    return Stream.of(first, second).filter(s -> !s.isBlank()).collect(Collectors.joining("\n\n"));
  }
}
