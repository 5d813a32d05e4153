package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Mail;
import id.lapor.channel.MailDoor;
import id.lapor.channel.MailThreads;
import id.lapor.channel.Receipt;
import id.lapor.channel.Wire;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.page.Texts;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads mail: what people write, what mail servers say of ours, and what other machines send, which
 * is never answered (RFC 3834).
 */
@Service
class MailDesk {

  private static final String FILES_ALONE = "(lampiran)";

  private final Inbox inbox;
  private final MailDoor door;
  private final LetterDesk letters;
  private final Known known;
  private final Attached attached;

  MailDesk(Inbox inbox, MailDoor door, LetterDesk letters, Known known, Attached attached) {
    this.inbox = inbox;
    this.door = door;
    this.letters = letters;
    this.known = known;
    this.attached = attached;
  }

  /** Who and what a mail may be about. */
  @org.springframework.stereotype.Component
  record Known(MailThreads threads, Wires wires, Reports reports, Reporters reporters) {

    Optional<Reference> proven(Mail mail) {
      return threads.thread(mail).flatMap(Reference::parse);
    }

    Sender sender(Mail mail) {
      @Nullable String address = Contact.email(mail.from());
      return new Sender(
          Wire.Kind.EMAIL,
          new Contact(address == null || mail.name().isEmpty() ? null : mail.name(), null, address),
          address == null || threads.forged(mail) ? List.of() : reporters.havingEmail(address));
    }
  }

  /** Reads the message and settles it, in the transaction it was taken from the inbox with. */
  void read(Inbox.Arrived message) {
    Optional<Mail> mail = door.open(message);
    if (mail.isPresent()) {
      read(message, mail.get());
    } else {
      inbox.look(message.id(), "unreadable");
    }
  }

  private void read(Inbox.Arrived message, Mail mail) {
    if (mail.bounce() != null) {
      bounced(message, mail, mail.bounce());
    } else if (mail.automatic() || known.threads().own(mail.from())) {
      automatic(message, mail);
    } else if (Contact.email(mail.from()) == null) {
      inbox.look(message.id(), "sender");
    } else {
      act(message, mail);
    }
  }

  /** Of a person, whoever that is. */
  Written written(Inbox.Arrived message) {
    Sender nobody = new Sender(Wire.Kind.EMAIL, new Contact(null, null, null), List.of());
    return door.open(message)
        .map(mail -> written(message, mail, nobody))
        .orElseGet(() -> new Written(message, claimed(message), List.of(), List.of(), false, null));
  }

  /** Who wrote what nobody could take apart, as it says itself. */
  private static Sender claimed(Inbox.Arrived message) {
    @Nullable String address = Contact.email(message.letter().from());
    return new Sender(Wire.Kind.EMAIL, new Contact(null, null, address), List.of());
  }

  private Written written(Inbox.Arrived message, Mail mail, Sender nobody) {
    boolean person = !mail.automatic() && mail.bounce() == null;
    Sender sender = person ? known.sender(mail) : nobody;
    Attached.Files files = attached.take(mail);
    return new Written(message, sender, files.taken(), files.turnedDown(), false, null);
  }

  private void act(Inbox.Arrived message, Mail mail) {
    Optional<Reference> proven = known.proven(mail);
    Sms said = said(mail, proven.orElse(null));
    Attached.Files files =
        said.carries() && message.repeats() == null ? attached.take(mail) : Attached.Files.NONE;
    letters.act(
        new Written(
            message,
            known.sender(mail),
            files.taken(),
            files.turnedDown(),
            silences(said) && known.threads().vouched(mail),
            proven.orElse(null)),
        said);
  }

  /** A report is closed or handed over only by whoever was sent a mail about it. */
  private static boolean silences(Sms said) {
    return said instanceof Sms.Stop || said instanceof Sms.Start;
  }

