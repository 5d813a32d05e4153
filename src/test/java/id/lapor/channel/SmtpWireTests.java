package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.Settings;
import id.lapor.platform.key.InstallationKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What stands in a mail's head is one line each, whoever wrote it. */
class SmtpWireTests {

  private static final String REPORTER = "siti@contoh.example";

  /** Milliseconds; for whoever never answers. */
  private static final String PATIENCE = "2000";

  private final List<String> ill = new ArrayList<>();
  private final Gateway.Book noted =
      new Gateway.Book() {
        @Override
        public void well() {
          ill.clear();
        }

        @Override
        public void ill(Lines.Trouble trouble) {
          ill.add(trouble.name());
        }
      };

  @Test
  void letsNobodyWriteHeadersOrRecipientsOfTheirOwn() {
    try (Post post = new Post(REPORTER)) {
      SmtpWire wire = wire(post.smtp());
      wire.send(
          Wire.Kind.EMAIL, REPORTER, "Jalan\r\nBcc: joko@contoh.example\n\nHalo", "Isi", "k1");
      String mail = new String(post.mails(REPORTER, "INBOX").getFirst(), StandardCharsets.UTF_8);
      String head = mail.substring(0, mail.indexOf("\r\n\r\n"));
      assertThat(head.lines())
          .anyMatch(l -> l.startsWith("Subject: Jalan Bcc: joko@contoh.example"))
          .noneMatch(l -> l.startsWith("Bcc"));
      assertThatThrownBy(() ->
              wire.send(Wire.Kind.EMAIL, REPORTER + "\r\nBcc: joko@contoh.example", "A", "B", "k"))
          .isInstanceOf(WireTrouble.class);
      assertThat(post.mails("joko@contoh.example", "INBOX")).isEmpty();
    }
  }

  /** Each line of it stands for what a server says, and for whom it is trouble. */
  @ParameterizedTest
  @CsvSource({
    "421 4.3.2 shutting down, '', '', BROKEN",
    "'', 530 5.7.0 sign in first, '', LOGIN",
    "'', 553 5.7.1 not your address, '', LOGIN",
    "'', 452 4.3.1 disk full, '', BROKEN",
    "'', '', 421 4.7.0 too many, BROKEN",
    "'', '', 454 4.7.1 <siti@contoh.example>: Relay access denied, LOGIN",
    "'', '', 554 5.7.1 <siti@contoh.example>: Relay access denied, LOGIN",
    "'', '', 550 5.7.1 Unable to relay, LOGIN",
    "'', '', 550 relay not permitted, LOGIN",
    "'', '', 530 5.7.0 Authentication required, LOGIN",
    "'', '', 550 5.1.4 which of them, ''",
    "'', '', 450 4.1.8 Sender address rejected: Domain not found, ''",
    "'', '', 450 4.2.0 come again later, ''",
    "'', '', 450 4.7.1 greylisted, ''",
    "'', '', 550 5.7.1 not from your country, ''",
    "'', '', 452 4.2.2 mailbox full, ''",
    "'', '', 550 5.4.5 Daily user sending limit exceeded, ''",
    "'', '', 550 Domain has exceeded the max emails per hour, ''",
    "'', '', 550 JunkMail rejected - mx is in an RBL, ''",
    "'', '', 550 5.2.1 mailbox is receiving mail at too high a rate, ''",
  })
  void tellsTheServersTroubleFromTheMails(String hello, String from, String to, String trouble)
      throws IOException {
    try (MoodyServer server = new MoodyServer(hello, from, to)) {
      SmtpWire wire = wire(server.port());
      assertThatThrownBy(() -> wire.send(Wire.Kind.EMAIL, REPORTER, "A", "B", "k"))
          .isInstanceOfSatisfying(
              WireTrouble.class,
              e -> {
                assertThat(e.down()).as(e.getMessage()).isEqualTo(!trouble.isEmpty());
                assertThat(e.hopeless()).isFalse();
              });
      assertThat(wire.carries(Wire.Kind.EMAIL)).isEqualTo(trouble.isEmpty());
      assertThat(wire.serves(Wire.Kind.EMAIL)).isTrue();
      assertThat(ill).isEqualTo(trouble.isEmpty() ? List.of() : List.of(trouble));
    }
  }

