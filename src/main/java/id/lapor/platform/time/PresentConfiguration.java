package id.lapor.platform.time;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Outside the demo the present is the machine's clock. */
@Configuration(proxyBeanMethods = false)
class PresentConfiguration {

  @Bean
  @Profile("!demo & !test")
  InstantSource present() {
    return InstantSource.system();
  }
}
