package id.lapor.api;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation tells other systems about itself: {@code lapor.api}.
 *
 * @param contact whom their programmers can ask; the public address when empty
 * @param type {@code production} or {@code test}, as Open311's discovery names it
 * @param trusted host names that webhooks may lead to wherever they lead, and without TLS: systems
 *     in the government's own network
 */
@ConfigurationProperties("lapor.api")
record ApiSettings(
    @DefaultValue("") String contact,
    @DefaultValue("production") String type,
    @DefaultValue({}) List<String> trusted) {

  ApiSettings {
    trusted = List.copyOf(trusted);
  }
}
