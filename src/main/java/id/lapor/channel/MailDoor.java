package id.lapor.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Where mail comes in, byte by byte as it was sent. */
@Service
public class MailDoor {

  /** Kept whole up to this; of a larger one only the beginning, and the rest stays where it is. */
  public static final int LARGEST = 35 * 1024 * 1024;

  private static final HexFormat HEX = HexFormat.of();

  private final Inbox inbox;
  private final InstantSource clock;

  MailDoor(Inbox inbox, InstantSource clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * Keeps a mail; once this returns it is safe.
   *
   * @return false when it was here already: the same number, sender and words
   */
  public boolean take(byte[] raw) {
    Mail mail = MailReader.read(raw);
    String words = mail.subject() + "\n\n" + mail.text();
    String whole = mail.from() + "\n" + mail.messageId() + "\n" + print(mail);
    Letter letter =
        new Letter(
            mail.from(),
            String.join(" ", mail.to()),
            words.strip(),
            Objects.requireNonNullElse(mail.sentAt(), clock.instant()),
            mail.messageId());
    return inbox.take(
        Wire.Kind.EMAIL,
        "mail:" + sha256(whole.getBytes(StandardCharsets.UTF_8)),
        letter,
        print(mail),
        raw);
  }

  /** A mail that was kept, taken apart again. */
  public Mail open(Inbox.Arrived message) {
    return MailReader.read(inbox.raw(message.id()));
  }

  /** The same for the same words and files, whatever way they came. */
  private static String print(Mail mail) {
    List<String> files = mail.parts().stream().map(p -> sha256(p.content())).toList();
    return mail.subject()
        + "\n"
        + mail.whole()
        + "\n"
        + files.stream().collect(Collectors.joining("\n"));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
