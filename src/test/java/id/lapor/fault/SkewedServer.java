package id.lapor.fault;

import id.lapor.LaporApplication;
import id.lapor.platform.time.MachineClock;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The real application on a machine whose clock is ten minutes ahead. */
final class SkewedServer {

  static final Duration AHEAD = Duration.ofMinutes(10);

  private SkewedServer() {}

  public static void main(String[] args) {
    new SpringApplication(LaporApplication.class, Present.class).run(args);
  }

  /** Not found by a scan: no test has it by accident. */
  static final class Present {

    @Bean
    @Primary
    MachineClock skewed() {
      return () -> InstantSource.system().instant().plus(AHEAD);
    }
  }
}
