package id.lapor.channel;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;

/** Reads the mailbox when a test says so. */
public class MailRound {

  @Autowired private Mailbox mailbox;
  @Autowired private MailSettings settings;
  @Autowired private MailDoor door;
  @Autowired private Lines lines;
  @Autowired private Inbox inbox;
  @Autowired private InstantSource clock;

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
    MailListener listener = new MailListener(mailbox, lines);
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

  /** Takes what lies there on another server, to which no mail can be read. */
  public void runUnreadable() throws MessagingException {
    new Mailbox(settings, unreading(), lines).round();
  }

  /** Takes one nobody can read. */
  public void takeUnreadable(String raw) {
    unreading().take(raw.getBytes(StandardCharsets.UTF_8));
  }

  private MailDoor unreading() {
    MailReading reading =
        new MailReading(
            _ -> {
              throw new StackOverflowError();
            },
            MailReading.LONGEST);
    return new MailDoor(inbox, reading, clock);
  }

  /**
   * Listens to a mailbox that fails in ways nobody thought of, until it is looked at once more.
   *
   * @return what was known of the line then
   */
  public Lines.State listeningThrough(List<Throwable> faults) throws InterruptedException {
    Faulty faulty = new Faulty(settings, door, lines, faults);
    MailListener listener = new MailListener(faulty, lines, Duration.ofMillis(1));
    listener.start();
    try {
      if (!faulty.again.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody looks at the mailbox any more");
      }
      return lines.state(Lines.MAILBOX).orElseThrow();
    } finally {
      listener.stop();
    }
  }

  private static final class Faulty extends Mailbox {

    private final Iterator<Throwable> faults;
    private final CountDownLatch again = new CountDownLatch(1);

    Faulty(MailSettings settings, MailDoor door, Lines lines, List<Throwable> faults) {
      super(settings, door, lines);
      this.faults = faults.iterator();
    }

    @Override
    void attend() throws InterruptedException {
      if (Thread.currentThread().isVirtual()) {
        throw new AssertionError("Computing keeps a thread pages are answered on");
      }
      if (!faults.hasNext()) {
        again.countDown();
        new CountDownLatch(1).await();
      }
      switch (faults.next()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable t -> throw new AssertionError(t);
      }
    }
  }

  private long taken() {
    return inbox.state(Wire.Kind.EMAIL).waiting();
  }
}
