package id.lapor.platform.db;

import id.lapor.platform.time.MachineClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The present of an installation: the database's time, told by this machine. Whatever its own clock
 * shows or is set to meanwhile, every server stamps what happens with the same time, so that nobody
 * misses or gains anything by where it was done. While the database is away time goes on as it
 * went.
 */
public final class DatabaseClock implements InstantSource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TRIES = 3;

  private final DataSource database;
  private final ScheduledExecutorService follower =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("database-clock").factory());
  private volatile Pace pace;
  private volatile boolean away;

  DatabaseClock(MachineClock machine, DataSource database) {
    this.database = database;
    this.pace = new Pace(System.nanoTime(), machine.read(), Duration.ZERO);
    try {
      pace = Pace.from(reading());
    } catch (SQLException e) {
      missed(e);
    }
    follower.scheduleWithFixedDelay(
        this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As exact as the database keeps it, so that what is written and what is read are one moment. */
  @Override
  public Instant instant() {
    Pace now = pace;
    return now.read(System.nanoTime()).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    follower.shutdownNow();
  }

  /** Asks the database and goes by its answer from now on. */
  void look() {
    try {
      pace = pace.after(reading());
      away = false;
    } catch (SQLException e) {
      missed(e);
    }
  }

  private void missed(SQLException e) {
    if (!away && !follower.isShutdown()) {
      log.warn("The database does not say what time it is; going on as before: {}", e.getMessage());
    }
    away = true;
  }

  /** Of some the one that was answered soonest. */
  private Pace.Reading reading() throws SQLException {
    List<Pace.Reading> all = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) PATIENCE.toSeconds());
      for (int i = 0; i < TRIES; i++) {
        long asked = System.nanoTime();
        try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
          row.next();
          Instant told = row.getObject(1, OffsetDateTime.class).toInstant();
          all.add(new Pace.Reading(asked, System.nanoTime(), told));
        }
      }
    }
    return all.stream().min(Comparator.comparing(Pace.Reading::unsure)).orElseThrow();
  }
}
