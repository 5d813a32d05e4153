package id.lapor.platform.page;

import java.time.Duration;

/** Asked too often; says when to come back. */
public class TooManyRequests extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public TooManyRequests(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
