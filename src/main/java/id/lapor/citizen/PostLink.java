package id.lapor.citizen;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a post on X, as people copy it.
 *
 * @param handle name of its author without the {@code @}; an account's number is not in it
 * @param post its number
 */
record PostLink(String handle, String post) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://)?(?:www\\.|mobile\\.|m\\.)?(?:x|twitter)\\.com/(\\w{1,15})/status(?:es)?/(\\d{1,19})(?:[/?#].*)?",
          CASE_INSENSITIVE);

  /** Empty when it is no such address. */
  static Optional<PostLink> parse(String typed) {
    Matcher m = ADDRESS.matcher(typed.strip());
    return m.matches() ? Optional.of(new PostLink(m.group(1), m.group(2))) : Optional.empty();
  }

  /** How the author is known while nobody knows the number of the account. */
  String account() {
    return "@" + handle;
  }
}
