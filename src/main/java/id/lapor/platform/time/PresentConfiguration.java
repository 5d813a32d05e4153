package id.lapor.platform.time;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock every machine has, from which a server begins and which the doctor looks at. */
@Configuration(proxyBeanMethods = false)
class PresentConfiguration {

  @Bean
  MachineClock machine() {
    return InstantSource.system()::instant;
  }
}
