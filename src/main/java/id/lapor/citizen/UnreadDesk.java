package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.people.Officer;
import id.lapor.report.Actor;
import id.lapor.report.Arrival;
import id.lapor.report.Command;
import id.lapor.report.Outcome;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person does with a message whose meaning nobody could be sure of. */
@Service
public class UnreadDesk {

  private static final String NO_WORDS = "(lampiran)";

  private final Inbox inbox;
  private final SmsDesk sms;
  private final MailDesk mail;
  private final XDesk x;
  private final MessageFiling filing;
  private final Belonging belonging;

  UnreadDesk(
      Inbox inbox, SmsDesk sms, MailDesk mail, XDesk x, MessageFiling filing, Belonging belonging) {
    this.belonging = belonging;
    this.inbox = inbox;
    this.sms = sms;
    this.mail = mail;
    this.x = x;
    this.filing = filing;
  }

  /** Reports a message may belong to, and the moment it is put there. */
  @Component
  record Belonging(Reports reports, InstantSource clock) {}

  /** It is a matter after all; empty when somebody settled it, or it has no words to be read. */
  @Transactional
  public Optional<Report> fileByHand(long id) {
    return inbox
        .lookAt(id)
        .filter(message -> !message.letter().text().isBlank())
        .map(message -> {
          Report report = filing.file(written(message), unsorted(message));
          inbox.seen(id, report.id().value());
          return report;
        });
  }

  private Written written(Inbox.Arrived message) {
    return switch (message.wire()) {
      case SMS -> sms.written(message);
      case EMAIL -> mail.written(message);
      case X -> x.written(message);
    };
  }

  /**
   * It belongs to a report somebody names, whose journal tells who put it there and why. It decides
   * nothing for the reporter.
   *
   * @param reference of a report that is there
   * @return empty when somebody settled it
   */
  @Transactional
  public Optional<Outcome> putOn(long id, Reference reference, String reason, Officer officer) {
    Report report = belonging.reports().find(reference).orElseThrow();
    return inbox
        .lookAt(id)
        .map(message -> {
          Written written = written(message);
          String words = LetterDesk.cut(message.letter().text().strip());
          Outcome outcome =
              belonging
                  .reports()
                  .arrived(
                      report.id(),
                      new Command.Ascribe(
                          written.channel(),
                          words.isEmpty() ? NO_WORDS : words,
                          written.files(),
                          reason),
                      Actor.Officer.of(officer),
                      new Arrival(
                          belonging.clock().instant(),
                          written.channel(),
                          message.letter().sentAt()));
          if (outcome instanceof Outcome.Done) {
            inbox.seen(id, report.id().value());
          }
          return outcome;
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
