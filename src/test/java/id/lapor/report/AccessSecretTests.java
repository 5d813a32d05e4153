package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSecretTests {

  private static AccessSecret secret(long seed) {
    byte[] bytes = new byte[16];
    new Random(seed).nextBytes(bytes);
    return AccessSecret.of(bytes);
  }

  @Test
  void carriesAllOfIts128Bits() {
    byte[] bytes = new byte[16];
    AccessSecret zero = AccessSecret.of(bytes);
    for (int bit = 0; bit < 128; bit++) {
      byte[] other = bytes.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(AccessSecret.of(other)).as("bit %s", bit).isNotEqualTo(zero);
    }
    assertThat(AccessSecret.of(Arrays.copyOf(bytes, 32))).isEqualTo(zero);
  }

  @Test
  void comesBackFromHowItIsShownAndFromHowPeopleTypeThat() {
    for (int seed = 0; seed < 200; seed++) {
      AccessSecret secret = secret(seed);
      String shown = secret.shown();
      assertThat(shown).matches("([0-9A-Z]{4}-){6}[0-9A-Z]{2}");
      assertThat(AccessSecret.parse(shown)).contains(secret);
      assertThat(AccessSecret.parse(shown.toLowerCase(Locale.ROOT).replace('-', ' ')))
          .contains(secret);
      assertThat(AccessSecret.parse(shown.replace('0', 'O').replace('1', 'l'))).contains(secret);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1234", "UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UU", "0000000000000000000000000000"})
  void readsNothingIntoAnythingElse(String typed) {
    assertThat(AccessSecret.parse(typed)).isEmpty();
  }

  @Test
  void neverPrintsItself() {
    String shown = secret(5).shown();
    assertThat(secret(5).toString()).doesNotContain(shown.substring(0, 4));
    assertThat("%s".formatted(secret(5))).isEqualTo("AccessSecret[…]");
  }
}
