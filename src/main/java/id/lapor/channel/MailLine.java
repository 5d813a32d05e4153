package id.lapor.channel;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a mailbox by IMAP. Used by one thread. */
final class MailLine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MailLine.class);
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Of a mail that is too large, so much is read: its words come first. */
  private static final int BEGINNING = 1024 * 1024;

  /** Before the beginning of a mail whose rest was left in the mailbox. */
  static final String CUT = "X-Lapor-Cut";

  private final IMAPStore store;
  private final IMAPFolder inbox;
  private final Folder done;
  private final ScheduledExecutorService waker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("mail-waker").factory());

  private MailLine(IMAPStore store, IMAPFolder inbox, Folder done) {
    this.store = store;
    this.inbox = inbox;
    this.done = done;
  }

  static MailLine open(MailSettings.Imap settings) throws MessagingException {
    boolean tls = settings.security() == MailSettings.Security.TLS;
    Session session = Session.getInstance(properties(settings, tls ? "imaps" : "imap"));
    IMAPStore store = (IMAPStore) session.getStore(tls ? "imaps" : "imap");
    try {
      store.connect(settings.host(), settings.port(), settings.user(), settings.password());
      Folder done = store.getFolder(settings.done());
      if (!done.exists()) {
        done.create(Folder.HOLDS_MESSAGES);
      }
      IMAPFolder inbox = (IMAPFolder) store.getFolder(settings.inbox());
      inbox.open(Folder.READ_WRITE);
      return new MailLine(store, inbox, done);
    } catch (MessagingException e) {
      store.close();
      throw e;
    }
  }

  /** Longer than the server may stay silent while it is only listened to. */
  private static Properties properties(MailSettings.Imap settings, String protocol) {
    String prefix = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", String.valueOf(CONNECT.toMillis()));
    properties.setProperty(
        prefix + "timeout", String.valueOf(settings.poll().plus(ANSWER).toMillis()));
    properties.setProperty(prefix + "writetimeout", String.valueOf(ANSWER.toMillis()));
    properties.setProperty(prefix + "peek", "true");
    properties.setProperty(prefix + "fetchsize", String.valueOf(BEGINNING));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (settings.security() == MailSettings.Security.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    return properties;
  }

  /** What is done with a mail before it leaves the inbox. */
  interface Taking {
    void take(byte[] raw);
  }

  /**
   * Takes whatever lies in the inbox; each mail leaves it once it is safe. One the server cannot
   * give out holds up no other.
   *
   * @return how many
   * @throws MessagingException when any could not be taken
   */
  int takeAll(Taking taking) throws MessagingException {
    Message[] messages = inbox.getMessages();
    FetchProfile sizes = new FetchProfile();
    sizes.add(FetchProfile.Item.SIZE); // alone: the server need not understand the mail for it
    inbox.fetch(messages, sizes);
    @Nullable MessagingException trouble = null;
    int taken = 0;
    for (Message message : messages) {
      try {
        if (!message.isExpunged()) {
          taking.take(bytes((IMAPMessage) message));
          settle(message);
          taken++;
        }
      } catch (MessagingException e) {
        trouble = e;
      }
      if (trouble != null && !inbox.isOpen()) {
        throw trouble;
      }
    }
    if (trouble != null) {
      throw trouble;
    }
    return taken;
  }

  private static byte[] bytes(IMAPMessage message) throws MessagingException {
    int size = message.getSize();
    boolean whole = size <= MailDoor.LARGEST;
    try (InputStream in = message.getMimeStream()) {
      byte[] read = in.readNBytes(whole ? MailDoor.LARGEST : BEGINNING);
      if (whole) {
        return read;
      }
      ByteArrayOutputStream cut = new ByteArrayOutputStream(read.length + 100);
      cut.writeBytes((CUT + ": " + size + "\r\n").getBytes(StandardCharsets.US_ASCII));
      cut.writeBytes(read);
      return cut.toByteArray();
    } catch (IOException e) {
      throw new MessagingException("The mail could not be read to its end", e);
    }
  }

  /** RFC 6851 where the server knows it. */
  private void settle(Message message) throws MessagingException {
    Message[] one = {message};
    if (store.hasCapability("MOVE")) {
      inbox.moveMessages(one, done);
    } else {
      inbox.copyMessages(one, done);
      inbox.setFlags(one, new Flags(Flags.Flag.DELETED), true);
      inbox.expunge(one);
    }
  }

  /** Returns when something came, or after a time; a server without IDLE is asked then. */
  void await(Duration longest) throws MessagingException, InterruptedException {
    if (!store.hasCapability("IDLE")) {
      Thread.sleep(longest);
      return;
    }
    ScheduledFuture<?> end = waker.schedule(this::wake, longest.toMillis(), TimeUnit.MILLISECONDS);
    try {
      inbox.idle(true);
    } finally {
      end.cancel(false);
    }
  }

  /** Any other command ends the listening. */
  private void wake() {
    try {
      inbox.getMessageCount();
    } catch (MessagingException e) {
      log.debug("The mailbox does not answer: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws MessagingException {
    waker.shutdownNow();
    store.close();
  }
}
