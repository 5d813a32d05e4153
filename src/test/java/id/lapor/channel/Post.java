package id.lapor.channel;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** A real mail server, SMTP and IMAP, on free ports of this machine. */
public final class Post implements AutoCloseable {

  public static final String PASSWORD = "sandi-uji";
  private static final String HOST = "127.0.0.1";

  /** By which it says what it found out about a sender. */
  public static final String NAME = "mx.kota.example";

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            door(ServerSetup.PROTOCOL_SMTP),
            door(ServerSetup.PROTOCOL_IMAP),
            door(ServerSetup.PROTOCOL_IMAPS)
          });

  /** On any free port; a busy machine may take its time. */
  private static ServerSetup door(String protocol) {
    ServerSetup setup = new ServerSetup(0, HOST, protocol);
    setup.setServerStartupTimeout(Duration.ofSeconds(30).toMillis());
    return setup;
  }

  /** Starts with mailboxes that take {@code name+anything} too. */
  public Post(String... houses) {
    server.start();
    for (String house : houses) {
      try {
        server.getUserManager().createUser(house, house, PASSWORD);
      } catch (UserException e) {
        throw new IllegalStateException(e);
      }
    }
    server
        .getUserManager()
        .setMessageDeliveryHandler((_, to) -> user(to.getEmail().replaceFirst("\\+[^@]*@", "@")));
  }

  public int smtp() {
    return server.getSmtp().getPort();
  }

  public int imap() {
    return server.getImap().getPort();
  }

  /** With a certificate nobody vouches for. */
  public int imaps() {
    return server.getImaps().getPort();
  }

  /** Whatever an installation has to know of it, as {@code name=value}. */
  public List<String> settings(String house) {
    return List.of(
        "spring.mail.host=" + HOST,
        "spring.mail.port=" + smtp(),
        "lapor.mail.from=" + house,
        "lapor.mail.authserv-id=" + NAME,
        "lapor.mail.imap.host=" + HOST,
        "lapor.mail.imap.port=" + imap(),
        "lapor.mail.imap.user=" + house,
        "lapor.mail.imap.password=" + PASSWORD,
        "lapor.mail.imap.security=NONE");
  }

  public void settings(String house, BiConsumer<String, String> each) {
    settings(house).forEach(s -> each.accept(s.split("=", 2)[0], s.split("=", 2)[1]));
  }

  private GreenMailUser user(String address) throws UserException {
    GreenMailUser known = server.getUserManager().getUserByEmail(address);
    return known == null ? server.getUserManager().createUser(address, address, PASSWORD) : known;
  }

  /** Sends bytes as they are, by SMTP. */
  public void send(String from, String to, byte[] raw) {
    try (Socket socket = new Socket(HOST, smtp());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream()) {
      expect(in, "220");
      say(out, in, "HELO localhost", "250");
      say(out, in, "MAIL FROM:<" + from + ">", "250");
      say(out, in, "RCPT TO:<" + to + ">", "250");
      say(out, in, "DATA", "354");
      out.write(stuffed(raw));
      say(out, in, "\r\n.", "250");
      say(out, in, "QUIT", "221");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] stuffed(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '.' && (i == 0 || raw[i - 1] == '\n')) {
        out.write('.');
      }
      out.write(raw[i]);
    }
    return out.toByteArray();
  }

  private static void say(OutputStream out, BufferedReader in, String line, String code)
      throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    expect(in, code);
  }

  private static void expect(BufferedReader in, String code) throws IOException {
    String line = in.readLine();
    if (line == null || !line.startsWith(code)) {
      throw new IOException("The mail server said " + line);
    }
  }

  /** Mails in a folder, the oldest first, byte by byte. */
  public List<byte[]> mails(String address, String folder) {
    try {
      MailFolder found = server.getManagers().getImapHostManager().getFolder(user(address), folder);
      return found == null ? List.of() : found.getMessages().stream().map(Post::bytes).toList();
    } catch (UserException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(StoredMessage message) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      message.getMimeMessage().writeTo(out);
      return out.toByteArray();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<Mail> read(String address) {
    return mails(address, "INBOX").stream().map(MailReader::read).toList();
  }

  public void clear() {
    try {
      server.purgeEmailFromAllMailboxes();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
