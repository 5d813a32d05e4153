package id.lapor.channel.smpp;

import id.lapor.channel.Lines;
import id.lapor.channel.Operators;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The lines that are set; none where a gateway carries SMS. */
@Component
@EnableConfigurationProperties(SmppSettings.class)
class SmppOperators implements Operators {

  private final SmppSettings settings;
  private final Lines lines;

  SmppOperators(SmppSettings settings, Lines lines) {
    this.settings = settings;
    this.lines = lines;
  }

  @Override
  public List<Operator> all() {
    return settings.links().stream()
        .map(l -> new Operator(l.name(), lines.state(l.line()).orElse(Lines.State.FRESH)))
        .toList();
  }
}
