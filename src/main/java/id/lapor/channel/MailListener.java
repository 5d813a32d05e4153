package id.lapor.channel;

import jakarta.mail.MessagingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Attends to the mailbox for as long as this server runs, and comes back after every fault. On a
 * thread of the operating system: what a mail takes to compute, no page waits for.
 */
@Component
@ConditionalOnProperty("lapor.mail.imap.host")
@Profile("!task & !bench & !test")
class MailListener implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailListener.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Mailbox mailbox;
  private final Lines lines;
  private final Duration firstPause;
  private volatile @Nullable Thread thread;

  @Autowired
  MailListener(Mailbox mailbox, Lines lines) {
    this(mailbox, lines, FIRST_PAUSE);
  }

  MailListener(Mailbox mailbox, Lines lines, Duration firstPause) {
    this.mailbox = mailbox;
    this.lines = lines;
    this.firstPause = firstPause;
  }

  @Override
  public void start() {
    Thread fresh = Thread.ofPlatform().daemon().name("mailbox").unstarted(this::listen);
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
    Duration pause = firstPause;
    try {
      while (isRunning()) {
        pause = attended() ? firstPause : waited(pause);
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
    } catch (RuntimeException | Error e) {
      log.error("The mailbox could not be read, trying again soon", e);
      ill();
    }
    return false;
  }

  private void ill() {
    try {
      lines.ill(Lines.MAILBOX, Lines.Trouble.BROKEN);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Nor can it be noted: {}", e.getMessage());
    }
  }

  /** Twice as long the next time. */
  private static Duration waited(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
