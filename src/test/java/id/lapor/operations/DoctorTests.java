package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.Settings;
import id.lapor.platform.db.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTests {

  @TempDir Path data;

  @Test
  void findsNothingWrongWithAFreshInstallation() {
    List<Finding> findings = new ArrayList<>();
    MachineCheck.look(settings(""), findings);
    DatabaseCheck.look(settings(""), Instant.EPOCH, findings);
    assertThat(findings).extracting(Finding::level).doesNotContain(Finding.Level.WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"installation.key", "vault.keys"})
  void seesAKeyThatOthersCanRead(String name) throws Exception {
    Path key = Files.createDirectories(data.resolve("keys")).resolve(name);
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    List<Finding> findings = new ArrayList<>();
    MachineCheck.look(settings(""), findings);
    assertThat(findings)
        .anyMatch(f -> f.level() == Finding.Level.WRONG && f.sentence().contains("chmod 600"));
  }

  @Test
  void saysThatADatabaseDoesNotAnswer() {
    List<Finding> findings = new ArrayList<>();
    DatabaseCheck.look(settings("jdbc:postgresql://127.0.0.1:1/nowhere"), Instant.EPOCH, findings);
    assertThat(findings)
        .singleElement()
        .matches(f -> f.level() == Finding.Level.WRONG && f.sentence().contains("does not answer"));
  }

  @Test
  void looksUnderWhomTheApplicationWorks() throws Exception {
    String url = TestServer.freshDatabase();
    assertThat(roles(url))
        .matches(f ->
            f.level() == Finding.Level.HINT
                && f.sentence().contains("signs in as postgres, who owns the tables"));
    sql(url, "CREATE ROLE t_doctor LOGIN");
    String login = url.replace("user=postgres", "user=t_doctor");
    assertThat(roles(login))
        .matches(f ->
            f.level() == Finding.Level.WRONG
                && f.sentence().contains("GRANT lapor_app TO \"t_doctor\";"));
    sql(url, "GRANT lapor_app TO t_doctor");
    assertThat(roles(login).level()).isEqualTo(Finding.Level.GOOD);
    for (String right : List.of("SELECT (email_mark) ON people_vault", "DELETE ON audit_leaf")) {
      sql(url, "GRANT " + right + " TO lapor_app");
      assertThat(roles(login).level()).as(right).isEqualTo(Finding.Level.WRONG);
      sql(url, "REVOKE " + right + " FROM lapor_app");
    }
  }

  private static Finding roles(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return RoleCheck.look(connection);
    }
  }

  private static void sql(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.createStatement().execute(sql);
    }
  }

  /** Also of what runs at every start it does not say that something is missing. */
  @Test
  void findsNothingWrongWithADatabaseThatIsThere() {
    List<Finding> findings = new ArrayList<>();
    DatabaseCheck.look(settings(TestServer.freshDatabase()), Instant.EPOCH, findings);
    assertThat(findings).extracting(Finding::level).doesNotContain(Finding.Level.WRONG);
    assertThat(findings).extracting(Finding::sentence).contains("The tables are up to date.");
  }

  @Test
  void warnsOfALittleDiskBeforeItIsFull() {
    assertThat(MachineCheck.disk(1L << 20, data).level()).isEqualTo(Finding.Level.WRONG);
    assertThat(MachineCheck.disk(5L << 30, data).level()).isEqualTo(Finding.Level.HINT);
    assertThat(MachineCheck.disk(50L << 30, data).level()).isEqualTo(Finding.Level.GOOD);
  }

  @Test
  void seesThatThePasswordIsEnough() {
    assertThat(DoorCheck.secondStep(true).level()).isEqualTo(Finding.Level.GOOD);
    assertThat(DoorCheck.secondStep(false).level()).isEqualTo(Finding.Level.WRONG);
  }

  @Test
  void tellsWhetherFilesAreScanned() {
    assertThat(DoorCheck.scanner("").level()).isEqualTo(Finding.Level.HINT);
    assertThat(DoorCheck.scanner("127.0.0.1:1"))
        .matches(f -> f.level() == Finding.Level.WRONG && f.sentence().contains("does not answer"));
    assertThat(DoorCheck.scanner("not an address").level()).isEqualTo(Finding.Level.WRONG);
    assertThat(DoorCheck.photos("").level()).isEqualTo(Finding.Level.HINT);
    assertThat(DoorCheck.photos("/bin/sh").level()).isEqualTo(Finding.Level.GOOD);
    assertThat(DoorCheck.photos("/bin/tidak-ada").level()).isEqualTo(Finding.Level.WRONG);
  }

  @Test
  void wantsHttpsForEverybodyElse() {
    assertThat(DoorCheck.address("https://lapor.example").level()).isEqualTo(Finding.Level.GOOD);
    assertThat(DoorCheck.address("http://lapor.example").level()).isEqualTo(Finding.Level.WRONG);
    assertThat(DoorCheck.address("http://localhost:8080").level()).isEqualTo(Finding.Level.HINT);
  }

  private Settings settings(String url) {
    return new Settings(
        data, "http://localhost:8080", null, new Settings.Database(url, "", "", 4, null));
  }
}
