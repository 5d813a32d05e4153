package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class RefereeIntegrationTests {

  @Autowired JdbcClient jdbc;
  @Autowired DataSource database;

  @Test
  void asksTheDatabaseWhateverTheMachineSays() {
    for (Duration wrong : new Duration[] {Duration.ofMinutes(10), Duration.ofDays(-1)}) {
      try (DatabaseClock clock =
          new DatabaseClock(() -> InstantSource.system().instant().plus(wrong), database)) {
        Instant before = told();
        Instant now = new Referee(clock, jdbc).now();
        assertThat(now).as("%s wrong", wrong).isBetween(before, told());
      }
    }
  }

  @Test
  void takesAPresentThatWasMovedAsItIs() {
    Instant moved = Instant.parse("2026-03-17T02:00:00Z");
    assertThat(new Referee(InstantSource.fixed(moved), jdbc).now()).isEqualTo(moved);
  }

  private Instant told() {
    return jdbc.sql("SELECT clock_timestamp()").query(Timestamp.class).single().toInstant();
  }
}
