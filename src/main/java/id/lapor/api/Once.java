package id.lapor.api;

import java.time.Duration;

/**
 * What a client wants done once.
 *
 * @param key the client's own; empty where it named none, and its content stands for it
 * @param content SHA-256 of what it sent with it; kept keyed only
 */
record Once(String key, byte[] content) {

  static final String HEADER = "Idempotency-Key";
  static final int LONGEST = 200;

  /** So long the same without a key is the same: whoever got no answer asks again by then. */
  static final Duration SAME = Duration.ofMinutes(10);

  static Once unnamed(byte[] content) {
    return new Once("", content);
  }

  boolean named() {
    return !key.isEmpty();
  }
}
