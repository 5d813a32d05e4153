package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class FreshDatabaseIntegrationTests {

  @Autowired JdbcClient jdbc;

  @Test
  void givesEachTestClassAMigratedDatabaseOfItsOwn() {
    assertThat(jdbc.sql("SELECT current_database()").query(String.class).single())
        .startsWith("test_");
  }
}
