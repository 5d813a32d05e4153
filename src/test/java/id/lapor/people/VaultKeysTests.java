package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.CannotStart;
import id.lapor.platform.Settings;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.KeySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class VaultKeysTests {

  private static final byte[] WORDS = "Siti".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;

  private VaultKeys keys(@Nullable String variable, @Nullable KeySource guarded) {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    if (guarded != null) {
      beans.registerSingleton("kms", guarded);
    }
    return new VaultKeys(
        settings(variable == null ? Map.of() : Map.of("LAPOR_PEOPLE_VAULT_KEYS", variable)),
        new Settings(data, "", null, new Settings.Database("", "", "", 1, null)),
        beans.getBeanProvider(KeySource.class));
  }

  /** As a start reads them. */
  private static PeopleSettings settings(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    return new Binder(ConfigurationPropertySources.get(environment))
        .bindOrCreate("lapor.people", PeopleSettings.class);
  }

  private static String key(int version) {
    byte[] bytes = new byte[KeyRing.BYTES];
    bytes[0] = (byte) version;
    return version + " " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void takesTheVariableBeforeTheFile() {
    VaultKeys keys = keys(key(4) + ", " + key(5) + " standby", null);
    assertThat(keys.seal().version()).isEqualTo(4);
    assertThat(keys.seal().versions()).containsExactly(4, 5);
    assertThat(data.resolve("keys")).doesNotExist();
    assertThat(keys(" ", null).seal().version()).as("the file's").isEqualTo(1);
    assertThat(data.resolve("keys").resolve("vault.keys")).exists();
    assertThatThrownBy(() -> keys("4 bukan-kunci", null))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("LAPOR_PEOPLE_VAULT_KEYS");
  }

  /** The service is away for a while, answers nonsense, and then with a newer key. */
  @Test
  void takesUpWhatAGuardAnswersAndGoesOnWhileItDoesNot() {
    AtomicReference<Supplier<KeyRing>> answer = new AtomicReference<>(() -> KeyRing.parse(key(1)));
    VaultKeys keys = keys(key(7), () -> answer.get().get());
    assertThat(keys.seal().version()).as("before the variable").isEqualTo(1);
    byte[] old = keys.seal().close(WORDS, "a/1");
    for (RuntimeException away :
        new RuntimeException[] {new CannotStart("away"), new IllegalStateException("502")}) {
      answer.set(() -> {
        throw away;
      });
      keys.again();
      assertThat(keys.seal().open(old, "a/1")).isEqualTo(WORDS);
    }
    answer.set(() -> KeyRing.parse(key(1) + "\n" + key(2)));
    keys.again();
    assertThat(keys.seal().version()).isEqualTo(2);
    assertThat(keys.seal().open(old, "a/1")).isEqualTo(WORDS);
  }
}
