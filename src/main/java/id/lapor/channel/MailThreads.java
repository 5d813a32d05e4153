package id.lapor.channel;

import id.lapor.platform.key.InstallationKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Marks by which an answer finds its way: {@code lapor+7k3mq9tx5.0f3a…@house} to answer to, the
 * same in the number of every mail that goes out, and {@code lapor+p-12.9c4e…@house} for mail
 * servers that cannot deliver it. Each carries a keyed hash, so whoever has one was sent it by us
 * or by somebody we sent it to.
 */
@Component
@EnableConfigurationProperties(MailSettings.class)
public class MailThreads {

  private static final String RETURNS = "p-";
  private static final String NONE = "-";
  private static final int HASH_BYTES = 8;
  private static final Pattern NUMBER =
      Pattern.compile("<(\\d{1,18})\\.([0-9a-z]{1,40}|-)\\.([0-9a-f]{16})@.{1,200}>");
  private static final Pattern MARK = Pattern.compile("\\+([0-9a-z-]{1,60})\\.([0-9a-f]{16})@");

  private final InstallationKey key;
  private final String local;
  private final String house;
  private final String authservId;

  MailThreads(InstallationKey key, MailSettings settings) {
    this.key = key;
    this.authservId = settings.authservId();
    int at = settings.from().lastIndexOf('@');
    this.local = settings.from().substring(0, at).toLowerCase(Locale.ROOT);
    this.house = settings.from().substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** Where answers go that belong to a thread. */
  String address(String thread) {
    return marked(tag(thread));
  }

  /** Where mail servers return a message to. */
  String returns(String message) {
    return marked(RETURNS + digits(message));
  }

  /** The number of an outgoing mail. */
  String number(String message, String thread) {
    String mark = digits(message) + "." + tag(thread);
    return "<" + mark + "." + hash(mark) + "@" + house + ">";
  }

  /** The thread a mail belongs to, if it proves that. */
  public Optional<String> thread(Mail mail) {
    return Stream.concat(
            addressed(mail).filter(tag -> !tag.startsWith(RETURNS)),
            numbered(mail.references()).map(m -> m.group(2)))
        .filter(tag -> !tag.equals(NONE))
        .findFirst();
  }

  /** Keys of messages a mail server says something about. */
  public List<String> messages(Mail mail) {
    List<String> about = mail.bounce() == null ? List.of() : mail.bounce().about();
    return Stream.concat(
            addressed(mail)
                .filter(tag -> tag.startsWith(RETURNS))
                .map(tag -> tag.substring(RETURNS.length())),
            numbered(about).map(m -> m.group(1)))
        .map(number -> "lapor-" + number)
        .distinct()
        .toList();
  }

  /** Whether an address is this house's own, whatever stands behind the plus. */
  public boolean own(String address) {
    String bare = address.toLowerCase(Locale.ROOT);
    return bare.equals(local + "@" + house)
        || (bare.startsWith(local + "+") && bare.endsWith("@" + house));
  }

  /**
   * Whether our own mail server found that the sender's address is not the sender's. It speaks for
   * no report then.
   */
  public boolean forged(Mail mail) {
    return Dmarc.failed(mail.verdicts(), authservId);
  }

  /** Whether our own mail server found that the sender's domain sent it. */
  public boolean vouched(Mail mail) {
    return Dmarc.passed(mail.verdicts(), authservId);
  }

  private Stream<String> addressed(Mail mail) {
    return mail.to().stream()
        .filter(this::own)
        .map(a -> MARK.matcher(a.toLowerCase(Locale.ROOT)))
        .filter(m -> m.find() && hash(m.group(1)).equals(m.group(2)))
        .map(m -> m.group(1));
  }

  /** The nearest first. */
  private Stream<Matcher> numbered(List<String> numbers) {
    return numbers.reversed().stream()
        .map(n -> NUMBER.matcher(n.strip()))
        .filter(m -> m.matches() && hash(m.group(1) + "." + m.group(2)).equals(m.group(3)));
  }

  private String marked(String tag) {
    return local + "+" + tag + "." + hash(tag) + "@" + house;
  }

  private static String digits(String message) {
    return message.replaceAll("\\D", "");
  }

  private static String tag(String thread) {
    String tag = thread.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    return tag.isEmpty() ? NONE : tag;
  }

  private String hash(String tag) {
    return HexFormat.of().formatHex(key.derive("mail-thread", tag), 0, HASH_BYTES);
  }
}
