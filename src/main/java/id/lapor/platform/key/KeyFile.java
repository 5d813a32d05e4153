package id.lapor.platform.key;

import id.lapor.platform.CannotStart;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys in a file that only the application's user may read; made with a first key when absent. */
public final class KeyFile implements KeySource {

  private final Path file;

  public KeyFile(Path file) {
    this.file = file;
  }

  @Override
  public KeyRing read() {
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        make();
      }
      return KeyRing.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotStart("The keys in " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private void make() throws IOException {
    byte[] fresh = new byte[KeyRing.BYTES];
    new SecureRandom().nextBytes(fresh);
    Path aside =
        Files.createTempFile(
            file.getParent(),
            "keys",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        aside, "1 " + Base64.getEncoder().encodeToString(fresh) + "\n", StandardOpenOption.DSYNC);
    try {
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException made) {
      // Another process made it first: its key is the one.
    } finally {
      Files.delete(aside);
    }
  }
}
