package id.lapor.operations;

import id.lapor.platform.CannotStart;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read the figures of this installation: {@code lapor.metrics}.
 *
 * @param token what a reader from another machine shows; without it only this one reads
 */
@ConfigurationProperties("lapor.metrics")
record MetricsSettings(@DefaultValue("") String token) {

  private static final int SHORTEST = 20;

  MetricsSettings {
    if (!token.isEmpty() && token.length() < SHORTEST) {
      throw new CannotStart("lapor.metrics.token needs at least " + SHORTEST + " letters.");
    }
  }

  @Override
  public String toString() {
    return "metrics";
  }
}
