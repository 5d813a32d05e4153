package id.lapor.channel;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;

/** Reads the mailbox when a test says so. */
public class MailRound {

  @Autowired private Mailbox mailbox;
  @Autowired private MailSettings settings;
  @Autowired private MailDoor door;
  @Autowired private Lines lines;
  @Autowired private Inbox inbox;

  public void run() throws MessagingException {
    mailbox.round();
  }

  /** Keeps what lies there and dies before anything leaves the inbox. */
  public void takeAndStop() throws MessagingException {
    try (MailLine line = MailLine.open(Objects.requireNonNull(settings.imap()))) {
      line.takeAll(raw -> {
        door.take(raw);
        throw new Died();
      });
    } catch (Died expected) {
      // as kill -9 between the commit and the move
    }
  }

  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** On another server, with another port or password than the right one. */
  public void runAt(int port, String password) throws MessagingException {
    MailSettings.Imap right = Objects.requireNonNull(settings.imap());
    runAt(port, password, right.security());
  }

  /** As above, with a connection that has to be kept from others in another way. */
  public void runAt(int port, String password, MailSettings.Security security)
      throws MessagingException {
    MailSettings.Imap right = Objects.requireNonNull(settings.imap());
    MailSettings wrong =
        new MailSettings(
            settings.from(),
            new MailSettings.Imap(
                right.host(),
                port,
                right.user(),
                password,
                security,
                right.inbox(),
                right.done(),
                right.poll()),
            settings.authservId());
    new Mailbox(wrong, door, lines).round();
  }

  /**
   * Listens, with a minute between looks, until a mail was taken that came meanwhile. One that
   * comes in the moment before it listens is seen with the next.
   */
  public void whileListening(Runnable send) {
    long before = taken();
    MailListener listener = new MailListener(mailbox);
    listener.start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofSeconds(3))
          .until(() -> {
            if (taken() == before) {
              send.run();
            }
            return taken() > before;
          });
    } finally {
      listener.stop();
    }
  }

  private long taken() {
    return inbox.state(Wire.Kind.EMAIL).waiting();
  }
}
