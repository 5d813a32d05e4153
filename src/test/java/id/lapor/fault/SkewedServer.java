package id.lapor.fault;

import id.lapor.LaporApplication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The real application on a machine whose clock is ten minutes ahead. */
final class SkewedServer {

  private SkewedServer() {}

  public static void main(String[] args) {
    new SpringApplication(LaporApplication.class, Present.class).run(args);
  }

  /** Not found by a scan: no test has it by accident. */
  static final class Present {

    @Bean
    @Primary
    InstantSource skewed() {
      return new Ahead();
    }
  }

  /** What {@link InstantSource#system} is on such a machine; whoever asks finds nothing odd. */
  private static final class Ahead implements InstantSource {

    private static final Duration BY = Duration.ofMinutes(10);

    @Override
    public Instant instant() {
      return InstantSource.system().instant().plus(BY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return InstantSource.system().equals(other);
    }

    @Override
    public int hashCode() {
      return InstantSource.system().hashCode();
    }
  }
}
