package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Nobody on the way reads what leads to a report. */
class SmtpSafetyTests {

  private static final String WORDS = "Kode untuk membukanya: KenariKode";

  @ParameterizedTest
  @ValueSource(strings = {"mail.kota.example", "203.0.113.7", "10.0.0.7"})
  void asksForTlsOfEveryServerElsewhere(String host) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(host);
    SmtpSafety.on(sender);
    assertThat(sender.getJavaMailProperties())
        .containsEntry("mail.smtp.starttls.required", "true")
        .containsEntry("mail.smtp.starttls.enable", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void asksForNothingOfTheServerOnThisMachine(String host) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(host);
    SmtpSafety.on(sender);
    assertThat(sender.getJavaMailProperties()).isEmpty();
  }

  /** It offers STARTTLS by a certificate it made itself, and no mail waits for that. */
  @Test
  void sendsByTheServerOnThisMachineWhateverItsCertificate() throws Exception {
    try (StartTlsServer server = new StartTlsServer()) {
      JavaMailSenderImpl near = new JavaMailSenderImpl();
      near.setHost("127.0.0.1");
      near.setPort(server.port());
      SmtpSafety.on(near);
      near.getJavaMailProperties().setProperty("mail.smtp.timeout", "5000");
      near.send(mail());
      assertThat(server.plain()).contains(WORDS);
    }
  }

  @Test
  void leavesWhatSomebodySet() {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("mail.kota.example");
    sender.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "false");
    SmtpSafety.on(sender);
    assertThat(sender.getJavaMailProperties())
        .containsEntry("mail.smtp.starttls.required", "false");
  }

  @Test
  void saysNothingOfAMailBeforeTheLineIsSafe() throws Exception {
    try (StartTlsServer server = new StartTlsServer()) {
      JavaMailSenderImpl sender = sender(server.port());
      sender.getJavaMailProperties().setProperty("mail.smtp.ssl.trust", "*");
      sender.getJavaMailProperties().setProperty("mail.smtp.ssl.checkserveridentity", "false");
      sender.send(mail());
      assertThat(server.sealed()).contains(WORDS);
      assertThat(server.plain()).last().isEqualTo("STARTTLS");
      assertThat(server.plain()).hasSize(2);
    }
  }

  @Test
  void sendsNothingToAServerNobodyVouchesFor() throws Exception {
    try (StartTlsServer server = new StartTlsServer()) {
      JavaMailSenderImpl sender = sender(server.port());
      assertThatThrownBy(() -> sender.send(mail())).isInstanceOf(MailException.class);
      assertThat(server.sealed()).isEmpty();
      assertThat(server.plain().toString()).doesNotContain("KenariKode", "RCPT");
    }
  }

  @Test
  void sendsNothingToAServerElsewhereThatOffersNone() throws Exception {
    try (MoodyServer server = new MoodyServer("", "", "")) {
      JavaMailSenderImpl sender = sender(server.port());
      sender.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "true");
      assertThatThrownBy(() -> sender.send(mail()))
          .isInstanceOf(MailException.class)
          .hasStackTraceContaining("STARTTLS");
    }
  }

  /** As it is for a server elsewhere. */
  private static JavaMailSenderImpl sender(int port) {
    JavaMailSenderImpl elsewhere = new JavaMailSenderImpl();
    elsewhere.setHost("mail.kota.example");
    SmtpSafety.on(elsewhere);
    Properties properties = elsewhere.getJavaMailProperties();
    properties.setProperty("mail.smtp.timeout", "5000");
    elsewhere.setHost("127.0.0.1");
    elsewhere.setPort(port);
    return elsewhere;
  }

  private static SimpleMailMessage mail() {
    SimpleMailMessage mail = new SimpleMailMessage();
    mail.setFrom("lapor@kota.example");
    mail.setTo("siti@contoh.example");
    mail.setSubject("Laporan");
    mail.setText(WORDS);
    return mail;
  }
}
