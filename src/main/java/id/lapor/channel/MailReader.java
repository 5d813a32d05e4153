package id.lapor.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Takes a mail apart. Total: whatever the bytes are, something comes back, in time and memory
 * linear in their number. What goes beyond a limit is left out, and the mail says so.
 */
final class MailReader {

  /** Parts within parts; honest mail has four or five. */
  private static final int DEEPEST = 20;

  private static final int MOST_PARTS = 200;
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int MOST_HEADERS = 1_000;
  private static final int LONGEST_TEXT = 500_000;

  /** What is larger is a photo, though a telephone sets it between the words. */
  private static final int LARGEST_LOGO = 64 * 1024;

  /** Of all texts together. */
  private static final int LONGEST_TEXTS = 2_000_000;

  private static final MimeConfig LIMITS =
      MimeConfig.custom()
          .setMaxHeaderLen(LONGEST_HEADER)
          .setMaxHeaderCount(MOST_HEADERS)
          .setMaxLineLen(-1)
          .setMaxContentLen(-1)
          .build();

  private final MailHead head = new MailHead();
  private final Deque<Level> levels = new ArrayDeque<>(List.of(new Level(false)));
  private final List<Mail.Part> parts = new ArrayList<>();
  private final Returned returned = new Returned();
  private MailHead current = head;
  private int seen;
  private int letters = LONGEST_TEXTS;
  private int tags = HtmlWords.MOST_TAGS;
  private boolean cut;

  private MailReader() {}

  static Mail read(byte[] raw) {
    MailReader reader = new MailReader();
    MimeTokenStream stream = new MimeTokenStream(LIMITS);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    try {
      stream.parse(new ByteArrayInputStream(raw));
      reader.walk(stream);
    } catch (MimeException | IOException e) {
      reader.cut = true; // a limit, or nothing that can be mail from here on
    }
    return reader.mail();
  }

  /** The texts of one multipart; of alternatives only one counts. */
  private record Level(boolean alternative, List<Text> texts) {
    Level(boolean alternative) {
      this(alternative, new ArrayList<>());
    }

    List<Text> chosen() {
      if (!alternative || texts.isEmpty()) {
        return texts;
      }
      return List.of(
          texts.stream()
              .filter(t -> !t.html() && !t.content().isBlank())
              .findFirst()
              .orElse(texts.getLast()));
    }
  }

  private record Text(boolean html, String content) {
    Words words() {
      if (!html) {
        return new Words(content, content);
      }
      HtmlWords words = new HtmlWords(content);
      return new Words(words.own(), words.whole());
    }
  }

  private record Words(String own, String whole) {}

  private void walk(MimeTokenStream stream) throws MimeException, IOException {
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_START_HEADER -> current = seen == 0 && levels.size() == 1 ? head : new MailHead();
        case T_FIELD -> current.add(stream.getField());
        case T_START_MULTIPART -> down(stream.getBodyDescriptor());
        case T_END_MULTIPART -> up();
        case T_BODY -> leaf(stream);
        default -> {}
      }
    }
  }

  private void down(BodyDescriptor multipart) throws MimeException {
    if (levels.size() > DEEPEST) {
      throw new MimeException("Too deep");
    }
    levels.push(new Level("multipart/alternative".equals(multipart.getMimeType())));
  }

  private void up() {
    List<Text> chosen = levels.pop().chosen();
    levels.getFirst().texts().addAll(chosen);
  }

  private void leaf(MimeTokenStream stream) throws MimeException, IOException {
    if (++seen > MOST_PARTS) {
      throw new MimeException("Too many parts");
    }
    String type = stream.getBodyDescriptor().getMimeType();
    try (InputStream content = stream.getDecodedInputStream()) {
      byte[] bytes = content.readAllBytes();
      boolean text = type.equals("text/plain") || type.equals("text/html");
      if (type.equals("message/delivery-status")) {
        returned.status(bytes);
      } else if (type.equals("message/rfc822") || type.equals("text/rfc822-headers")) {
        returned.message(bytes);
      } else if (text && !current.attached()) {
        levels.getFirst().texts().add(text(type, stream.getBodyDescriptor().getCharset(), bytes));
      } else if (bytes.length > 0) {
        boolean embedded = current.embedded() && bytes.length < LARGEST_LOGO;
        parts.add(new Mail.Part(current.fileName(), type, bytes, embedded));
      }
    }
  }

  private Text text(String type, String charset, byte[] bytes) {
    String text = Charsets.decoded(bytes, charset);
    boolean html = type.equals("text/html");
    String read = text.substring(0, Math.min(text.length(), Math.min(LONGEST_TEXT, letters)));
    if (html) {
      read = read.substring(0, HtmlWords.end(read, tags));
      tags -= (int) read.chars().filter(c -> c == '<').count();
    }
    letters -= read.length();
    cut |= read.length() < text.length();
    return new Text(html, read);
  }

  private Mail mail() {
    while (levels.size() > 1) {
      up();
    }
    List<Words> texts = levels.getFirst().texts().stream().map(Text::words).toList();
    String own = String.join("\n\n", texts.stream().map(Words::own).toList());
    String whole = String.join("\n\n", texts.stream().map(Words::whole).toList()).strip();
    return new Mail(
        head.from(),
        head.name(),
        head.to(),
        head.subject(),
        head.messageId(),
        head.references(),
        own.isBlank() ? whole : OwnWords.of(own),
        whole,
        List.copyOf(parts),
        head.verdicts(),
        head.sentAt(),
        head.automatic(),
        head.sentBack(),
        returned.bounce(),
        cut || head.cut());
  }
}
