package id.lapor.demo;

import id.lapor.agency.Agencies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds the city once, whole or not at all, before the first page is shown. */
@Component
@Profile("demo")
class DemoStart implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(DemoStart.class);

  private final Agencies agencies;
  private final DemoCity city;
  private final DemoLife life;
  private final DemoClock clock;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final int howMany;

  DemoStart(
      Agencies agencies,
      DemoCity city,
      DemoLife life,
      DemoClock clock,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      @Value("${lapor.demo.reports:320}") int howMany) {
    this.agencies = agencies;
    this.city = city;
    this.life = life;
    this.clock = clock;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.howMany = howMany;
  }

  @Override
  public void afterSingletonsInstantiated() {
    clock.load(jdbc);
    if (!agencies.all().isEmpty()) {
      return;
    }
    log.info("Building the city of Bontang with {} invented reports…", howMany);
    transaction.executeWithoutResult(_ -> {
      city.build();
      life.tell(clock.instant(), howMany);
    });
    jdbc.sql("ANALYZE").update();
  }
}
