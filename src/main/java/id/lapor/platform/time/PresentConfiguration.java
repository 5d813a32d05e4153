package id.lapor.platform.time;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The clock every machine has, from which a server begins and which the doctor looks at. */
@Configuration(proxyBeanMethods = false)
class PresentConfiguration {

  @Bean
  MachineClock machine() {
    return InstantSource.system()::instant;
  }

  /**
   * Every request has a virtual thread of its own, so standing still costs nobody else anything.
   */
  @Bean
  @Profile("!test")
  Waiter waiter() {
    return PresentConfiguration::sleep;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops: nothing is worth waiting for
    }
  }
}
