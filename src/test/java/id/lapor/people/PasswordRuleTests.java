package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTests {

  private static final String COMMON = "people.password.common";

  private final PasswordRule rule = rule(null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kata-sandi-panjang",
        "correct horse battery staple",
        "8391742058361",
        "gWq7-Lm2x!",
        "ikan pari naik sepeda",
        "пароль-но-длинный-сказ",
      })
  void takesWhatIsLongAndNotGuessedEarlyHoweverItIsMadeUp(String password) {
    assertThat(rule.wrong(password, "rani", "Rani Wulandari")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pendek", "gWq7-Lm2x"})
  void refusesWhatIsShort(String password) {
    assertThat(rule.wrong(password)).contains("people.password.short");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890",
        "qwertyuiop",
        "password123",
        "P@ssw0rd123",
        "aaaaaaaaaaaaaaa",
        "abcabcabcabc",
        "17-08-1945",
        "rahasia123",
        "Bontang2026!",
        "lapor1708lapor",
        "bismillah123",
        "sayangku99",
        "indonesia1945",
        "Diskominfo1",
        "wulandari12",
        "iradnaluw12",
      })
  void refusesWhatEverybodyTriesFirst(String password) {
    assertThat(rule.wrong(password, "rani", "Rani Wulandari")).contains(COMMON);
  }

  /** The list of the guesser's own, the commonest first; what is too short is made long enough. */
  @Test
  void refusesThreeThousandCommonPasswordsThatAreLongEnough() throws IOException {
    List<String> words;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    getClass()
                        .getResourceAsStream(
                            "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt")),
                StandardCharsets.UTF_8))) {
      words = lines.lines().limit(3000).toList();
    }
    assertThat(words).hasSize(3000);
    Stream<String> long_ =
        words.stream().map(w -> (w + "1234567890").substring(0, Math.max(10, w.length())));
    assertThat(long_.filter(w -> rule.wrong(w).isEmpty())).isEmpty();
  }

  @Test
  void refusesWhatWasStolenElsewhere(@TempDir Path folder) throws IOException {
    Path list = folder.resolve("hashes.txt");
    List<String> stolen =
        IntStream.range(0, 500).mapToObj(i -> "ikan pari " + i + " naik sepeda").toList();
    Files.write(list, stolen.stream().map(PasswordRuleTests::line).sorted().toList());
    PasswordRule strict = rule(list);
    assertThat(stolen).allMatch(s -> strict.wrong(s).equals(java.util.Optional.of(COMMON)));
    assertThat(IntStream.range(500, 1000).mapToObj(i -> "ikan pari " + i + " naik sepeda"))
        .allMatch(s -> strict.wrong(s).isEmpty());
  }

  /** Of unequal length, as the real list's are. */
  private static String line(String password) {
    return BreachedPasswords.sha1(password) + ":" + "9".repeat(1 + password.length() % 7);
  }

  private static PasswordRule rule(@org.jspecify.annotations.Nullable Path list) {
    return new PasswordRule(
        new BreachedPasswords(new PeopleSettings(null, true, list, List.of(), 5_000, null)));
  }
}
