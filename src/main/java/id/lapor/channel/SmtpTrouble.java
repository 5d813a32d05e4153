package id.lapor.channel;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Tells a mail server that takes no mail at all from one that refuses this mail (RFC 5321 section
 * 4.2, RFC 3463). Pure.
 */
final class SmtpTrouble {

  private static final int DEEPEST = 10;

  /** The service is not there, or stops. */
  private static final int CLOSING = 421;

  /** To sign in is missing, has failed or is too weak (RFC 4954). */
  private static final Set<Integer> SIGNING_IN = Set.of(454, 530, 534, 535, 538);

  /** The server's own state: its disk is full, it takes no mail now (RFC 3463 section 3.4). */
  private static final Pattern OF_SYSTEM = Pattern.compile("\\b4\\.3\\.\\d{1,3}\\b");

  /** No such mailbox, not here, no such name; others may pass. */
  private static final Set<Integer> NOBODY = Set.of(550, 551, 553);

  /** What the server may and wants to do (RFC 3463 section 3.8). */
  private static final Pattern OF_POLICY = Pattern.compile("\\b[45]\\.7\\.\\d{1,3}\\b");

  /**
   * Of the receiver's address (RFC 3463 section 3.2); others of these codes are of the sender's.
   */
  private static final Pattern OF_ADDRESS = Pattern.compile("\\b5\\.1\\.(?:[01236]|10)\\b");

  /** Of the receiver's address alone. */
  private static final Pattern SURELY_OF_ADDRESS = Pattern.compile("\\b5\\.1\\.(?:[1236]|10)\\b");

  /** Of our own address, whoever it is for. */
  private static final Pattern OURS =
      Pattern.compile(
          "\\b5\\.1\\.[78]\\b|\\bsender|return[- ]path|\\bSPF\\b|not owned|prohibit",
          Pattern.CASE_INSENSITIVE);

  /** A server may name addresses, which say nothing of what it means. */
  private static final Pattern ADDRESSES = Pattern.compile("<[^>]*>|\\S+@\\S+");

  /** What servers without such codes say of us, or of now. */
  private static final Pattern OF_SENDER =
      Pattern.compile(
          "limit|exceed|quota|\\brate|block|black ?list|\\bRBL\\b|spam|junk",
          Pattern.CASE_INSENSITIVE);

  /** Any code of RFC 3463. */
  private static final Pattern CODED = Pattern.compile("\\b[45]\\.\\d\\.\\d{1,3}\\b");

  private static final Pattern PASSES_NOTHING_ON =
      Pattern.compile("\\b(?:relay|authenticat)", Pattern.CASE_INSENSITIVE);

  private SmtpTrouble() {}

  /** Empty when it is about this mail alone. */
  static Optional<Lines.Trouble> of(MailException e) {
    if (e instanceof MailAuthenticationException) {
      return Optional.of(Lines.Trouble.LOGIN);
    }
    List<Throwable> all = all(e);
    if (!begun(e)) {
      return Optional.of(connecting(all));
    }
    return all.stream().map(SmtpTrouble::sending).flatMap(Optional::stream).findFirst();
  }

  /** Whether it is about a mail, and not about the line before or behind it. */
  static boolean begun(MailException e) {
    List<Exception> ofMails =
        e instanceof MailSendException s ? List.of(s.getMessageExceptions()) : List.of();
    return e.getCause() == null || (!ofMails.isEmpty() && !ofMails.contains(e.getCause()));
  }

  /** Whether the line fell silent, so that nobody knows what became of what was said on it. */
  static boolean unanswered(MailException e) {
    return all(e).stream()
        .anyMatch(t ->
            t instanceof IOException
                || (t instanceof SMTPSendFailedException f && f.getReturnCode() < 0));
  }

