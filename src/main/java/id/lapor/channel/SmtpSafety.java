package id.lapor.channel;

import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What leads to a report lies in mails: to a server elsewhere they go over a line nobody else reads
 * (STARTTLS, or TLS from the first byte by {@code spring.mail.protocol: smtps}), to the server
 * whose name its certificate bears. The server on this machine is spoken to as it is: nobody is in
 * between, and its certificate is mostly one it made itself. What {@code spring.mail.properties}
 * says otherwise holds.
 */
final class SmtpSafety {

  private SmtpSafety() {}

  static void on(JavaMailSender sender) {
    if (sender instanceof JavaMailSenderImpl server
        && !Mailbox.near(String.valueOf(server.getHost()))) {
      Properties properties = server.getJavaMailProperties();
      properties.putIfAbsent("mail.smtp.starttls.enable", "true");
      properties.putIfAbsent("mail.smtp.starttls.required", "true");
      properties.putIfAbsent("mail.smtp.ssl.checkserveridentity", "true");
      properties.putIfAbsent("mail.smtps.ssl.checkserveridentity", "true");
    }
  }
}
