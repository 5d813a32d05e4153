package id.lapor.channel;

import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What leads to a report lies in mails: to a server elsewhere they go over a line nobody else reads
 * (STARTTLS, or TLS from the first byte by {@code spring.mail.protocol: smtps}), to the server
 * whose name its certificate bears. What {@code spring.mail.properties} says otherwise holds.
 */
final class SmtpSafety {

  private SmtpSafety() {}

  static void on(JavaMailSender sender) {
    if (sender instanceof JavaMailSenderImpl server) {
      Properties properties = server.getJavaMailProperties();
      boolean elsewhere = !Mailbox.near(String.valueOf(server.getHost()));
      properties.putIfAbsent("mail.smtp.starttls.enable", "true");
      properties.putIfAbsent("mail.smtp.starttls.required", String.valueOf(elsewhere));
      properties.putIfAbsent("mail.smtp.ssl.checkserveridentity", "true");
      properties.putIfAbsent("mail.smtps.ssl.checkserveridentity", "true");
    }
  }
}
