package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.Settings;
import id.lapor.platform.key.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What stands in a mail's head is one line each, whoever wrote it. */
class SmtpWireTests {

  private static final String REPORTER = "siti@contoh.example";

  @Test
  void letsNobodyWriteHeadersOrRecipientsOfTheirOwn() {
    try (Post post = new Post(REPORTER)) {
      SmtpWire wire = wire(post);
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

  private static SmtpWire wire(Post post) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(post.smtp());
    MailSettings settings = new MailSettings("lapor@kota.example", null, "");
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    Settings house =
        new Settings(
            Path.of("target"), "http://localhost:8080", key, new Settings.Database("", "", "", 1));
    return new SmtpWire(sender, settings, new MailThreads(new InstallationKey(house), settings));
  }
}
