package id.lapor.people;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords as authenticator applications make them: RFC 6238 with HMAC-SHA-1,
 * steps of 30 seconds, 6 digits. Pure.
 */
public final class Totp {

  /** Length of a secret in bytes, as RFC 4226 section 4 recommends. */
  public static final int SECRET_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;

  /** Clocks of telephones go wrong; one step to either side is accepted (RFC 6238, section 5.2). */
  private static final int DRIFT = 1;

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /** The code of a step. */
  static String code(byte[] secret, long step, int digits) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int value = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
    int modulus = 1;
    for (int i = 0; i < digits; i++) {
      modulus *= 10;
    }
    return ("%0" + digits + "d").formatted(value % modulus);
  }

  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
  }

  /**
   * The step the typed code belongs to; empty when it is wrong, too old or was used.
   *
   * @param lastStep step of the last code that was accepted; none works twice
   */
  public static OptionalLong accepted(byte[] secret, String typed, Instant now, long lastStep) {
    String digits = typed.replaceAll("\\s", "");
    long present = step(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = present - DRIFT; step <= present + DRIFT; step++) {
      boolean same =
          java.security.MessageDigest.isEqual(
              code(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII),
              digits.getBytes(StandardCharsets.UTF_8));
      if (same && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** Base32 of RFC 4648 without padding, as people type secrets into applications. */
  public static String base32(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8 | b & 0xff) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(ALPHABET.charAt(buffer >> bits & 31));
      }
    }
    if (bits > 0) {
      out.append(ALPHABET.charAt(buffer << 5 - bits & 31));
    }
    return out.toString();
  }

  /** Opens an authenticator application on the same device with the secret filled in. */
  static String link(String issuer, String account, byte[] secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encoded(issuer), encoded(account), base32(secret), encoded(issuer));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] hmac(byte[] secret, byte[] counter) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(counter);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HmacSHA1", e);
    }
  }
}
