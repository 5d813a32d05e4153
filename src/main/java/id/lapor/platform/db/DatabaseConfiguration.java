package id.lapor.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import id.lapor.platform.Settings;
import id.lapor.platform.time.MachineClock;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * One pool of connections, bounded in number and in waiting, to the embedded database or to the one
 * the setting names, under the application's role; and whoever owns the tables, for migrations.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class DatabaseConfiguration {

  private static final int WAIT_MILLIS = 5_000;

  @Bean(destroyMethod = "close")
  @Conditional(NoAddressGiven.class)
  EmbeddedDatabase embeddedDatabase(Settings settings) {
    return EmbeddedDatabase.start(settings.data());
  }

  /**
   * Makes the roles and migrates, which gives them their rights; asked for by nothing that serves
   * anybody.
   */
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  DataSource owner(Settings settings, ObjectProvider<EmbeddedDatabase> embedded)
      throws SQLException {
    @Nullable EmbeddedDatabase own = embedded.getIfAvailable();
    Settings.Database there = settings.database();
    DataSource owner =
        own == null
            ? line(there.jdbcUrl(), there.owner())
            : line(own.jdbcUrl("postgres"), Settings.Login.NONE);
    try (Connection connection = owner.getConnection()) {
      DatabaseRoles.make(connection);
      if (own != null) {
        DatabaseRoles.letIn(connection);
      }
    }
    return owner;
  }

  @Bean
  DatabaseRoles databaseRoles(
      Settings settings,
      ObjectProvider<EmbeddedDatabase> embedded,
      @FlywayDataSource DataSource owner)
      throws SQLException {
    @Nullable EmbeddedDatabase own = embedded.getIfAvailable();
    return DatabaseRoles.between(owner, line(url(settings, own), login(settings)));
  }

  private static Settings.Login login(Settings settings) {
    return settings.database().embedded() ? Settings.Login.NONE : settings.database().login();
  }

  private static String url(Settings settings, @Nullable EmbeddedDatabase own) {
    return own == null
        ? settings.database().jdbcUrl()
        : own.jdbcUrl("postgres", DatabaseRoles.APPLICATION);
  }

  /** Connections one by one. */
  private static DataSource line(String url, Settings.Login login) {
    PGSimpleDataSource line = new PGSimpleDataSource();
    line.setURL(url);
    if (!login.user().isEmpty()) {
      line.setUser(login.user());
      line.setPassword(login.password());
    }
    return line;
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(
      Settings settings, ObjectProvider<EmbeddedDatabase> embedded, DatabaseRoles roles) {
    Settings.Login login = login(settings);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("lapor");
    pool.setJdbcUrl(url(settings, embedded.getIfAvailable()));
    if (!login.user().isEmpty()) {
      pool.setUsername(login.user());
      pool.setPassword(login.password());
    }
    if (roles.apart()) {
      pool.setConnectionInitSql("SET ROLE " + DatabaseRoles.APPLICATION);
    }
    pool.setMaximumPoolSize(settings.database().poolSize());
    pool.setConnectionTimeout(WAIT_MILLIS);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("ApplicationName", "lapor");
    // what a refused row holds is in no log
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(pool);
  }

  /** Everywhere but where a present of its own is moved. */
  @Bean
  @Profile("!demo & !test")
  DatabaseClock present(MachineClock machine, DataSource database) {
    return new DatabaseClock(machine, database);
  }

  /** True when no database address is set. */
  static class NoAddressGiven implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getEnvironment().getProperty("lapor.database.url", "").isBlank();
    }
  }
}
