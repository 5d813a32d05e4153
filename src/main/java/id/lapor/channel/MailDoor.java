package id.lapor.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Where mail comes in, byte by byte as it was sent. */
@Service
public class MailDoor {

  /** Kept whole up to this; of a larger one only the beginning, and the rest stays where it is. */
  public static final int LARGEST = 35 * 1024 * 1024;

  /** Of the words of a mail nobody could take apart, so much is shown as it came. */
  private static final int SHOWN = 4_000;

  /** So much of its head is looked through for who wrote it. */
  private static final int HEAD = 64 * 1024;

  private static final HexFormat HEX = HexFormat.of();

  private final Inbox inbox;
  private final MailReading reading;
  private final InstantSource clock;

  MailDoor(Inbox inbox, MailReading reading, InstantSource clock) {
    this.inbox = inbox;
    this.reading = reading;
    this.clock = clock;
  }

  /**
   * Keeps a mail; once this returns it is safe. One that cannot be read is kept as it came, for a
   * person to look at.
   *
   * @return false when it was here already: the same number, sender and words
   */
  public boolean take(byte[] raw) {
    return reading.read(raw).map(mail -> take(mail, raw)).orElseGet(() -> takeUnread(raw));
  }

  private boolean take(Mail mail, byte[] raw) {
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

  /**
   * Its letter has no number, not even an empty one. The head says who wrote it, and by which ways
   * it came: the address stays sealed, the rest is not shown.
   */
  private boolean takeUnread(byte[] raw) {
    int words = words(raw);
    String begins = part(raw, words, SHOWN);
    String print = sha256(raw);
    return inbox.take(
        Wire.Kind.EMAIL,
        "mail:unread:" + print,
        new Letter(from(part(raw, 0, Math.min(words, HEAD))), "", begins.strip(), clock.instant()),
        print,
        raw);
  }

  /** Where its words begin: behind the first empty line, at the end where there is none. */
  private static int words(byte[] raw) {
    int line = 0;
    boolean head = false;
    for (int i = 0; i < raw.length; i++) {
      boolean empty = i == line || (i == line + 1 && raw[line] == '\r');
      if (raw[i] == '\n') {
        if (head && empty) {
          return i + 1;
        }
        head |= !empty;
        line = i + 1;
      }
    }
    return raw.length;
  }

  private static String part(byte[] raw, int from, int most) {
    return Charsets.decoded(Arrays.copyOfRange(raw, from, Math.min(raw.length, from + most)), null);
  }

  private static String from(String head) {
    return head.replaceAll("\\r?\\n[ \\t]+", " ")
        .lines()
        .filter(line -> line.regionMatches(true, 0, "From:", 0, "From:".length()))
        .flatMap(line -> MailHead.ADDRESS.matcher(line).results())
        .map(MatchResult::group)
        .findFirst()
        .orElse("");
  }

  /** A mail that was kept, taken apart again; empty when that cannot be done. */
  public Optional<Mail> open(Inbox.Arrived message) {
    return message.letter().number() == null
        ? Optional.empty()
        : reading.read(inbox.raw(message.id()));
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