  /** Nobody has the address, and nobody will: it is told on another wire at once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 5.1.1 no such person",
        "550 5.1.1 no such person, the sender was told",
        "550 5.1.10 no such person",
        "550 5.1.0 address rejected",
        "550 sender@x.example unknown",
        "553 no such name",
        "550 <relay@x.example> unknown",
        "550 <spam@x.example> unknown"
      })
  void triesNothingAgainThatHasNoReceiver(String answer) throws IOException {
    try (MoodyServer server = new MoodyServer("", "", answer)) {
      SmtpWire wire = wire(server.port());
      assertThatThrownBy(() -> wire.send(Wire.Kind.EMAIL, REPORTER, "A", "B", "k"))
          .isInstanceOfSatisfying(
              WireTrouble.class,
              e -> {
                assertThat(e.hopeless()).as(e.getMessage()).isTrue();
                assertThat(e.down()).isFalse();
              });
      assertThat(wire.carries(Wire.Kind.EMAIL)).isTrue();
    }
  }

  /**
   * One receiver's own server may have said it, and this one only hands that on: it counts as a try
   * of that mail until another is refused so too.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 5.1.0 <lapor@kota.example>: Sender address rejected: not ours",
        "550 5.1.8 <lapor@kota.example>: Domain not found",
        "550 5.1.7 <lapor@kota.example>: bad mailbox",
        "550 Sender verify failed",
        "550 Administrative prohibition",
        "553 5.7.1 <lapor@kota.example>: not owned by user lapor",
        "550 5.7.23 SPF validation failed",
        "550 Verification failed for Return-Path"
      })
  void blamesTheLineForOurAddressOnlyWhenTwoMailsWereRefused(String answer) throws IOException {
    JavaMailSenderImpl sender = sender(0);
    SmtpWire wire = wire(sender);
    for (String key : List.of("k1", "k1", "k1")) {
      refused(wire, sender, answer, key, false);
    }
    assertThat(ill).isEmpty();
    refused(wire, sender, answer, "k2", true);
    refused(wire, sender, answer, "k1", true);
    assertThat(wire.carries(Wire.Kind.EMAIL)).isFalse();
    try (MoodyServer server = new MoodyServer("", "", "")) {
      sender.setPort(server.port());
      wire.send(Wire.Kind.EMAIL, REPORTER, "A", "B", "k3");
    }
    refused(wire, sender, answer, "k2", false);
    assertThat(wire.carries(Wire.Kind.EMAIL)).isTrue();
  }

  private static void refused(
      SmtpWire wire, JavaMailSenderImpl sender, String answer, String key, boolean down)
      throws IOException {
    try (MoodyServer server = new MoodyServer("", "", answer)) {
      sender.setPort(server.port());
      assertThatThrownBy(() -> wire.send(Wire.Kind.EMAIL, REPORTER, "A", "B", key))
          .isInstanceOfSatisfying(
              WireTrouble.class,
              e -> {
                assertThat(e.down()).as(key).isEqualTo(down);
                assertThat(e.hopeless()).isFalse();
              });
    }
  }

  /** It may have the mail once all of it was said, and has not before. */
  @ParameterizedTest
  @CsvSource({"RCPT TO:<siti@contoh.example>, false", "., true"})
  void knowsWhetherAServerThatFellSilentMayHaveTheMail(String at, boolean mayHave)
      throws IOException {
    try (MoodyServer server = new MoodyServer(at)) {
      SmtpWire wire = wire(server.port());
      assertThatThrownBy(() -> wire.send(Wire.Kind.EMAIL, REPORTER, "A", "B", "k"))
          .isInstanceOfSatisfying(
              WireTrouble.class,
              e -> {
                assertThat(e.down()).as(e.getMessage()).isTrue();
                assertThat(e.handedOver()).isEqualTo(mayHave);
              });
    }
  }

  @Test
  void sendsNothingAgainForAGoodbyeThatIsNotAnswered() throws IOException {
    try (MoodyServer server = new MoodyServer("QUIT")) {
      SmtpWire wire = wire(server.port());
      wire.send(Wire.Kind.EMAIL, REPORTER, "A", "B", "k");
      assertThat(wire.carries(Wire.Kind.EMAIL)).isTrue();
    }
  }

  /** It connects and says who it is, and no more. */
  @ParameterizedTest
  @CsvSource({"'', ''", "421 4.3.2 shutting down, BROKEN", "554 5.3.2 not here, BROKEN"})
  void asksAServerWithoutAMail(String hello, String trouble) throws IOException {
    try (MoodyServer server = new MoodyServer(hello, "550 no mail", "550 nobody")) {
      SmtpWire wire = wire(server.port());
      ill.add("AWAY");
      if (trouble.isEmpty()) {
        wire.ask();
        assertThat(ill).isEmpty();
      } else {
        assertThatThrownBy(wire::ask)
            .isInstanceOfSatisfying(WireTrouble.class, e -> assertThat(e.down()).isTrue());
        assertThat(ill).containsExactly("AWAY", trouble);
      }
      assertThat(wire.carries(Wire.Kind.EMAIL)).isEqualTo(trouble.isEmpty());
    }
  }

  @Test
  void holdsAllMailWhileNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    SmtpWire wire = wire(port);
    assertThatThrownBy(() -> wire.send(Wire.Kind.EMAIL, REPORTER, "A", "B", "k"))
        .isInstanceOfSatisfying(WireTrouble.class, e -> assertThat(e.down()).isTrue());
    assertThat(ill).containsExactly("AWAY");
    assertThat(wire.carries(Wire.Kind.EMAIL)).isFalse();
  }

  private SmtpWire wire(int port) {
    return wire(sender(port));
  }

  private static JavaMailSenderImpl sender(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender.getJavaMailProperties().setProperty("mail.smtp.timeout", PATIENCE);
    return sender;
  }

  private SmtpWire wire(JavaMailSenderImpl sender) {
    MailSettings settings = new MailSettings("lapor@kota.example", null, "");
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    Settings house =
        new Settings(
            Path.of("target"),
            "http://localhost:8080",
            key,
            new Settings.Database("", "", "", 1, null));
    MailThreads threads = new MailThreads(new InstallationKey(house), settings);
    return new SmtpWire(sender, settings, threads, new Gateway(noted, Instant::now));
  }
}
