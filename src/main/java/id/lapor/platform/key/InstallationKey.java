package id.lapor.platform.key;

import id.lapor.platform.CannotStart;
import id.lapor.platform.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * One secret of the installation, from which secrets for each purpose are derived (HMAC-SHA256).
 */
@Component
public class InstallationKey {

  private static final int BYTES = 32;

  private final SecretKeySpec key;

  public InstallationKey(Settings settings) {
    this.key =
        new SecretKeySpec(
            settings.key() == null ? kept(settings.data()) : decoded(settings.key(), "LAPOR_KEY"),
            "HmacSHA256");
  }

  /**
   * 32 bytes that only this installation can compute from the words.
   *
   * @param purpose keeps uses apart: the same words for another purpose give other bytes
   */
  public byte[] derive(String purpose, String words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HmacSHA256", e);
    }
  }

  private static byte[] decoded(String written, String where) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(written.strip());
    } catch (IllegalArgumentException e) {
      throw new CannotStart(where + " cannot be used: it needs 32 bytes in base64.", e);
    }
    if (bytes.length < BYTES) {
      throw new CannotStart(where + " is too short: it needs 32 bytes in base64.");
    }
    return bytes;
  }

  private static byte[] kept(Path data) {
    Path file = data.resolve("keys").resolve("installation.key");
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        make(file);
      }
      return decoded(Files.readString(file), "The key in " + file);
    } catch (IOException e) {
      throw new CannotStart(
          "The installation's key " + file + " can be neither read nor made: " + e.getMessage(), e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    Path temporary =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        temporary, Base64.getEncoder().encodeToString(fresh), StandardOpenOption.DSYNC);
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException made) {
      // Another process made it first: its key is the one.
    } finally {
      Files.delete(temporary);
    }
  }
}