  /** Whether it says for good that nobody has the address. */
  static boolean hopeless(MailException e) {
    return all(e).stream()
        .anyMatch(t ->
            t instanceof SMTPAddressFailedException a
                && NOBODY.contains(a.getReturnCode())
                && !ofUs(a)
                && ofAddress(words(a)));
  }

  /**
   * Whether it refuses our own address, though it says so of a receiver's: of every receiver, where
   * it takes no other mail of ours either.
   */
  static boolean ours(MailException e) {
    return all(e).stream().anyMatch(t -> t instanceof SMTPAddressFailedException a && ofUs(a));
  }

  private static boolean ofUs(SMTPAddressFailedException a) {
    String words = words(a);
    return a.getReturnCode() >= 500
        && OURS.matcher(words).find()
        && !SURELY_OF_ADDRESS.matcher(words).find();
  }

  private static boolean ofAddress(String said) {
    return CODED.matcher(said).find()
        ? OF_ADDRESS.matcher(said).find()
        : !OF_SENDER.matcher(said).find();
  }

  private static Lines.Trouble connecting(List<Throwable> all) {
    if (all.stream().anyMatch(t -> t instanceof SSLException || said(t).contains("STARTTLS"))) {
      return Lines.Trouble.UNSAFE;
    }
    boolean away =
        all.stream()
            .anyMatch(t ->
                t instanceof MailConnectException
                    || t instanceof SocketConnectException
                    || t instanceof IOException);
    return away ? Lines.Trouble.AWAY : Lines.Trouble.BROKEN;
  }

  private static Optional<Lines.Trouble> sending(Throwable t) {
    return switch (t) {
      case SMTPSenderFailedException s when s.getReturnCode() >= 500 ->
          Optional.of(Lines.Trouble.LOGIN); // our own address is refused, whoever it is for
      case SMTPAddressFailedException a -> address(a);
      case SMTPSendFailedException f -> command(f);
      case SSLException _ -> Optional.of(Lines.Trouble.UNSAFE);
      case IOException _ -> Optional.of(Lines.Trouble.BROKEN);
      default -> Optional.empty();
    };
  }

  /** A server that passes nothing on for us says so of every address. */
  private static Optional<Lines.Trouble> address(SMTPAddressFailedException a) {
    String said = words(a);
    boolean ours = OF_POLICY.matcher(said).find() || !CODED.matcher(said).find();
    if (SIGNING_IN.contains(a.getReturnCode())
        || (ours && PASSES_NOTHING_ON.matcher(said).find())) {
      return Optional.of(Lines.Trouble.LOGIN);
    }
    return a.getReturnCode() == CLOSING ? Optional.of(Lines.Trouble.BROKEN) : Optional.empty();
  }

  private static Optional<Lines.Trouble> command(SMTPSendFailedException f) {
    int code = f.getReturnCode();
    if (SIGNING_IN.contains(code)) {
      return Optional.of(Lines.Trouble.LOGIN);
    }
    boolean down = code == CLOSING || code < 0 || OF_SYSTEM.matcher(said(f)).find();
    return down ? Optional.of(Lines.Trouble.BROKEN) : Optional.empty();
  }

  private static String words(SMTPAddressFailedException a) {
    return ADDRESSES.matcher(said(a)).replaceAll("");
  }

  private static String said(Throwable t) {
    return String.valueOf(t.getMessage());
  }

  /** It, and what it was caused by or stands beside it. */
  private static List<Throwable> all(MailException e) {
    List<Throwable> all = new ArrayList<>();
    if (e instanceof MailSendException s) {
      for (Exception one : s.getMessageExceptions()) {
        add(one, all);
      }
    }
    add(e.getCause(), all);
    return all;
  }

  private static void add(@Nullable Throwable t, List<Throwable> all) {
    if (t == null || all.size() >= DEEPEST || all.contains(t)) {
      return;
    }
    all.add(t);
    if (t instanceof MessagingException m) {
      add(m.getNextException(), all);
    }
    add(t.getCause(), all);
  }
}
