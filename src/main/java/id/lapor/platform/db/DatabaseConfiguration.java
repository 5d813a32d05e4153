package id.lapor.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import id.lapor.platform.Settings;
import id.lapor.platform.time.MachineClock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * One pool of connections, bounded in number and in waiting, to the embedded database or to the one
 * the setting names.
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

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(Settings settings, ObjectProvider<EmbeddedDatabase> embedded) {
    @Nullable EmbeddedDatabase own = embedded.getIfAvailable();
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("lapor");
    pool.setJdbcUrl(own == null ? settings.database().jdbcUrl() : own.jdbcUrl("postgres"));
    if (!settings.database().user().isEmpty()) {
      pool.setUsername(settings.database().user());
      pool.setPassword(settings.database().password());
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
