package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.time.MachineClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@DatabaseTest
class DatabaseClockIntegrationTests {

  private static final Duration A_BLINK = Duration.ofMillis(200);
  private static final List<Duration> WRONG =
      List.of(Duration.ofMinutes(10), Duration.ofDays(-1), Duration.ZERO);

  @Autowired DataSource database;
  @Autowired JdbcClient jdbc;

  @Test
  void tellsMachinesThatDisagreeTheSameTime() {
    for (Duration wrong : WRONG) {
      try (DatabaseClock clock = new DatabaseClock(machine(wrong), database)) {
        Instant before = told();
        Instant now = clock.instant();
        assertThat(now)
            .as("%s wrong", wrong)
            .isBetween(before.minus(A_BLINK), told().plus(A_BLINK));
        assertThat(new Referee(clock, jdbc).moved()).isNull();
      }
    }
  }

  @Test
  void goesOnAsBeforeWhileTheDatabaseIsAway() {
    Line line = new Line(database);
    try (DatabaseClock clock = new DatabaseClock(machine(Duration.ofMinutes(10)), line)) {
      line.cut = true;
      clock.look();
      Instant before = clock.instant();
      assertThat(before).isBefore(told().plus(A_BLINK));
      assertThat(clock.instant()).isAfterOrEqualTo(before);
      line.cut = false;
      clock.look();
      assertThat(clock.instant()).isBetween(before, told().plus(A_BLINK));
    }
  }

  /** Begun while the database was away, it goes by the machine until somebody knows better. */
  @Test
  void isSetRightByTheFirstAnswer() {
    Line line = new Line(database);
    line.cut = true;
    try (DatabaseClock clock = new DatabaseClock(machine(Duration.ofHours(-1)), line)) {
      assertThat(clock.instant()).isBefore(told().minus(Duration.ofMinutes(59)));
      line.cut = false;
      clock.look();
      assertThat(clock.instant()).isAfter(told().minus(A_BLINK));
    }
  }

  private static MachineClock machine(Duration wrong) {
    return () -> InstantSource.system().instant().plus(wrong);
  }

  private Instant told() {
    return jdbc.sql("SELECT clock_timestamp()").query(Timestamp.class).single().toInstant();
  }

  /** The way to the database, which can be cut. */
  private static final class Line extends DelegatingDataSource {

    volatile boolean cut;

    Line(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (cut) {
        throw new SQLException("The line is cut.");
      }
      return super.getConnection();
    }
  }
}
