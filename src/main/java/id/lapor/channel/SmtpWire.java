package id.lapor.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** E-mail by SMTP, when a server is set ({@code spring.mail.host}). */
@Component
@ConditionalOnProperty("spring.mail.host")
class SmtpWire implements Wire {

  private final JavaMailSender sender;
  private final String from;

  SmtpWire(JavaMailSender sender, @Value("${lapor.mail.from:lapor@localhost}") String from) {
    this.sender = sender;
    this.from = from;
  }

  @Override
  public boolean carries(Kind kind) {
    return kind == Kind.EMAIL;
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String body, String key) {
    try {
      MimeMessage message = sender.createMimeMessage();
      MimeMessageHelper helper =
          new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
      helper.setFrom(from);
      helper.setTo(recipient);
      helper.setSubject(subject);
      helper.setText(body);
      message.setHeader("X-Lapor-Key", key);
      message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no machine answers it
      sender.send(message);
    } catch (MessagingException | MailParseException e) {
      throw new WireTrouble("The address or text cannot be written as mail", true, e);
    } catch (MailException e) {
      throw new WireTrouble("The mail server did not take it: " + e.getMessage(), false, e);
    }
  }
}
