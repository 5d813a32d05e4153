package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key in front of a form's files is found, and whatever else stands there is read but once. */
class KeyFirstTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name="api_key"                              | abc
          name=api_key                                | abc
          name="api_key" ; charset=utf-8              | abc
          name="other"; name="api_key"                | abc
          name="api_keys"                             |
          name="other"                                |
          """)
  void findsTheFieldOfThatName(String named, @Nullable String key) {
    String form =
        "--b\r\nContent-Disposition: form-data; "
            + named.strip()
            + "\r\nContent-Type: text/plain\r\n\r\nabc \r\n--b\r\n";

    assertThat(KeyFirst.inFront(form)).isEqualTo(Optional.ofNullable(key));
  }

  @Test
  void findsItBehindOtherFields() {
    assertThat(
            KeyFirst.inFront(
                "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na\r\n\r\nname=\"api_key\"\r\n\r\nno\r\n"
                    + "--b\r\nContent-Disposition: form-data;\r\n name=\"api_key\"\r\n\r\nyes\r\n--b--"))
        .contains("yes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\nabc",
        "--b\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\nabc\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"api_key\"\r\n",
        "name=\"api_key\"\r\n\r\nabc\r\n--b--",
        "",
        "\r\n",
        "--"
      })
  void takesNothingThatIsNotWhole(String form) {
    assertThat(KeyFirst.inFront(form)).isEmpty();
  }

  /** It is asked before anybody showed a key, and for each such form. */
  @ParameterizedTest
  @CsvSource({
    "21, name=api_key:, a:",
    "64, name=api_key:, a:",
    "64, name=api_key;, a",
    "64, name=api_key:, name=api_key::",
    "64, --b:name=api_key::a:a:, --b:name=api_key::",
    "64, --b:name=api_key______, ~",
  })
  void readsEachLetterOfABadOneOnlyAFewTimes(int kilobytes, String first, String then) {
    int half = kilobytes * 512;
    Counted form = new Counted("--b\r\n" + lines(first, half) + lines(then, half));

    assertThat(KeyFirst.inFront(form)).isEmpty();
    assertThat(form.asked.get()).isLessThan(8L * form.length());
  }

  private static String lines(String line, int length) {
    String one = line.replace(":", "\r\n").replace("_", " ").replace("~", "\r");
    return one.repeat(length / one.length());
  }

  /** Counts how often a letter is asked for. */
  private record Counted(String text, AtomicLong asked) implements CharSequence {

    Counted(String text) {
      this(text, new AtomicLong());
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      asked.incrementAndGet();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      asked.addAndGet(end - start);
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      asked.addAndGet(text.length());
      return text;
    }
  }
}
