package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.report.Report;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person does with a message whose meaning nobody could be sure of. */
@Service
public class UnreadDesk {

  private final Inbox inbox;
  private final SmsDesk sms;
  private final MailDesk mail;
  private final XDesk x;
  private final MessageFiling filing;

  UnreadDesk(Inbox inbox, SmsDesk sms, MailDesk mail, XDesk x, MessageFiling filing) {
    this.inbox = inbox;
    this.sms = sms;
    this.mail = mail;
    this.x = x;
    this.filing = filing;
  }

  /** It is a matter after all; empty when somebody settled it, or it has no words to be read. */
  @Transactional
  public Optional<Report> fileByHand(long id) {
    return inbox
        .lookAt(id)
        .filter(message -> !message.letter().text().isBlank())
        .map(message -> {
          Written written =
              switch (message.wire()) {
                case SMS -> sms.written(message);
                case EMAIL -> mail.written(message);
                case X -> x.written(message);
              };
          Report report = filing.file(written, unsorted(message));
          inbox.seen(id, report.id().value());
          return report;
        });
  }

  /** What kept it from being read may be over; false when somebody settled it. */
  public boolean readAgain(long id) {
    return inbox.readAgain(id);
  }

  /** Nothing has to be done. */
  @Transactional
  public void letBe(long id) {
    inbox.lookAt(id).ifPresent(message -> inbox.seen(id, null));
  }

  /** Whose desk and how hidden it says itself, whatever else it was taken for. */
  private Sms.Matter unsorted(Inbox.Arrived message) {
    String text = message.letter().text();
    return SmsWords.read(text, filing.keywords()) instanceof Sms.Matter m
        ? new Sms.Matter(m.keyword(), m.visibility(), LetterDesk.cut(m.words()), null)
        : new Sms.Matter(null, null, LetterDesk.cut(text.strip()), null);
  }
}
