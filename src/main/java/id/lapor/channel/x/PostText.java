package id.lapor.channel.x;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a post may carry (twitter-text, configuration 3), and what is said in one. Pure. */
final class PostText {

  static final int MOST = 280;

  /** Every address counts as much, however long it is. */
  private static final int ADDRESS = 23;

  private static final Pattern ADDRESSES = Pattern.compile("https?://\\S+");
  private static final Pattern NAMES_IN_FRONT = Pattern.compile("^(?:\\s*@\\w{1,15}\\b)++");

  private PostText() {}

  /** How much room it takes: most letters one, others two. */
  static int room(String text) {
    Matcher address = ADDRESSES.matcher(text);
    int room = 0;
    int from = 0;
    while (address.find()) {
      room += letters(text.substring(from, address.start())) + ADDRESS;
      from = address.end();
    }
    return room + letters(text.substring(from));
  }

  private static int letters(String text) {
    return text.codePoints().map(c -> narrow(c) ? 1 : 2).sum();
  }

  private static boolean narrow(int c) {
    return c <= 4351
        || (c >= 8192 && c <= 8205)
        || (c >= 8208 && c <= 8223)
        || (c >= 8242 && c <= 8247);
  }

  /** Cut in front of an address at its end, so that this stays whole. */
  static String fitted(String text) {
    if (room(text) <= MOST) {
      return text;
    }
    Matcher last = Pattern.compile("\\s*https?://\\S+$").matcher(text);
    boolean addressed = last.find();
    String words = addressed ? text.substring(0, last.start()) : text;
    String end = "…" + (addressed ? last.group() : "");
    while (room(words + end) > MOST) {
      words = words.substring(0, words.offsetByCodePoints(words.length(), -1));
    }
    return words.stripTrailing() + end;
  }

  /**
   * What is said to an account: without its name, the hashtag and the names X puts in front of an
   * answer.
   */
  static String words(String text, String handle, boolean answer) {
    String own = answer ? NAMES_IN_FRONT.matcher(text).replaceFirst("") : text;
    return Pattern.compile("@" + Pattern.quote(handle) + "\\b|#lapor\\b", CASE_INSENSITIVE)
        .matcher(own)
        .replaceAll("")
        .replaceAll("[ \\t]{2,}", " ")
        .replaceAll("(?m)^[ \\t]+|[ \\t]+$", "")
        .strip();
  }
}
