package id.lapor.platform.db;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What time it is for all servers of an installation: the database's, so that a server whose clock
 * runs ahead convicts nobody early and one that stands still holds nobody up. A present that was
 * moved, as in the demo, counts as it is.
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
    return clock.equals(InstantSource.system()) ? null : clock.instant();
  }
}
