package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class RefereeIntegrationTests {

  @Autowired JdbcClient jdbc;

  @Test
  void tellsMachinesThatDisagreeTheSameTime() {
    for (Duration wrong : new Duration[] {Duration.ofMinutes(10), Duration.ofDays(-1)}) {
      Instant before = database();
      Instant told = new Referee(new SkewedMachine(wrong), jdbc).now();
      assertThat(told).as("%s wrong", wrong).isBetween(before, database());
    }
  }

  @Test
  void takesAPresentThatWasMovedAsItIs() {
    Instant moved = Instant.parse("2026-03-17T02:00:00Z");
    assertThat(new Referee(InstantSource.fixed(moved), jdbc).now()).isEqualTo(moved);
  }

  private Instant database() {
    return jdbc.sql("SELECT clock_timestamp()").query(Timestamp.class).single().toInstant();
  }
}
