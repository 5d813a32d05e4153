package id.lapor.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** Kode rahasia: 128 bits that open a reporter's own page. Only a keyed hash of it is kept. */
public final class AccessSecret {

  private static final int BITS = 128;
  private static final int CHARACTERS = 26;

  private final String code;

  private AccessSecret(String code) {
    this.code = code;
  }

  /** From random or derived bytes, of which the first 16 count. */
  public static AccessSecret of(byte[] bytes) {
    StringBuilder code = new StringBuilder();
    for (int bit = 0; bit < BITS; bit += 5) {
      int value = 0;
      for (int i = bit; i < bit + 5; i++) {
        value = value << 1 | (i < BITS ? bytes[i / 8] >> 7 - i % 8 & 1 : 0);
      }
      code.append(Base32.ALPHABET.charAt(value));
    }
    return new AccessSecret(code.toString());
  }

  /** What a person typed or a link carried; empty when it cannot be one. */
  public static Optional<AccessSecret> parse(String typed) {
    String bare = Base32.bare(typed).replace('O', '0').replace('I', '1').replace('L', '1');
    boolean possible =
        bare.length() == CHARACTERS && bare.chars().allMatch(c -> Base32.ALPHABET.indexOf(c) >= 0);
    return possible ? Optional.of(new AccessSecret(bare)) : Optional.empty();
  }

  /** For the one place that shows it and the link that carries it: groups of four. */
  public String shown() {
    return Base32.grouped(code);
  }

  /** SHA-256; enough, because 128 random bits cannot be guessed. {@link Bound} is what is kept. */
  byte[] hash() {
    return sha256("secret:" + code);
  }

  static byte[] sha256(String words) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessSecret that && MessageDigest.isEqual(hash(), that.hash());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash());
  }

  /** Never the secret itself: it must not reach a log. */
  @Override
  public String toString() {
    return "AccessSecret[…]";
  }
}
