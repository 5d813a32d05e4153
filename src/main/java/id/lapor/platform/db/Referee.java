package id.lapor.platform.db;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the database's clock shows this moment, for what one server must not see a blink before
 * another: that a promise was missed, and which rules hold. {@link DatabaseClock} tells the same
 * time and asks nobody, but a machine that just woke up may tell it late for a second or two. A
 * present that was moved, as in the demo, counts as it is.
 */
@Component
public class Referee {

  private final InstantSource clock;
  private final JdbcClient jdbc;

  public Referee(InstantSource clock, JdbcClient jdbc) {
    this.clock = clock;
    this.jdbc = jdbc;
  }

  public Instant now() {
    @Nullable Instant moved = moved();
    return moved == null
        ? jdbc.sql("SELECT clock_timestamp()").query(Timestamp.class).single().toInstant()
        : moved;
  }

  /** The present when it was moved; null when the database says what time it is. */
  public @Nullable Instant moved() {
    return clock instanceof DatabaseClock ? null : clock.instant();
  }
}
