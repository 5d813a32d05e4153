package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The desk at the number 1708: reads what came by SMS. */
@Service
class SmsDesk {

  private final Inbox inbox;
  private final Reporters reporters;
  private final LetterDesk letters;

  SmsDesk(Inbox inbox, Reporters reporters, LetterDesk letters) {
    this.inbox = inbox;
    this.reporters = reporters;
    this.letters = letters;
  }

  void read(Inbox.Arrived message) {
    if (Contact.phone(message.letter().from()) == null) {
      inbox.look(message.id(), "sender");
    } else {
      letters.act(written(message), SmsWords.read(message.letter().text(), letters.keywords()));
    }
  }

  /** Whoever it is from, even when nobody can be answered there. */
  Written written(Inbox.Arrived message) {
    @Nullable String phone = Contact.phone(message.letter().from());
    Sender sender =
        new Sender(
            Wire.Kind.SMS,
            new Contact(null, phone, null),
            phone == null ? List.of() : reporters.havingPhone(phone));
    return new Written(message, sender, List.of(), List.of(), true, null);
  }
}
