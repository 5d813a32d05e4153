package id.lapor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

/** What an installation does not start with. */
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

  @Test
  void startsWithoutWhatIsSwitchedOffForADemo() {
    MockEnvironment environment = new MockEnvironment();
    environment.setActiveProfiles("run");
    assertThatCode(() -> SafeStart.check(environment)).doesNotThrowAnyException();
    environment.setProperty("lapor.people.second-step", "true");
    assertThatCode(() -> SafeStart.check(environment)).doesNotThrowAnyException();
  }

  @Test
  void refusesToLetOfficersInWithAPasswordOnly() {
    MockEnvironment environment =
        new MockEnvironment().withProperty("lapor.people.second-step", "false");
    assertThatThrownBy(() -> SafeStart.check(environment))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("LAPOR_PEOPLE_SECOND_STEP");
  }

  /** Whose persons share one password, which stands on a page. */
  @ParameterizedTest
  @ValueSource(strings = {"demo", "bench"})
  void refusesToBeADemoForReal(String profile) {
    MockEnvironment environment = new MockEnvironment();
    environment.setActiveProfiles("run", profile);
    assertThatThrownBy(() -> SafeStart.check(environment))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("./lapor demo");
  }

  /** It does so when it starts for real, and at no other time. */
  @Test
  void looksWhenItStartsForReal() {
    new ApplicationContextRunner()
        .withBean(
            Settings.class,
            () ->
                new Settings(
                    Path.of("data"),
                    "https://lapor.example",
                    null,
                    new Settings.Database("", "", "", 1, null)))
        .withUserConfiguration(SafeStart.class)
        .withPropertyValues("spring.profiles.active=run", "lapor.people.second-step=false")
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("LAPOR_PEOPLE_SECOND_STEP"));
  }
}
