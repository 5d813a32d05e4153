package id.lapor.channel;

import jakarta.mail.MessagingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Attends to the mailbox for as long as this server runs, and comes back after every fault. */
@Component
@ConditionalOnProperty("lapor.mail.imap.host")
@Profile("!task & !bench & !test")
class MailListener implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailListener.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Mailbox mailbox;
  private volatile @Nullable Thread thread;

  MailListener(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void start() {
    Thread fresh = Thread.ofVirtual().name("mailbox").unstarted(this::listen);
    thread = fresh; // it looks whether it is wanted as soon as it runs
    fresh.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void listen() {
    Duration pause = FIRST_PAUSE;
    try {
      while (isRunning()) {
        pause = attended() ? FIRST_PAUSE : waited(pause);
      }
    } catch (InterruptedException e) {
      log.debug("The mailbox is left alone: this server stops");
    }
  }

  private boolean attended() throws InterruptedException {
    try {
      mailbox.attend();
      return true;
    } catch (MessagingException | DataAccessException | TransactionException e) {
      log.warn("The mailbox could not be read, trying again soon: {}", e.getMessage());
      return false;
    }
  }

  /** Twice as long the next time. */
  private static Duration waited(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