  /** What was forwarded to us without a word is the matter itself. */
  private Sms said(Mail mail, @Nullable Reference about) {
    boolean little = SmsWords.letters(mail.text()) < LetterDesk.SHORTEST;
    Sms said = MailWords.read(mail.subject(), mail.text(), about, letters.keywords());
    if (little && said instanceof Sms.Matter) {
      said = MailWords.read(mail.subject(), mail.whole(), about, letters.keywords());
    }
    if (mail.parts().isEmpty()) {
      return said;
    }
    boolean attached = mail.parts().stream().anyMatch(p -> !p.embedded());
    return switch (said) {
      case Sms.Reply r when r.words().isBlank() -> new Sms.Reply(r.reference(), FILES_ALONE);
      case Sms.Check c when attached && c.reference() != null && c.words().isEmpty() ->
          new Sms.Check(c.reference(), FILES_ALONE);
      case Sms.NotSolved n when attached && n.words().isBlank() ->
          new Sms.NotSolved(n.reference(), FILES_ALONE, n.contrary());
      default -> said;
    };
  }

  /** The message it is about shows it from now on. */
  private void bounced(Inbox.Arrived message, Mail mail, Mail.Bounce bounce) {
    List<String> about = known.threads().messages(mail);
    if (about.isEmpty()) {
      inbox.look(message.id(), "bounce");
      return;
    }
    Receipt.State receipt = bounce.failed() ? Receipt.State.LOST : Receipt.State.TAKEN;
    about.forEach(key -> known.wires().receipt(key, receipt));
    inbox.read(message.id(), null);
  }

  /**
   * An absence notice to a message of ours is no news, and one that came back without a report of
   * it is lost; anything else a person looks at.
   */
  private void automatic(Inbox.Arrived message, Mail mail) {
    Optional<Report> report = known.proven(mail).flatMap(known.reports()::find);
    boolean ours = !known.threads().messages(mail).isEmpty();
    if (ours && mail.sentBack() == Mail.SentBack.YES) {
      bounced(message, mail, new Mail.Bounce(true, List.of()));
    } else if (ours && mail.sentBack() == Mail.SentBack.PERHAPS) {
      inbox.look(message.id(), "bounce");
    } else if (ours || report.isPresent()) {
      inbox.read(message.id(), report.map(r -> r.id().value()).orElse(null));
    } else {
      inbox.look(message.id(), "automatic");
    }
  }

  /**
   * Takes what came along as evidence, on the way every file takes. Outside of the transaction: a
   * file on disk is loose until a report claims it, whatever becomes of that.
   */
  @org.springframework.stereotype.Component
  static class Attached {

    private final EvidenceBox box;
    private final Texts texts;
    private final TransactionTemplate outside;

    Attached(EvidenceBox box, Texts texts, PlatformTransactionManager transactions) {
      this.box = box;
      this.texts = texts;
      this.outside = new TransactionTemplate(transactions);
      this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /**
     * @param turnedDown name and reason of each
     */
    record Files(List<EvidenceId> taken, List<String> turnedDown) {
      static final Files NONE = new Files(List.of(), List.of());
    }

    Files take(Mail mail) {
      List<EvidenceId> taken = new ArrayList<>();
      List<String> turnedDown = new ArrayList<>();
      for (Mail.Part part : mail.parts()) {
        if (taken.size() == EvidenceBox.MOST_FILES) {
          turnedDown.add(line(part, "evidence.unfit.TOO_MANY"));
          continue;
        }
        Taking taking =
            outside.execute(_ -> box.take(new ByteArrayInputStream(part.content()), part.name()));
        switch (taking) {
          case Taking.Taken t -> taken.add(t.evidence().id());
          case Taking.Refused r -> turnedDown.add(line(part, r.why().key()));
          case null -> throw new IllegalStateException("Nothing became of a file");
        }
      }
      if (mail.cut()) {
        turnedDown.add("- " + texts.get(Texts.INDONESIAN, "citizen.mail.cut"));
      }
      return new Files(List.copyOf(taken), List.copyOf(turnedDown));
    }

    private String line(Mail.Part part, String why) {
      return "- " + part.name() + ": " + texts.get(Texts.INDONESIAN, why);
    }
  }
}
