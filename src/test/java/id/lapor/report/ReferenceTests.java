package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTests {

  private static final Reference EXAMPLE = Reference.random(new Random(7));

  @Test
  void catchesEverySingleWrongCharacter() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int n = 0; n < 300; n++) {
      String code = Reference.random(random).code();
      for (int i = 0; i < code.length(); i++) {
        for (char c : Base32.ALPHABET.toCharArray()) {
          String typed = code.substring(0, i) + c + code.substring(i + 1);
          assertThat(Reference.parse(typed).isPresent())
              .as("seed %s: %s typed as %s", seed, code, typed)
              .isEqualTo(typed.equals(code));
        }
      }
    }
  }

  @Test
  void catchesEverySwapOfTwoCharacters() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int n = 0; n < 2_000; n++) {
      String code = Reference.random(random).code();
      for (int i = 0; i < code.length(); i++) {
        for (int j = i + 1; j < code.length(); j++) {
          char[] swapped = code.toCharArray();
          swapped[i] = code.charAt(j);
          swapped[j] = code.charAt(i);
          String typed = new String(swapped);
          assertThat(Reference.parse(typed).isPresent())
              .as("seed %s: %s typed as %s", seed, code, typed)
              .isEqualTo(typed.equals(code));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", " %s ", "#%s", "%s.", "/%s/"})
  void readsWhatPeopleTypeAround(String form) {
    String typed = form.formatted(EXAMPLE);
    assertThat(Reference.parse(typed)).contains(EXAMPLE);
    assertThat(Reference.parse(typed.toLowerCase(Locale.ROOT))).contains(EXAMPLE);
  }

  @ParameterizedTest
  @CsvSource({"-,' '", "-,''", "-,.", "-,–", "-,_", "0,O", "0,o", "1,I", "1,l", "1,i"})
  void readsWhatPeopleTypeInstead(String shown, String typed) {
    Random random = new Random(shown.charAt(0));
    String reference;
    do {
      reference = Reference.random(random).toString();
    } while (!reference.contains(shown));
    assertThat(Reference.parse(reference.replace(shown, typed)))
        .contains(Reference.parse(reference).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "7K3M", "7K3M-Q9TX-55", "7K3M-Q9TU-5", "ÀK3M-Q9TX-5", "💡💡💡💡💡"})
  void readsNothingIntoAnythingElse(String typed) {
    assertThat(Reference.parse(typed)).isEmpty();
  }

  @Test
  void isKnownByAllButOneOfItsCharacters() {
    Reference reference = Reference.parse("7K3M-Q9TX-5").orElse(EXAMPLE);
    String right = reference.toString();
    String wrong = (right.charAt(0) == '2' ? "3" : "2") + right.substring(1);
    assertThat(reference.nearly(wrong.toLowerCase(Locale.ROOT))).isTrue();
    assertThat(reference.nearly(right)).isFalse();
    assertThat(reference.nearly(wrong.substring(0, 10))).isFalse();
    assertThat(reference.nearly(wrong + "2")).isFalse();
    assertThat(reference.nearly("22" + right.substring(2))).isFalse();
  }

  @Test
  void isWrittenInGroupsOfFourWithTheCheckCharacterApart() {
    assertThat(EXAMPLE.toString()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]");
    assertThatThrownBy(() -> new Reference("7K3M"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7K3M");
  }

  @Test
  void usesTheWholeAlphabetAndHardlyEverRepeats() {
    Random random = new Random(3);
    Set<String> codes = new HashSet<>();
    Set<Character> letters = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String code = Reference.random(random).code();
      codes.add(code);
      code.chars().forEach(c -> letters.add((char) c));
    }
    assertThat(codes).hasSize(10_000);
    assertThat(letters).hasSize(32).doesNotContain('I', 'L', 'O', 'U');
  }
}
