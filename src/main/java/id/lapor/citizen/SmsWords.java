package id.lapor.citizen;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import id.lapor.report.Reference;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an SMS. Pure. Forgiving with case, spaces, signs and the usual misspellings; whatever
 * begins like a command but goes on like a sentence is a matter, because nothing a citizen writes
 * may be lost to a rule of ours.
 */
final class SmsWords {

  private static final Set<String> STOPS = Set.of("STOP", "BERHENTI", "UNREG", "STOP LAPOR");
  private static final Set<String> STARTS = Set.of("MULAI", "START", "LANJUT", "REG");

  /** Those of them that thanks may follow; others begin sentences as well: "Lanjut, Pak". */
  private static final Set<String> STOP_POLITELY = Set.of("STOP", "BERHENTI", "UNREG");

  private static final Set<String> START_POLITELY = Set.of("MULAI");
  private static final Set<String> HELPS =
      Set.of("", "BANTUAN", "HELP", "INFO", "CARA", "MENU", "LAPOR");

  private static final String SIGNS = "[^\\p{L}\\p{N}]*";
  private static final Pattern CHECK = command("CEKK|CEK|CHEK|CHECK|STATUS");

  /** As it is spelled, also in Javanese. */
  static final String NOT_YET = "BELUM|BELOM|BLUM|BLM|BLOM|BELON|BLON|DURUNG";

