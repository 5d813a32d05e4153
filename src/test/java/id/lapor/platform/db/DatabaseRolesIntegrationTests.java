package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who signs in as whom, and under whom the house then works. */
class DatabaseRolesIntegrationTests {

  private final String url = TestServer.freshDatabase();

  @Test
  void lowersALoginThatOwnsEverything() throws Exception {
    assertThat(DatabaseRoles.between(as("postgres"), as("postgres")).apart()).isTrue();
  }

  @Test
  void letsALoginOfItsOwnInWhenTheOwnerMay() throws Exception {
    String login = made("LOGIN");
    assertThat(DatabaseRoles.between(as(login), as(login)).apart()).isFalse();
    assertThat(DatabaseRoles.between(as("postgres"), as(login)).apart()).isTrue();
    try (Connection connection = as(login).getConnection()) {
      assertThat(DatabaseRoles.work(connection)).isTrue();
      assertThat(says(connection, "SELECT pg_has_role('lapor_app', 'lapor_vault', 'USAGE')"))
          .as("lapor_app inherits what lapor_vault may")
          .isEqualTo("f");
    }
  }

  @Test
  void worksWithAnOwnerThatMayMakeRolesAndNothingElse() throws Exception {
    String owner = made("LOGIN CREATEROLE");
    run("GRANT lapor_app, lapor_vault TO " + owner + " WITH ADMIN OPTION");
    String login = made("LOGIN NOINHERIT");
    assertThat(DatabaseRoles.between(as(owner), as(login)).apart()).isTrue();
  }

  @Test
  void saysWhatToDoWhereNobodyMay() throws Exception {
    String login = made("LOGIN");
    assertThat(DatabaseRoles.between(as(login), as(login)).apart()).isFalse();
    assertThat(DatabaseRoles.missing(login))
        .contains("GRANT lapor_app TO \"" + login + "\";")
        .doesNotContain("\n");
    for (String sql : DatabaseRoles.missing(login).split("[:;]")) {
      if (sql.strip().startsWith("GRANT lapor_app")) {
        run(sql);
      }
    }
    assertThat(DatabaseRoles.between(as(login), as(login)).apart()).isTrue();
  }

  private String made(String options) throws SQLException {
    String name = "t_" + UUID.randomUUID().toString().replace("-", "");
    run("CREATE ROLE " + name + " " + options);
    return name;
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = as("postgres").getConnection()) {
      connection.createStatement().execute(sql);
    }
  }

  private static String says(Connection connection, String sql) throws SQLException {
    try (var answer = connection.createStatement().executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private DataSource as(String user) {
    return new DriverManagerDataSource(url.replace("user=postgres", "user=" + user));
  }
}
