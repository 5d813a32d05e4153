package id.lapor.channel;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.MULTILINE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mail server says of a mail it could not deliver (RFC 3464), and which mail that was. */
final class Returned {

  private static final int LOOKED_AT = 64 * 1024;
  private static final Pattern ACTION =
      Pattern.compile("^Action:[ \\t]{0,9}([a-z]{1,20})", CASE_INSENSITIVE | MULTILINE);
  private static final Pattern NUMBER =
      Pattern.compile("^Message-ID:\\s{0,9}(<[^>\\s]{1,250}>)", CASE_INSENSITIVE | MULTILINE);

  private final List<String> about = new ArrayList<>();
  private boolean told;
  private boolean failed;

  void status(byte[] bytes) {
    told = true;
    Matcher action = ACTION.matcher(beginning(bytes));
    while (action.find()) {
      failed |= action.group(1).equalsIgnoreCase("failed");
    }
  }

  void message(byte[] bytes) {
    Matcher number = NUMBER.matcher(beginning(bytes));
    if (number.find()) {
      about.add(number.group(1));
    }
  }

  Mail.@Nullable Bounce bounce() {
    return told ? new Mail.Bounce(failed, List.copyOf(about)) : null;
  }

  private static String beginning(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
  }
}