  static final String DONE_ALREADY = "SUDAH|SUDA|SDH|UDAH|UDA|UDH|DAH|WIS|WES";
  static final Pattern NOT_SOLVED = command(NOT_YET);
  static final Pattern SOLVED = command("SELESAI|SELESEI|SLESAI|BERES");
  private static final Pattern AGREED = command("SETUJU|STUJU");
  private static final Pattern TAKEN_BACK = command("BATALKAN|BATAL");
  static final Pattern REPLY = command("BALAS|BLS|JAWAB");
  private static final Set<Pattern> COMMANDS =
      Set.of(CHECK, NOT_SOLVED, SOLVED, AGREED, TAKEN_BACK, REPLY);
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])[0-9A-Za-z]{4}[- .]?[0-9A-Za-z]{4}[- .]?[0-9A-Za-z](?![\\p{L}\\p{N}])");

  /** One that was typed wrong: its shape, or a word with digits that nobody says. */
  private static final Pattern LIKE_A_NUMBER =
      Pattern.compile(
          "(?:[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]"
              + "|(?=.*\\d)(?=.*[-.]|.*\\d.*\\d)[0-9A-Za-z.-]{7,13})[?!.,]*");

  /** The same in front of words: only its shape, or letters and digits that nobody says. */
  private static final Pattern LIKE_A_NUMBER_THEN =
      Pattern.compile(
          "^(?:[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]"
              + "|(?=[0-9A-Za-z]{0,8}\\d)(?=\\d{0,8}[A-Za-z])[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{9})"
              + "(?![\\p{L}\\p{N}])");

  /** "Sudah" in front of "selesai" says no more. */
  private static final Pattern ALREADY =
      Pattern.compile("^(?:" + DONE_ALREADY + ")[^\\p{L}\\p{N}]+", CASE_INSENSITIVE);

  private SmsWords() {}

  /**
   * @param keywords in capitals, as {@link #capitals} makes them
   */
  static Sms read(String text, Set<String> keywords) {
    String bare = text.strip().replaceFirst("^" + SIGNS, "").strip();
    String words = capitals(bare);
    if (says(STOPS, STOP_POLITELY, bare)) {
      return new Sms.Stop();
    }
    if (says(STARTS, START_POLITELY, bare)) {
      return new Sms.Start();
    }
    if (HELPS.contains(words)) {
      return new Sms.Help();
    }
    if (alreadySolved(bare)) {
      return new Sms.Solved(null);
    }
    return commanded(bare)
        .map(said -> asking(said, bare))
        .or(() -> numbered(bare))
        .orElseGet(() -> SmsFront.read(bare, keywords));
  }

  /**
   * What is said in an answer, of which one knows the report; a command only where it is nothing
   * but that, or names a report, as we teach it.
   */
  static Sms read(String text, Reference about) {
    String bare = text.strip();
    String words = capitals(bare);
    if (says(STOPS, STOP_POLITELY, bare)) {
      return new Sms.Stop();
    }
    if (says(STARTS, START_POLITELY, bare)) {
      return new Sms.Start();
    }
    if (after(CHECK, words).filter(String::isEmpty).isPresent()) {
      return new Sms.Check(about);
    }
    Optional<Sms> named = commanded(bare.replaceFirst("^" + SIGNS, "")).filter(SmsWords::names);
    if (named.isPresent()) {
      return asking(named.get(), bare);
    }
    if (after(SOLVED, words).filter(Courtesy::only).isPresent() || alreadySolved(bare)) {
      return closing(about, bare);
    }
    Optional<String> not = after(NOT_SOLVED, words);
    if (not.isEmpty() || !Afterwords.denies(bare)) { // "belum sempat saya cek", "belum bocor lagi"
      return new Sms.Reply(about, bare);
    }
    return Courtesy.only(not.get()) && Courtesy.questions(bare)
        ? new Sms.Check(about)
        : new Sms.NotSolved(about, not.get().isEmpty() ? "" : bare);
  }

  /** "STOP", "Stop, terima kasih". */
  private static boolean says(Set<String> words, Set<String> polite, String text) {
    String whole = capitals(text);
    String first = firstWord(whole);
    return words.contains(whole)
        || (polite.contains(first)
            && Courtesy.parting(whole.substring(first.length()))
            && !Courtesy.pleads(text)
            && !Courtesy.questions(text));
  }

  /** "STOP" or "MULAI", and not a word besides. */
  static boolean alone(String text) {
    return STOPS.contains(capitals(text)) || STARTS.contains(capitals(text));
  }

  private static boolean names(Sms said) {
    return switch (said) {
      case Sms.Check c -> c.reference() != null;
      case Sms.Solved s -> s.reference() != null;
      case Sms.NotSolved n -> n.reference() != null;
      case Sms.Agreed _, Sms.TakenBack _, Sms.Reply _ -> true;
      case Sms.WrongNumber _, Sms.Matter _, Sms.Stop _, Sms.Start _, Sms.Help _ -> false;
    };
  }

  /** "Selesai?" asks how it stands, and "beres dong, tolong" that it be done: neither closes. */
  private static Sms closing(Reference about, String text) {
    return Courtesy.pleads(text) && !Courtesy.questions(text)
        ? new Sms.Reply(about, text)
        : asking(new Sms.Solved(about), text);
  }

  private static Sms asking(Sms said, String text) {
    return said instanceof Sms.Solved s && Courtesy.questions(text)
        ? new Sms.Check(s.reference())
        : said;
  }

  /** "Sudah selesai pak, terima kasih", which is no question. */
  private static boolean alreadySolved(String text) {
    Matcher already = ALREADY.matcher(text);
    return already.lookingAt()
        && SOLVED.matcher(text.substring(already.end())).matches()
        && Courtesy.solved(text);
  }

  /** What follows a command that stands apart from it. */
  private static Optional<String> after(Pattern command, String words) {
    Matcher m = command.matcher(words);
    return m.matches() && (!m.group("gap").isEmpty() || m.group("rest").isEmpty())
        ? Optional.of(m.group("rest").strip())
        : Optional.empty();
  }

  /** Whether it asks how something stands, rather than naming it. */
  static boolean asks(String line) {
    return CHECK.matcher(line).matches();
  }

  /** The number of a report that stands in a line. */
  static Optional<Reference> number(String line) {
    return Optional.ofNullable(mention(line));
  }

  /** The words without numbers of reports. */
  static String unnumbered(String text) {
    return NUMBER
        .matcher(text)
        .replaceAll(m -> sure(m.group()).isPresent() ? " " : Matcher.quoteReplacement(m.group()));
  }

  /** How many letters and digits there are. */
  static int letters(String text) {
    return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
  }

  /** Whether it begins like a command, whatever follows. */
  static boolean commands(String line) {
    return COMMANDS.stream().anyMatch(c -> c.matcher(line).matches());
  }

  /** As it was typed. */
  static String firstWord(String text) {
    return text.strip().split("\\s+", 2)[0];
  }

  /** As it was typed, without signs around it. */
  static String behindFirstWord(String text) {
    return text.strip()
        .substring(firstWord(text).length())
        .replaceAll("^" + SIGNS + "|(?<=[\\p{L}\\p{N}])" + SIGNS + "$", "");
  }

  /** Letters and digits in capitals, one space between words. */
  static String capitals(String text) {
    return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static Pattern command(String words) {
    return Pattern.compile(
        "^(?<word>" + words + ")(?<gap>" + SIGNS + ")(?<rest>.*)$", CASE_INSENSITIVE | DOTALL);
  }

  private static Optional<Sms> commanded(String text) {
    for (Pattern command : COMMANDS) {
      Matcher m = command.matcher(text);
      if (m.matches()) {
        return commanded(
            command, m.group("word"), m.group("rest").strip(), m.group("gap").isEmpty());
      }
    }
    return Optional.empty();
  }

  private static Optional<Sms> commanded(Pattern command, String word, String rest, boolean glued) {
    Matcher number = NUMBER.matcher(rest);
    if (number.lookingAt()) {
      Optional<Reference> found = Reference.parse(number.group());
      if (found.isPresent()) {
        return Optional.of(said(command, word, found.get(), after(rest, number.end())));
      }
    }
    Matcher wrong = LIKE_A_NUMBER_THEN.matcher(rest);
    if (!glued && wrong.find() && !Courtesy.only(after(rest, wrong.end()))) {
      return Optional.of(new Sms.WrongNumber(wrong.group(), word + " " + rest));
    }
    boolean aNumber = !glued && wrong.lookingAt();
    if ((command == AGREED || command == TAKEN_BACK) && !aNumber) {
      return Optional.empty(); // to what, only a number says
    }
    boolean thanks = command == SOLVED && !glued && Courtesy.only(rest) && !Courtesy.pleads(rest);
    if (rest.isEmpty() || thanks) {
      return Optional.of(said(command, word, null, ""));
    }
    return aNumber || (!glued && LIKE_A_NUMBER.matcher(rest).matches())
        ? Optional.of(new Sms.WrongNumber())
        : Optional.empty();
  }

  private static Sms said(
      Pattern command, String word, @Nullable Reference reference, String words) {
    if (command == SOLVED) {
      return solved(reference, word, words);
    }
    if (command == NOT_SOLVED) {
      return new Sms.NotSolved(reference, words);
    }
    if (command == AGREED && reference != null) {
      return Courtesy.only(words)
          ? new Sms.Agreed(reference)
          : new Sms.Reply(reference, word + " " + words);
    }
    if (command == TAKEN_BACK && reference != null) {
      String whole = word + " " + words;
      return Courtesy.only(words)
          ? new Sms.TakenBack(reference, whole.strip())
          : new Sms.Reply(reference, whole);
    }
    return command == CHECK ? check(reference, words) : reply(reference, words);
  }

  /** "Cek nomor ya, Pak" asks; whatever else is said is kept besides. */
  static Sms.Check check(@Nullable Reference reference, String words) {
    return new Sms.Check(reference, Courtesy.only(words) ? "" : words);
  }

  /**
   * "Selesai nomor apanya? lampu masih mati": whoever says more than that it is solved may say that
   * it is not.
   *
   * @param word the command as it was typed, without which the rest is no sentence
   */
  static Sms solved(@Nullable Reference reference, String word, String words) {
    if (reference == null || (Courtesy.only(words) && !Courtesy.pleads(words))) {
      return asking(new Sms.Solved(reference), words);
    }
    String whole = word + " " + words;
    return Afterwords.denies(words)
        ? new Sms.NotSolved(reference, whole, true)
        : new Sms.Reply(reference, whole);
  }

  private static Sms reply(@Nullable Reference reference, String words) {
    return reference == null || words.isEmpty()
        ? new Sms.Check(reference)
        : new Sms.Reply(reference, words);
  }

  /** A number in front is as good as a command. */
  private static Optional<Sms> numbered(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.lookingAt()
        ? sure(number.group()).map(r -> reply(r, after(text, number.end())))
        : Optional.empty();
  }

  static @Nullable Reference mention(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .flatMap(m -> sure(m.group()).stream())
        .findFirst()
        .orElse(null);
  }

  /** Nine letters may be two words that happen to fit; digits or dashes make them a number. */
  private static Optional<Reference> sure(String typed) {
    return typed.matches(".*[-\\d].*") ? Reference.parse(typed) : Optional.empty();
  }

  private static String after(String text, int at) {
    return text.substring(at).replaceFirst("^" + SIGNS, "").strip();
  }
}
