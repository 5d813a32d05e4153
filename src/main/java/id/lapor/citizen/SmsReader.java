package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes SMS out of the inbox, each in a transaction of its own, on any number of servers. What
 * cannot be read is tried again and then waits for a person.
 */
@Component
public class SmsReader {

  private static final Logger log = LoggerFactory.getLogger(SmsReader.class);

  private final Inbox inbox;
  private final SmsDesk desk;
  private final TransactionTemplate transaction;

  SmsReader(Inbox inbox, SmsDesk desk, TransactionTemplate transaction) {
    this.inbox = inbox;
    this.desk = desk;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
  void round() {
    try {
      readAll();
    } catch (DataAccessException | TransactionException e) {
      log.warn("The inbox could not be looked at, trying again: {}", e.getMessage());
    }
  }

  /** Reads whatever can be read now. */
  public void readAll() {
    boolean more = true;
    while (more) {
      more = new Turn().take();
    }
  }

  private final class Turn {

    private Inbox.@Nullable Arrived message;

    boolean take() {
      try {
        return Boolean.TRUE.equals(transaction.execute(_ -> read()));
      } catch (RuntimeException e) {
        if (message == null) {
          throw e;
        }
        log.warn("SMS {} could not be read: {}", message.id(), e.toString());
        inbox.failed(message.id(), e.getClass().getSimpleName());
        return true;
      }
    }

    private boolean read() {
      Optional<Inbox.Arrived> next = inbox.next(Wire.Kind.SMS);
      message = next.orElse(null);
      next.ifPresent(desk::read);
      return next.isPresent();
    }
  }
}
