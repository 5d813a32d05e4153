package id.lapor.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The present in tests: stands still until it is moved. Starts on Monday 5 January 2026, 09:00 in
 * Makassar.
 */
@Component
@Profile("test")
public class SettableClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-01-05T01:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void set(Instant instant) {
    now = instant;
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }
}
