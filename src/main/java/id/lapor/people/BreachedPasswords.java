package id.lapor.people;

import id.lapor.platform.CannotStart;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passwords that were stolen elsewhere, in a file the installation was given: a line each, the
 * SHA-1 in capitals first, in order, as the "Pwned Passwords" come. It is searched where it lies,
 * so nobody outside is told and it may be larger than the memory. Without a file none is known.
 */
@Component
class BreachedPasswords {

  private static final int HASH = 40;

  private final @Nullable Path file;

  BreachedPasswords(PeopleSettings settings) {
    this.file = settings.breachedPasswords();
    if (file != null && !Files.isReadable(file)) {
      throw new CannotStart(
          "lapor.people.breached-passwords names a file that cannot be read: " + file);
    }
  }

  boolean has(String password) {
    if (file == null) {
      return false;
    }
    String wanted = sha1(password);
    try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
      long from = 0;
      long to = lines.length();
      while (from < to) {
        long middle = (from + to) >>> 1;
        @Nullable String line = lineAfter(lines, middle);
        int order = line == null ? 1 : hash(line).compareTo(wanted);
        if (order == 0) {
          return true;
        }
        if (order < 0) {
          from = lines.getFilePointer();
        } else {
          to = middle;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("The list of breached passwords could not be read", e);
    }
  }

  /** The first line that begins at this place or behind it. */
  private static @Nullable String lineAfter(RandomAccessFile lines, long place) throws IOException {
    lines.seek(Math.max(0, place - 1));
    if (place > 0) {
      lines.readLine();
    }
    return lines.readLine();
  }

  private static String hash(String line) {
    return line.substring(0, Math.min(HASH, line.length()));
  }

  static String sha1(String password) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
