package id.lapor.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Reports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What was there before the trail had marks is refused by its migrations, in a sentence. */
@DatabaseTest
class BegunBeforeIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void live() {
    City city = new City(agencies, reports);
    city.filed("Lampu jalan mati di depan pasar.");
    if (accounts.find("lama").isEmpty()) {
      accounts.open("lama", "Lama", "kata-sandi-panjang", city.desk.value(), Role.LIAISON);
    }
  }

  private void migrate(String name, List<String> emptied) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      emptied.forEach(table -> jdbc.update("DELETE FROM " + table));
      jdbc.execute(sql(name));
    });
  }

  private static String sql(String name) {
    try {
      return new ClassPathResource("db/migration/audit/" + name)
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesATrailWithoutMarks() {
    assertThatThrownBy(() -> migrate("V10_91__marked_leaves.sql", List.of()))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("Begin with an empty database; no act was changed.");
  }

  @Test
  void refusesWhatWasThereBeforeAnyTrail() {
    String later = "V10_92__nothing_from_before.sql";
    assertThatThrownBy(() -> migrate(later, List.of("audit_leaf")))
        .hasMessageContaining("(report_event). Begin with an empty database; nothing was changed.");
    assertThatThrownBy(() -> migrate(later, List.of("audit_leaf", "report_event")))
        .hasMessageContaining("(people_account)");
    assertThatCode(() -> migrate(later, List.of())).doesNotThrowAnyException();
    assertThatCode(() ->
            migrate(
                later,
                List.of(
                    "audit_leaf", "report_event", "people_account", "people_member", "api_client")))
        .doesNotThrowAnyException();
  }
}
