package id.lapor.channel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down how the systems do that messages are handed to, apart from what is being sent. */
@Component
class Gateways {

  private static final Logger log = LoggerFactory.getLogger(Gateways.class);
  private static final Duration HELD = Duration.ofMinutes(3);

  private final Lines lines;
  private final ObjectProvider<Gated> used;
  private final TransactionTemplate apart;
  private final InstantSource clock;
  private final UUID me = UUID.randomUUID();

  Gateways(
      Lines lines,
      ObjectProvider<Gated> used,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    this.lines = lines;
    this.used = used;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  Gateway of(String line) {
    return new Gateway(
        new Gateway.Book() {
          @Override
          public void well() {
            note(line, () -> lines.well(line));
          }

          @Override
          public void ill(Lines.Trouble trouble) {
            note(line, () -> lines.ill(line, trouble));
          }
        },
        clock);
  }

  private void note(String line, Runnable what) {
    try {
      apart.executeWithoutResult(_ -> {
        lines.hold(line, me, HELD);
        what.run();
      });
    } catch (DataAccessException | TransactionException e) {
      log.warn("How {} does cannot be noted: {}", line, e.getMessage());
    }
  }

  /**
   * One that is down stays known as such while nothing is there to be sent, and is asked whether it
   * still is. One that was taken out of the settings is known no longer.
   */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void round() {
    try {
      for (String line : List.of(Lines.SMTP, Lines.KANNEL)) {
        Optional<Gated> wire = used.stream().filter(g -> g.line().equals(line)).findFirst();
        if (wire.isEmpty()) {
          lines.forget(line);
        } else if (lines.state(line).map(Lines.State::trouble).isPresent()
            && lines.hold(line, me, HELD)
            && wire.get().gateway().idle()) {
          ask(wire.get());
        }
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("Gateways could not be looked at, trying again: {}", e.getMessage());
    }
  }

  private static void ask(Gated wire) {
    try {
      wire.ask();
    } catch (WireTrouble e) {
      log.info("{} is still down: {}", wire.line(), e.getMessage());
    }
  }
}
