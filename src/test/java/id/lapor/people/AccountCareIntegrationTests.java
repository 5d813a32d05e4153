package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ServerTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** The first start on a database of before there were marks. */
@ServerTest
@TestPropertySource(properties = "server.port=0")
@Import(AccountCareIntegrationTests.Before.class)
class AccountCareIntegrationTests {

  @Autowired Before before;

  /** A password changed or an account opened earlier would have a mark, and no other ever one. */
  @Test
  void marksBeforeAnythingCanComeThroughThePort() {
    assertThat(before.unmarked).as("when the port opened").isNotEmpty().containsOnly(0L);
  }

  /** An account of before, and a look at what is unmarked when the port opens. */
  @TestConfiguration
  static class Before implements SmartInitializingSingleton {

    private final List<Long> unmarked = new ArrayList<>();

    @Autowired Accounts accounts;
    @Autowired Agencies agencies;
    @Autowired JdbcTemplate jdbc;

    @Override
    public void afterSingletonsInstantiated() {
      City.topmost(accounts, agencies);
      assertThat(jdbc.update("UPDATE people_account SET password_mark = NULL")).isPositive();
    }

    @EventListener
    void opened(WebServerInitializedEvent event) {
      if (event.getApplicationContext().getServerNamespace() == null) {
        unmarked.addAll(
            jdbc.query(
                "SELECT count(*) FROM people_account WHERE password_mark IS NULL",
                (row, _) -> row.getLong(1)));
      }
    }
  }
}
