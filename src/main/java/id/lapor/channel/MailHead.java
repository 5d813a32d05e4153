package id.lapor.channel;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** The head of a mail or of one part of it. */
final class MailHead {

  private static final int LONGEST_VALUE = 10_000;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SUBJECT = 300;
  private static final int MOST_VALUES = 100;

  static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"]{1,64}@[^\\s<>\",;]{1,190}");
  private static final Pattern NUMBER = Pattern.compile("<[^<>\\s]{1,250}>");
  private static final Pattern MACHINES =
      Pattern.compile("(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+=-].*)?@.*");

  private static final Pattern SERVERS = Pattern.compile("(mailer-daemon|postmaster)@.*");

  /** It is tried further. */
  private static final Pattern LATE =
      Pattern.compile("\\b(delay(ed)?|warning|tertunda|peringatan)\\b", Pattern.CASE_INSENSITIVE);

  /**
   * RFC 3834 section 2, RFC 2919, RFC 2369, and what programs wrote before there was a standard.
   */
  private static final List<String> OF_MACHINES =
      List.of("list-id", "list-post", "list-unsubscribe", "x-autoreply", "x-autorespond");

  /** In every mail of this system, whichever house it runs in. */
  static final String OURS = "X-Lapor-Key";

  private static final Set<String> IN_BULK = Set.of("bulk", "list", "junk", "auto_reply");

  private final Map<String, List<String>> fields = new HashMap<>();
  private boolean cut;

  void add(Field field) {
    List<String> values =
        fields.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>());
    if (values.size() < MOST_VALUES) {
      values.add(value(field));
    }
  }

  private String value(Field field) {
    ByteSequence raw = field.getRaw();
    byte[] bytes =
        raw == null ? field.getBody().getBytes(StandardCharsets.UTF_8) : raw.toByteArray();
    String whole = Charsets.decoded(bytes, null).replaceAll("\\r?\\n", "");
    String value = whole.substring(whole.indexOf(':') + 1).strip();
    cut |= value.length() > LONGEST_VALUE;
    return value.substring(0, Math.min(value.length(), LONGEST_VALUE));
  }

  /** Whether it is not here whole. */
  boolean cut() {
    return cut || fields.containsKey(MailLine.CUT.toLowerCase(Locale.ROOT));
  }

  String from() {
    return addresses("from").findFirst().map(InternetAddress::getAddress).orElse("");
  }

  String name() {
    return addresses("from")
        .findFirst()
        .map(InternetAddress::getPersonal)
        .map(name -> shown(name, LONGEST_NAME))
        .orElse("");
  }

  List<String> to() {
    return Stream.of("to", "cc", "delivered-to", "x-original-to", "envelope-to")
        .flatMap(this::addresses)
        .map(InternetAddress::getAddress)
        .distinct()
        .toList();
  }

  String subject() {
    return shown(decoded(first("subject")), LONGEST_SUBJECT);
  }

  String messageId() {
    return numbers("message-id").findFirst().orElse("");
  }

  List<String> references() {
    return Stream.concat(numbers("references"), numbers("in-reply-to")).distinct().toList();
  }

  List<String> verdicts() {
    return all("authentication-results");
  }

  /** RFC 5322 section 3.6.1; null where no moment stands there. */
  @Nullable Instant sentAt() {
    try {
      return first("date").isEmpty() ? null : new MailDateFormat().parse(first("date")).toInstant();
    } catch (java.text.ParseException _) {
      return null;
    }
  }

  boolean automatic() {
    String submitted = first("auto-submitted").toLowerCase(Locale.ROOT);
    return !(submitted.isEmpty() || submitted.startsWith("no"))
        || IN_BULK.contains(first("precedence").toLowerCase(Locale.ROOT))
        || OF_MACHINES.stream().anyMatch(fields::containsKey)
        || fields.containsKey(OURS.toLowerCase(Locale.ROOT))
        || first("return-path").equals("<>")
        || MACHINES.matcher(from().toLowerCase(Locale.ROOT)).matches();
  }

  /** As qmail, Exim and old servers do it: no notice of absence or delay, and of no person. */
  Mail.SentBack sentBack() {
    if (fields.containsKey("x-failed-recipients")) {
      return Mail.SentBack.YES;
    }
    String from = from().toLowerCase(Locale.ROOT);
    boolean server = SERVERS.matcher(from).matches();
    boolean answer = first("auto-submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied");
    if (answer
        || LATE.matcher(subject()).find()
        || !(server || first("return-path").equals("<>"))) {
      return Mail.SentBack.NO;
    }
    boolean person = !from.isEmpty() && !MACHINES.matcher(from).matches();
    return person ? Mail.SentBack.PERHAPS : Mail.SentBack.YES;
  }

  /** Whether it is said to be a file rather than words. */
  boolean attached() {
    return first("content-disposition").toLowerCase(Locale.ROOT).startsWith("attachment");
  }

  /** Whether the words show it, and it is not said to be a file. */
  boolean embedded() {
    return !attached() && !first("content-id").isEmpty();
  }

  /** Only for showing; whoever keeps the file makes a name of it that harms nobody. */
  String fileName() {
    String disposed = parameter(first("content-disposition"), true);
    String name = disposed.isEmpty() ? parameter(first("content-type"), false) : disposed;
    return shown(decoded(name), LONGEST_NAME);
  }

  private static String parameter(String value, boolean disposition) {
    try {
      @Nullable String name =
          disposition
              ? new ContentDisposition(value).getParameter("filename")
              : new ContentType(value).getParameter("name");
      return name == null ? "" : name;
    } catch (ParseException _) {
      return "";
    }
  }

  private Stream<InternetAddress> addresses(String name) {
    return all(name).stream().flatMap(value -> addressesIn(value).stream());
  }

  /** What stands in brackets or looks like an address, where the rules do not find one. */
  private static List<InternetAddress> addressesIn(String value) {
    try {
      return Stream.of(InternetAddress.parseHeader(value, false))
          .filter(a -> ADDRESS.matcher(String.valueOf(a.getAddress())).matches())
          .toList();
    } catch (AddressException _) {
      List<InternetAddress> found = new ArrayList<>();
      Matcher m = ADDRESS.matcher(value);
      while (m.find()) {
        InternetAddress address = new InternetAddress();
        address.setAddress(m.group());
        found.add(address);
      }
      return found;
    }
  }

  private Stream<String> numbers(String name) {
    return all(name).stream().flatMap(v -> NUMBER.matcher(v).results()).map(MatchResult::group);
  }

  private List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  private String first(String name) {
    return all(name).isEmpty() ? "" : all(name).getFirst();
  }

  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(value);
    } catch (UnsupportedEncodingException _) {
      return value;
    }
  }

  /** On one line, without what turns the reading direction, no longer than allowed. */
  private static String shown(String value, int most) {
    String line = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, most)));
  }
}
