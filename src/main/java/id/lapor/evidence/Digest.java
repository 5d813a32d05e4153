package id.lapor.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of files, of which no more than a piece is ever in memory. */
final class Digest {

  private static final int A_PIECE = 64 * 1024;

  private Digest() {}

  /**
   * Of all bytes of a file.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  static byte[] of(Path file) {
    MessageDigest digest = sha256();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] piece = new byte[A_PIECE];
      for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
        digest.update(piece, 0, n);
      }
      return digest.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
