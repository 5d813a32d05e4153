package id.lapor.channel.smpp;

import id.lapor.channel.Receipt;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What became of messages operators took. A receipt may come before the answer to the message it is
 * about, and a long message has one for each part: it arrived when all did, and is lost with any.
 */
@Service
class Receipts {

  /** Operators give up before. */
  private static final Duration KNOWN = Duration.ofDays(8);

  private static final int AT_ONCE = 200;
  private static final Logger log = LoggerFactory.getLogger(Receipts.class);

  private final ReceiptStore store;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final Together<ReceiptStore.Sent> sent = new Together<>(this::noteSent);
  private final Together<Told> told = new Together<>(this::noteTold);

  Receipts(
      ReceiptStore store,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  private record Told(String line, String messageId, Receipt.State state) {}

  void sent(ReceiptStore.Sent part) {
    sent.bring(part);
  }

  void told(SmppSettings.Link link, Pdu.Told receipt) {
    told.bring(new Told(link.line(), told(link.receiptIds(), receipt.id()), receipt.state()));
  }

  private void noteSent(List<ReceiptStore.Sent> parts) {
    transaction.executeWithoutResult(_ -> parts.forEach(p -> store.sent(p, clock.instant())));
  }

  private void noteTold(List<Told> all) {
    transaction.executeWithoutResult(_ -> {
      for (Told one : all) {
        store.told(one.line(), one.messageId(), one.state().name(), clock.instant());
      }
    });
  }

  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT10S")
  void round() {
    try {
      passOn();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Receipts could not be passed on, trying again: {}", e.getMessage());
    }
  }

  /**
   * Tells whoever sent the messages. Apart from taking receipts in: a message may still be held by
   * whoever sends it, and the line must not wait for that.
   */
  void passOn() {
    int passed = AT_ONCE;
    while (passed == AT_ONCE) {
      Integer done =
          transaction.execute(_ -> {
            List<UUID> news = store.news(AT_ONCE);
            store.courses(news).forEach(this::publish);
            store.passedOn(news);
            return news.size();
          });
      passed = done == null ? 0 : done;
    }
  }

  private void publish(ReceiptStore.Course course) {
    if (course.lost() > 0) {
      events.publishEvent(new Receipt(course.key(), Receipt.State.LOST));
    } else if (course.arrived() == course.parts()) {
      events.publishEvent(new Receipt(course.key(), Receipt.State.ARRIVED));
    }
  }

  /** A number as receipts have it, in the one way both are kept in. */
  static String told(SmppSettings.ReceiptIds written, String id) {
    return switch (written) {
      case SAME -> id;
      case DECIMAL_OF_HEX -> figures(id, 10, 16);
      case HEX_OF_DECIMAL -> figures(id, 16, 10);
    };
  }

  /** The same of a number as the answer to a message has it. */
  static String answered(SmppSettings.ReceiptIds written, String id) {
    return switch (written) {
      case SAME -> id;
      case DECIMAL_OF_HEX -> figures(id, 16, 16);
      case HEX_OF_DECIMAL -> figures(id, 10, 10);
    };
  }

  /** Without zeros in front, which one side writes and the other does not. */
  private static String figures(String id, int from, int to) {
    try {
      return new BigInteger(id, from).toString(to);
    } catch (NumberFormatException _) {
      return id;
    }
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT20M")
  void sweep() {
    store.sweep(clock.instant().minus(KNOWN));
  }
}
