package id.lapor.channel.smpp;

import id.lapor.channel.Wire;
import java.io.IOException;
import java.util.List;
import org.jsmpp.session.MessageReceiverListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** A line to an operator of the measurement; the wire for SMS carries while it is open. */
@Configuration(proxyBeanMethods = false)
@Profile("bench")
class BenchLine implements Sending {

  private volatile List<SmppLink> open = List.of();

  @Bean
  Wire benchWire(Receipts receipts) {
    return new SmppWire(this, receipts);
  }

  @Override
  public List<SmppLink> sending() {
    return open;
  }

  /** What is done while it is open. */
  interface Deed<T> {
    T done();
  }

  <T> T during(SmppSettings.Link settings, MessageReceiverListener receiver, Deed<T> deed)
      throws IOException {
    try (SmppLink line = SmppLink.open(settings, receiver)) {
      open = List.of(line);
      return deed.done();
    } finally {
      open = List.of();
    }
  }
}
