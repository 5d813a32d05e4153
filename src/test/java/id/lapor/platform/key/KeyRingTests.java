package id.lapor.platform.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTests {

  private static final String A = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void writesWithTheNewestThatIsNotOnStandby() {
    KeyRing ring = KeyRing.parse("# keys\n2 " + A + "\n1 " + A + "\n3 " + A + " standby\n");
    assertThat(ring.primary().version()).isEqualTo(2);
    assertThat(ring.all()).extracting(KeyRing.Key::version).containsExactly(2, 1, 3);
    assertThat(KeyRing.parse("1 " + A + ", 2 " + A).primary().version()).isEqualTo(2);
    assertThat(ring.toString()).isEqualTo("KeyRing[2, 1, 3]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no key that is not on standby",
        "1 KEY standby | no key that is not on standby",
        "1 KEY;1 KEY | twice",
        "0 KEY | Line 1",
        "1 KEY;x KEY | Line 2",
        "1 KEY spare | Line 1",
        "1 c2hvcnQ= | 32 bytes",
        "1 !!! | 32 bytes"
      })
  void saysWhatIsWrongWithoutTellingTheKey(String text, String sentence) {
    String written = text.replace("KEY", A).replace(';', '\n');
    assertThatThrownBy(() -> KeyRing.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(A, "c2hvcnQ="));
  }
}
