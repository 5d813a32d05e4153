package id.lapor.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256 and HMAC-SHA256 as the trail uses them. */
final class Hashes {

  /** Length of every hash here, in bytes. */
  static final int LENGTH = 32;

  /** Bytes SHA-256 takes in at once, RFC 2104's B. */
  static final int BLOCK = 64;

  private static final int INNER = 0x36;
  private static final int OUTER = 0x5c;
  private static final MessageDigest SHA_256 = found();

  private Hashes() {}

  static byte[] sha256(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /**
   * HMAC-SHA256 as RFC 2104 has it; {@code javax.crypto.Mac} takes longer to be found than to work.
   *
   * @param key no longer than {@link #BLOCK}
   */
  static byte[] hmac(byte[] key, byte[] words) {
    return sha256(padded(key, OUTER), sha256(padded(key, INNER), words));
  }

  private static byte[] padded(byte[] key, int pad) {
    if (key.length > BLOCK) {
      throw new IllegalArgumentException("A key of " + key.length + " bytes is too long");
    }
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= (byte) pad;
    }
    return block;
  }

  /** A text with its length in front, so that two texts in a row can be told apart. */
  static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  /** One that nothing was put into yet; a copy costs less than to look for it again. */
  static MessageDigest digest() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This Java's SHA-256 cannot be copied", e);
    }
  }

  private static MessageDigest found() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
