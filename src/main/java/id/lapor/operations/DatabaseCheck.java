package id.lapor.operations;

import id.lapor.platform.CannotStart;
import id.lapor.platform.Settings;
import id.lapor.platform.db.DatabaseRoles;
import id.lapor.platform.db.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** The database: there, of a known version, durable, brought up to date. */
final class DatabaseCheck {

  private static final int OLDEST = 15;
  private static final int NEWEST = 18;
  private static final int WAIT_SECONDS = 5;
  private static final Duration MOST_DRIFT = Duration.ofSeconds(5);

  private DatabaseCheck() {}

  static void look(Settings settings, Instant now, List<Finding> findings) {
    if (!settings.database().embedded()) {
      String url = settings.database().jdbcUrl();
      Line owner = new Line(url, login(settings.database().owner()));
      ask(owner, new Line(url, login(settings.database().login())), now, findings);
      return;
    }
    if (!Files.exists(settings.data().resolve("postgres").resolve("pg18"))) {
      findings.add(Finding.good("No database yet: an embedded one is made at the first start."));
      return;
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings.data())) {
      Line owner = new Line(database.jdbcUrl("postgres"), new Properties());
      String application = database.jdbcUrl("postgres", DatabaseRoles.APPLICATION);
      ask(owner, new Line(application, new Properties()), now, findings);
    } catch (CannotStart e) {
      boolean runs = String.valueOf(e.getMessage()).startsWith("Another Lapor");
      findings.add(
          runs
              ? Finding.good("A Lapor runs on this data now; its database was left alone.")
              : Finding.wrong(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      findings.add(Finding.wrong("The embedded database did not stop: " + e.getMessage()));
    }
  }

  /** Where the database is, and as whom it is spoken to. */
  private record Line(String url, Properties login) {

    Connection open() throws SQLException {
      return DriverManager.getConnection(url, login);
    }
  }

  private static Properties login(Settings.Login who) {
    Properties login = new Properties();
    if (!who.user().isEmpty()) {
      login.setProperty("user", who.user());
      login.setProperty("password", who.password());
    }
    login.setProperty("connectTimeout", Integer.toString(WAIT_SECONDS));
    return login;
  }

  private static void ask(Line owner, Line application, Instant now, List<Finding> findings) {
    try (Connection connection = owner.open()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      findings.add(
          Finding.of(
              version >= OLDEST && version <= NEWEST,
              "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ".",
              Finding.wrong("PostgreSQL " + version + " is not one of 15 to 18.")));
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        String value = ask(connection, "SHOW " + setting);
        findings.add(
            Finding.of(
                !value.equals("off"),
                setting + " is " + value + ".",
                Finding.wrong(setting + " is off: a power cut would lose acknowledged reports.")));
      }
      findings.add(drift(connection, now));
      findings.add(migrations(owner));
      findings.add(roles(connection, application));
    } catch (SQLException e) {
      findings.add(
          Finding.wrong(
              "The database does not answer: " + e.getMessage() + " Is LAPOR_DATABASE_URL right?"));
    }
  }

  private static Finding drift(Connection connection, Instant now) throws SQLException {
    Instant there =
        Instant.parse(
            ask(
                connection,
                "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
    Duration apart = Duration.between(there, now).abs();
    return Finding.of(
        apart.compareTo(MOST_DRIFT) <= 0,
        "The clocks of this machine and of the database agree.",
        Finding.hint(
            "The clocks of this machine and of the database are "
                + apart.toSeconds()
                + " s apart. Promises run by the database's; logs and certificates"
                + " go by this one: set up NTP on both."));
  }

  private static Finding roles(Connection owner, Line application) throws SQLException {
    if (ask(owner, "SELECT to_regclass('people_reach') IS NULL").equals("t")) {
      return Finding.hint("The application's roles are made at the next start.");
    }
    try (Connection login = application.open()) {
      return RoleCheck.look(login);
    }
  }

  /** Those that run at every start are no change. */
  private static Finding migrations(Line owner) {
    long pending =
        Stream.of(
                Flyway.configure()
                    .dataSource(
                        owner.url(),
                        owner.login().getProperty("user"),
                        owner.login().getProperty("password"))
                    .outOfOrder(true)
                    .load()
                    .info()
                    .pending())
            .filter(MigrationInfo::isVersioned)
            .count();
    return Finding.of(
        pending == 0,
        "The tables are up to date.",
        Finding.hint(pending + " changes of the tables are made at the next start."));
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (ResultSet answer = connection.createStatement().executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }
}
