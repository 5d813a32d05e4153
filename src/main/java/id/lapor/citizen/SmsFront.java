package id.lapor.citizen;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import id.lapor.report.Visibility;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of a matter: LAPOR, the government it goes to, how hidden it is. Pure. Such
 * a word is cut off only where a sign or another such word shows that it is none of the sentence:
 * "Bontang Kuala banjir lagi" goes to Bontang as it was written.
 */
final class SmsFront {

  /** More than anybody means; each costs a look at all that follows. */
  private static final int MOST_WORDS = 20;

  private static final String LAPOR = "LAPOR";
  private static final String SECRET = "RAHASIA";
  private static final String ANONYMOUS = "ANONIM";

  /** What begins like a wish for secrecy and is none. */
  private static final Pattern IDIOM =
      Pattern.compile(
          "^[Rr]ahasia\\s+(?:umum|negara|bank|dagang|perusahaan|jabatan)\\b.*", Pattern.DOTALL);

  private final Set<String> keywords;
  private @Nullable String keyword;
  private @Nullable Visibility circle;
  private String rest;

  private SmsFront(String text, Set<String> keywords) {
    this.rest = text;
    this.keywords = keywords;
  }

  /**
   * @param keywords in capitals
   */
  static Sms.Matter read(String text, Set<String> keywords) {
    SmsFront front = new SmsFront(text, keywords);
    for (int words = 0; words < MOST_WORDS && front.next(); words++) {
      // the next one is taken
    }
    return new Sms.Matter(front.keyword, front.circle, front.rest, SmsWords.mention(front.rest));
  }

  /**
   * A word in front of more.
   *
   * @param end where what follows begins
   * @param apart a sign or a line stands between
   */
  private record Word(String word, int end, boolean apart) {}

  /** Takes the next word; whether it was cut off, so that another one may follow. */
  private boolean next() {
    @Nullable Word word = word(rest, keyword == null, circle == null);
    if (word == null) {
      return false;
    }
    String after = rest.substring(word.end());
    boolean cut =
        word.word().equals(LAPOR)
            || word.apart()
            || word(after, keyword == null && !keywords.contains(word.word()), circle == null)
                != null;
    switch (word.word()) {
      case LAPOR -> {}
      // wrongly secret does less harm than wrongly public
      case SECRET -> circle = Visibility.SECRET;
      case ANONYMOUS -> circle = cut ? Visibility.ANONYMOUS : circle;
      default -> keyword = word.word();
    }
    rest = cut ? after : rest;
    return cut;
  }

  /** The longest that stands there. */
  private @Nullable Word word(String text, boolean named, boolean hidden) {
    @Nullable Word found = there(LAPOR, text).orElse(null);
    if (found == null && hidden && !IDIOM.matcher(text).matches()) {
      found = there(SECRET, text).or(() -> there(ANONYMOUS, text)).orElse(null);
    }
    return found == null && named
        ? keywords.stream()
            .flatMap(k -> there(k, text).stream())
            .max(Comparator.comparingInt(w -> w.word().length()))
            .orElse(null)
        : found;
  }

  /** A forgotten space is seen by the letters: BONTANGlampu. */
  private static Optional<Word> there(String word, String text) {
    String front = word.replace(" ", "[^\\p{L}\\p{N}]+");
    Matcher apart =
        Pattern.compile(
                front + "(?<gap>[^\\p{L}\\p{N}]+)(?=[\\p{L}\\p{N}])",
                CASE_INSENSITIVE | UNICODE_CASE)
            .matcher(text);
    if (apart.lookingAt()) {
      return Optional.of(new Word(word, apart.end(), !apart.group("gap").matches("[\\p{Zs}\t]+")));
    }
    Matcher glued = Pattern.compile(front + "(?=\\p{Ll})").matcher(text);
    return glued.lookingAt() ? Optional.of(new Word(word, glued.end(), false)) : Optional.empty();
  }
}
