package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** The role that reads identities is taken for a statement and is never left behind. */
@DatabaseTest
class VaultRoleIntegrationTests {

  private static final String READ = "SELECT count(*) FROM people_vault";

  @Autowired VaultRole role;
  @Autowired Reporters reporters;
  @Autowired DataSource pool;
  @Autowired TransactionTemplate transaction;

  private JdbcTemplate application;

  @BeforeEach
  void line() {
    application = new JdbcTemplate(pool);
  }

  @Test
  void endsWithItsStatementsInTheMiddleOfATransaction() {
    ReporterId siti = reporters.keep(new Contact("Siti", null, "siti@x.example"));
    transaction.executeWithoutResult(_ -> {
      assertThat(who()).isEqualTo("lapor_app");
      assertThat(role.in(this::who)).isEqualTo("lapor_vault");
      assertThat(who()).isEqualTo("lapor_app");
      assertThat(reporters.look(siti, Look.of(Look.Purpose.MESSAGE, "EMAIL"))).isPresent();
      assertThat(who()).isEqualTo("lapor_app");
    });
    assertThat(role.in(() -> application.queryForObject(READ, Long.class))).isPositive();
    assertRefusedEverywhere();
  }

  @Test
  void endsWithWhateverFails() {
    assertThatThrownBy(() ->
            role.in(() -> {
              throw new IllegalStateException("of the code");
            }))
        .hasMessage("of the code");
    assertThatThrownBy(() -> role.in(() -> application.queryForList("SELECT 1 FROM nowhere")))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(_ ->
                role.in(() -> {
                  throw new IllegalStateException("within another");
                })))
        .hasMessage("within another");
    assertRefusedEverywhere();
  }

  private String who() {
    return String.valueOf(application.queryForObject("SELECT current_user", String.class));
  }

  /** By every connection the pool may have given away before. */
  private void assertRefusedEverywhere() {
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Connection connection = pool.getConnection();
        all.add(connection);
        assertThatThrownBy(() -> connection.createStatement().executeQuery(READ))
            .hasMessageContaining("permission denied");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The pool gave no connection", e);
    } finally {
      all.forEach(JdbcUtils::closeConnection);
    }
  }
}
