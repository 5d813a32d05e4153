package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Whoever owns the tables migrates them, under the name the setting has and the one it had. */
class OwnerIntegrationTests {

  private final String url = TestServer.freshDatabase();

  @ParameterizedTest
  @ValueSource(strings = {"lapor.database.owner", "spring.flyway"})
  void migratesApartFromTheApplication(String setting) throws Exception {
    String login = "t_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.createStatement().execute("CREATE ROLE " + login + " LOGIN");
    }
    new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
        .withUserConfiguration(DatabaseConfiguration.class)
        .withPropertyValues(
            "spring.profiles.active=test",
            "lapor.database.url=" + url.replace("?user=postgres", ""),
            "lapor.database.user=" + login,
            "lapor.database.pool-size=1",
            setting + ".user=postgres",
            setting + ".password=-")
        .run(context -> {
          assertThat(context).hasNotFailed();
          try (Connection owner =
              context.getBean(Flyway.class).getConfiguration().getDataSource().getConnection()) {
            assertThat(owner.getMetaData().getUserName()).isEqualTo("postgres");
          }
        });
  }
}
