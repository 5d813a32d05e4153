package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes messages out of the inbox, each in a transaction of its own, on any number of servers. What
 * cannot be read is tried again and then waits for a person.
 */
@Component
public class InboxReader {

  private static final Logger log = LoggerFactory.getLogger(InboxReader.class);

  private static final int IN_TURN = 20;

  private final Inbox inbox;
  private final SmsDesk sms;
  private final MailDesk mail;
  private final XDesk x;
  private final TransactionTemplate transaction;

  InboxReader(Inbox inbox, SmsDesk sms, MailDesk mail, XDesk x, TransactionTemplate transaction) {
    this.inbox = inbox;
    this.sms = sms;
    this.mail = mail;
    this.x = x;
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

  /** Reads whatever can be read now, some of each wire in turn, so that none waits for another. */
  public void readAll() {
    Set<Wire.Kind> waiting = EnumSet.allOf(Wire.Kind.class);
    while (!waiting.isEmpty()) {
      waiting.removeIf(wire -> !some(wire));
    }
  }

  private boolean some(Wire.Kind wire) {
    for (int i = 0; i < IN_TURN; i++) {
      if (!new Turn(wire).take()) {
        return false;
      }
    }
    return true;
  }

  private final class Turn {

    private final Wire.Kind wire;
    private Inbox.@Nullable Arrived message;

    Turn(Wire.Kind wire) {
      this.wire = wire;
    }

    boolean take() {
      try {
        return Boolean.TRUE.equals(transaction.execute(_ -> read()));
      } catch (RuntimeException | Error e) { // also words that lead too deep
        if (message == null || e instanceof OutOfMemoryError) {
          throw e;
        }
        log.warn("Message {} could not be read: {}", message.id(), e.toString());
        inbox.failed(message.id(), e.getClass().getSimpleName());
        return true;
      }
    }

    private boolean read() {
      Optional<Inbox.Arrived> next = inbox.next(wire);
      message = next.orElse(null);
      next.ifPresent(
          switch (wire) {
            case SMS -> sms::read;
            case EMAIL -> mail::read;
            case X -> x::read;
          });
      return next.isPresent();
    }
  }
}
