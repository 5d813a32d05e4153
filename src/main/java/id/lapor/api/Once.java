package id.lapor.api;

/**
 * A client's own key for something it wants done once.
 *
 * @param content SHA-256 of what it sent with it; kept keyed only
 */
record Once(String key, byte[] content) {

  static final String HEADER = "Idempotency-Key";
  static final int LONGEST = 200;
}
