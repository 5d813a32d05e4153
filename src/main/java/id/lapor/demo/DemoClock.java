package id.lapor.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The present of the demo: the real one and whatever it was moved by, kept between starts. */
@Component
@Profile("demo")
class DemoClock implements InstantSource {

  private final Clock real = Clock.systemUTC();
  private volatile Duration offset = Duration.ZERO;
  private volatile @Nullable Instant told;

  @Override
  public Instant instant() {
    @Nullable Instant fixed = told;
    return fixed == null ? real.instant().plus(offset) : fixed;
  }

  /** While the past is told: time stands at the moment given. */
  void tell(@Nullable Instant moment) {
    told = moment;
  }

  void load(JdbcClient jdbc) {
    offset =
        jdbc.sql("SELECT offset_s FROM demo_clock")
            .query(Long.class)
            .optional()
            .map(Duration::ofSeconds)
            .orElse(Duration.ZERO);
  }

  void move(Duration by, JdbcClient jdbc) {
    offset = offset.plus(by);
    jdbc.sql(
            """
            INSERT INTO demo_clock (offset_s) VALUES (?)
            ON CONFLICT (one) DO UPDATE SET offset_s = excluded.offset_s
            """)
        .param(offset.toSeconds())
        .update();
  }
}
