package id.lapor.channel;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * E-mail by SMTP, when a server is set ({@code spring.mail.host}). Where mail is read as well, it
 * carries marks by which an answer and a failure find their way back.
 */
@Component
@ConditionalOnProperty("spring.mail.host")
class SmtpWire implements Wire, Gated {

  private static final int SEVERAL = 2;

  private final JavaMailSender sender;
  private final MailSettings settings;
  private final MailThreads threads;
  private final Gateway gateway;

  /** Mails it refused for our own address since it last took one, the first two. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  @Autowired
  SmtpWire(JavaMailSender sender, MailSettings settings, MailThreads threads, Gateways gateways) {
    this(sender, settings, threads, gateways.of(Lines.SMTP));
    SmtpSafety.on(sender);
  }

  SmtpWire(JavaMailSender sender, MailSettings settings, MailThreads threads, Gateway gateway) {
    this.sender = sender;
    this.settings = settings;
    this.threads = threads;
    this.gateway = gateway;
  }

  @Override
  public String line() {
    return Lines.SMTP;
  }

  @Override
  public Gateway gateway() {
    return gateway;
  }

  /** Connects and signs in. */
  @Override
  public void ask() {
    if (sender instanceof JavaMailSenderImpl server) {
      try {
        server.testConnection();
        gateway.answered();
      } catch (AuthenticationFailedException e) {
        throw trouble(new MailAuthenticationException(e), false, Optional::empty);
      } catch (MessagingException e) {
        throw trouble(
            new MailSendException("The mail server cannot be reached", e), false, Optional::empty);
      }
    }
  }

  @Override
  public boolean serves(Kind kind) {
    return kind == Kind.EMAIL;
  }

  @Override
  public boolean carries(Kind kind) {
    return serves(kind) && gateway.open();
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String body, String key) {
    send(kind, new Envelope(recipient, subject, body, key, "", null, false));
  }

  @Override
  public void send(Kind kind, Envelope envelope) {
    Written message = new Written(sender.createMimeMessage().getSession());
    try {
      MimeMessageHelper helper =
          new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
      helper.setFrom(settings.from());
      helper.setTo(envelope.recipient());
      helper.setSubject(envelope.subject().replaceAll("\\R+", " "));
      helper.setText(envelope.text());
      message.setHeader(MailHead.OURS, envelope.key());
      // RFC 3834: no machine answers it
      message.setHeader("Auto-Submitted", envelope.answer() ? "auto-replied" : "auto-generated");
      if (settings.imap() != null) {
        mark(message, envelope);
      }
      sender.send(message);
      taken();
    } catch (MessagingException | MailParseException e) {
      throw new WireTrouble("The address or text cannot be written as mail", true, e);
    } catch (MailException e) {
      if (SmtpTrouble.begun(e) || !message.whole()) {
        throw trouble(e, message.whole(), () -> refusesUs(e, envelope.key()));
      }
      taken(); // and the line broke behind that
    }
  }

  private void taken() {
    refused.clear();
    gateway.answered();
  }

  /** A mail, and whether all of it was said to the server. */
  private static final class Written extends SMTPMessage {

    private boolean whole;

    Written(Session session) {
      super(session);
    }

    @Override
    public void writeTo(OutputStream out, String[] left) throws IOException, MessagingException {
      super.writeTo(out, left);
      whole = true;
    }

    boolean whole() {
      return whole;
    }
  }

  /**
   * @param whole all of the mail was said
   * @param ofUs the line's trouble where it is about our own address
   */
  private WireTrouble trouble(
      MailException e, boolean whole, Supplier<Optional<Lines.Trouble>> ofUs) {
    String said = "The mail server did not take it: " + e.getMessage();
    Optional<Lines.Trouble> down = SmtpTrouble.of(e).or(ofUs);
    if (down.isPresent()) {
      return whole && SmtpTrouble.unanswered(e)
          ? gateway.unanswered(down.get(), said, e)
          : gateway.down(down.get(), said, e);
    }
    gateway.answered();
    return new WireTrouble(said, SmtpTrouble.hopeless(e), e);
  }

  /** Our address is one mail's trouble until another is refused for it too, and none passed. */
  private Optional<Lines.Trouble> refusesUs(MailException e, String key) {
    if (!SmtpTrouble.ours(e)) {
      return Optional.empty();
    }
    if (refused.size() < SEVERAL) {
      refused.add(key);
    }
    return refused.size() < SEVERAL ? Optional.empty() : Optional.of(Lines.Trouble.LOGIN);
  }

  private void mark(SMTPMessage message, Envelope envelope) throws MessagingException {
    message.setEnvelopeFrom(threads.returns(envelope.key()));
    message.setHeader("Message-ID", threads.number(envelope.key(), envelope.thread()));
    if (!envelope.thread().isEmpty()) {
      message.setHeader("Reply-To", threads.address(envelope.thread()));
    }
    if (envelope.answers() != null) {
      message.setHeader("In-Reply-To", envelope.answers());
      message.setHeader("References", envelope.answers());
    }
  }
}
