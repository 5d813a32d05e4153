package id.lapor.demo;

import id.lapor.channel.Wire;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Takes every message and lets it go nowhere; the outbox page shows them. */
@Component
@Profile("demo")
class DemoWire implements Wire {

  @Override
  public boolean carries(Kind kind) {
    return true;
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String body, String key) {}
}
