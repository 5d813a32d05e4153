package id.lapor.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * E-mail both ways; the server mail leaves by is Spring's own setting ({@code spring.mail.*}).
 *
 * @param from address messages come from and are answered to; where mail is read its server must
 *     deliver {@code name+anything@house} to the same mailbox
 * @param imap mailbox that is read, absent where none is
 * @param authservId name by which the mail server in front of that mailbox says what it found out
 *     about a sender (RFC 8601); what others say in its place counts for nothing. Empty where it
 *     says nothing
 */
@ConfigurationProperties("lapor.mail")
public record MailSettings(
    @DefaultValue("lapor@localhost") String from,
    @Nullable Imap imap,
    @DefaultValue("") String authservId) {

  /**
   * @param security how the connection is kept from others
   * @param inbox folder that is read
   * @param done folder a message lies in once it was taken; made where it is missing
   * @param poll how often to look even though the server tells of nothing
   */
  public record Imap(
      String host,
      @DefaultValue("993") int port,
      String user,
      String password,
      @DefaultValue("TLS") Security security,
      @DefaultValue("INBOX") String inbox,
      @DefaultValue("Lapor") String done,
      @DefaultValue("PT1M") Duration poll) {}

  /** How a connection is secured. */
  public enum Security {
    TLS,
    STARTTLS,
    /** Only to a server on the same machine. */
    NONE
  }
}
