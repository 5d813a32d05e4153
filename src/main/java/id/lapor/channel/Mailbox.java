package id.lapor.channel;

import id.lapor.platform.CannotStart;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;

/**
 * The mailbox that is read: one server at a time holds it, takes what lies in it, and then listens.
 * A mail leaves the inbox only once it is kept here; what is left there by any fault is taken
 * later, once.
 */
@Service
@ConditionalOnProperty("lapor.mail.imap.host")
class Mailbox {

  /** So much longer than between two looks, before another server takes over. */
  private static final Duration HELD = Duration.ofSeconds(30);

  private final MailSettings.Imap settings;
  private final MailDoor door;
  private final Lines lines;
  private final UUID me = UUID.randomUUID();

  Mailbox(MailSettings settings, MailDoor door, Lines lines) {
    this.settings = Objects.requireNonNull(settings.imap());
    this.door = door;
    this.lines = lines;
    if (this.settings.security() == MailSettings.Security.NONE && !near(this.settings.host())) {
      throw new CannotStart(
          "lapor.mail.imap.security may be NONE only for a server on this machine, not for "
              + this.settings.host());
    }
  }

  /**
   * Takes what lies there now.
   *
   * @return how many mails left the inbox
   */
  int round() throws MessagingException {
    if (!hold()) {
      return 0;
    }
    try (MailLine line = open()) {
      return takeAll(line);
    }
  }

  /** Stays and listens for as long as the line works and it is told to. */
  void attend() throws MessagingException, InterruptedException {
    if (!hold()) {
      Thread.sleep(settings.poll());
      return;
    }
    try (MailLine line = open()) {
      while (hold() && !Thread.currentThread().isInterrupted()) {
        takeAll(line);
        line.await(settings.poll());
      }
    }
  }

  /** While it is held, no other server looks. */
  private boolean hold() {
    return lines.hold(Lines.MAILBOX, me, settings.poll().plus(HELD));
  }

  private MailLine open() throws MessagingException {
    try {
      return MailLine.open(settings);
    } catch (MessagingException e) {
      lines.ill(Lines.MAILBOX, trouble(e));
      throw e;
    }
  }

  private int takeAll(MailLine line) throws MessagingException {
    try {
      int taken = line.takeAll(door::take);
      lines.well(Lines.MAILBOX);
      return taken;
    } catch (MessagingException e) {
      lines.ill(Lines.MAILBOX, trouble(e));
      throw e;
    }
  }

  private static Lines.Trouble trouble(MessagingException e) {
    return switch (e) {
      case AuthenticationFailedException _ -> Lines.Trouble.LOGIN;
      case FolderNotFoundException _ -> Lines.Trouble.FOLDER;
      case MailConnectException _ -> Lines.Trouble.AWAY;
      default ->
          switch (e.getCause()) {
            case SSLException _ -> Lines.Trouble.UNSAFE;
            case SocketConnectException _ -> Lines.Trouble.AWAY;
            case ProtocolException p when String.valueOf(p.getMessage()).contains("STARTTLS") ->
                Lines.Trouble.UNSAFE; // it offers none
            case null, default -> Lines.Trouble.BROKEN;
          };
    };
  }

  static boolean near(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
