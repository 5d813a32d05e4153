package id.lapor.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * One database server for the whole test run; each test class gets a database of its own, copied
 * from a migrated template.
 */
public final class TestServer {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final EmbeddedDatabase SERVER = started();

  private TestServer() {}

  /** The JDBC address of a fresh, migrated, empty database. */
  public static synchronized String freshDatabase() {
    String name = "test_" + NEXT.incrementAndGet();
    try (Connection admin = DriverManager.getConnection(SERVER.jdbcUrl("postgres"))) {
      if (NEXT.get() == 1) {
        admin.createStatement().execute("CREATE DATABASE template_lapor");
        DatabaseRoles.make(admin);
        Flyway.configure()
            .dataSource(SERVER.jdbcUrl("template_lapor"), "postgres", "")
            .outOfOrder(true)
            .load()
            .migrate();
      }
      admin.createStatement().execute("CREATE DATABASE " + name + " TEMPLATE template_lapor");
      return SERVER.jdbcUrl(name);
    } catch (SQLException e) {
      throw new IllegalStateException("No database for the test", e);
    }
  }

  private static EmbeddedDatabase started() {
    try {
      Path home = Files.createDirectories(Path.of("target", "test-database"));
      EmbeddedDatabase server = EmbeddedDatabase.start(Files.createTempDirectory(home, "run"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(EmbeddedDatabase server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
