package id.lapor.platform.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.CannotStart;
import id.lapor.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationKeyTests {

  @TempDir Path data;

  private InstallationKey key(@Nullable String setting) {
    return new InstallationKey(
        new Settings(data, "", setting, new Settings.Database("", "", "", 1, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bukan base64!", "c2luZ2thdA=="})
  void refusesToStartWithWhatIsNoKey(String setting) {
    assertThatThrownBy(() -> key(setting))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("LAPOR_KEY")
        .hasMessageContaining("32 bytes in base64");
  }

  @Test
  void refusesToStartWithAFileThatIsNoKey() throws IOException {
    byte[] made = key(null).derive("x", "");
    assertThat(key(null).derive("x", "")).isEqualTo(made);
    Path file = data.resolve("keys").resolve("installation.key");
    Files.writeString(file, "rusak");
    assertThatThrownBy(() -> key(null))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(file.toString());
  }
}
