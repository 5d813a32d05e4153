package id.lapor.platform.net;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an installation lets requests go that others ask for: {@code lapor.outgoing}.
 *
 * @param only host names, each with those below it, {@code kota.example}; when there are none, all
 *     of the open internet
 */
@ConfigurationProperties("lapor.outgoing")
public record OutgoingSettings(@DefaultValue({}) List<String> only) {

  /** All of the open internet. */
  public static final OutgoingSettings OPEN = new OutgoingSettings(List.of());

  public OutgoingSettings {
    only = only.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  boolean allows(String host) {
    String small = host.toLowerCase(Locale.ROOT);
    return only.isEmpty()
        || only.stream().anyMatch(name -> small.equals(name) || small.endsWith("." + name));
  }
}
