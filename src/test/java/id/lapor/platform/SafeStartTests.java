package id.lapor.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeStartTests {

  @ParameterizedTest
  @ValueSource(strings = {"https://lapor.example", "http://localhost:8080", "http://127.0.0.1"})
  void startsWithAnAddressThatKeepsSecrets(String url) {
    assertThatCode(() -> SafeStart.check(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lapor.example",
        "http://localhost.evil.example",
        "no address",
        "https://lapor.example/"
      })
  void refusesAnyOtherInASentence(String url) {
    assertThatThrownBy(() -> SafeStart.check(url))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("LAPOR_PUBLIC_URL");
  }
}
