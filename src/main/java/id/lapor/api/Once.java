package id.lapor.api;

import java.security.MessageDigest;

/**
 * A client's own key for something it wants done once.
 *
 * @param content SHA-256 of what it sent with it
 */
record Once(String key, byte[] content) {

  static final String HEADER = "Idempotency-Key";
  static final int LONGEST = 200;

  boolean sameAs(byte[] other) {
    return MessageDigest.isEqual(content, other);
  }
}
