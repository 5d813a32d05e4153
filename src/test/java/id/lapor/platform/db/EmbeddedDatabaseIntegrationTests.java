package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.CannotStart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIntegrationTests {

  @TempDir Path data;

  @Test
  void isDurableAndKeepsItsDataBetweenStarts() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
      run(database, "CREATE TABLE kept (word text)");
      run(database, "INSERT INTO kept VALUES ('here')");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("here");
    }
  }

  @Test
  void comesBackOnTheSameAddressWhenItsServerIsKilled() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      run(database, "CREATE TABLE kept (word text)");
      run(database, "INSERT INTO kept VALUES ('here')");
      new ProcessBuilder("kill", "-9", Long.toString(database.pid()))
          .start()
          .waitFor(5, TimeUnit.SECONDS);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> ask(database, "SELECT word FROM kept").equals("here"));
    }
  }

  @Test
  void refusesASecondProcessOnTheSameDataInASentence() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      assertThat(database.pid()).isPositive();
      assertThatThrownBy(() -> EmbeddedDatabase.start(data))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Another Lapor already uses the data");
    }
  }

  private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl("postgres"));
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void run(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl("postgres"))) {
      connection.createStatement().execute(sql);
    }
  }
}
