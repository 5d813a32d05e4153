package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/** A database that is away: who was connected is no longer, and nobody comes in. */
public final class Outage implements AutoCloseable {

  /** As short as the pool lets one wait, in milliseconds. */
  private static final long IMPATIENT = 250;

  private final HikariDataSource pool;
  private final String url;
  private final String name;
  private final long patience;

  private Outage(HikariDataSource pool) {
    this.pool = pool;
    this.patience = pool.getConnectionTimeout();
    this.url = Objects.requireNonNull(pool.getJdbcUrl());
    this.name = url.replaceFirst(".*/([^/?]+)(\\?.*)?$", "$1");
  }

  /** Until it is closed. */
  public static Outage of(DataSource pool) throws SQLException {
    Outage outage = new Outage(pool.unwrap(HikariDataSource.class));
    outage.let(false);
    pool.unwrap(HikariDataSource.class).setConnectionTimeout(IMPATIENT);
    return outage;
  }

  private void let(boolean in) throws SQLException {
    try (Connection admin = DriverManager.getConnection(url.replace("/" + name, "/postgres"));
        Statement statement = admin.createStatement()) {
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + in);
      if (!in) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + name
                + "'");
      }
    }
  }

  /** Whether somebody comes in. */
  public boolean over() {
    try (Connection connection = DriverManager.getConnection(url)) {
      return connection.isValid(1);
    } catch (SQLException away) {
      return false;
    }
  }

  @Override
  public void close() throws SQLException {
    let(true);
    pool.setConnectionTimeout(patience);
    pool.getHikariPoolMXBean().softEvictConnections();
    try (Connection again = pool.getConnection()) { // after tries in vain the pool itself waits
      assertThat(again.isValid(1)).isTrue();
    }
  }
}
