package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.people.Accounts;
import id.lapor.people.OfficerMail;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Mail about officers' accounts, sent at any hour: links to a new password, and that they were
 * made.
 */
@Service
public class AccountLetters {

  private final MessageStore store;
  private final List<Wire> wires;
  private final Texts texts;
  private final InstantSource clock;

  AccountLetters(MessageStore store, List<Wire> wires, Texts texts, InstantSource clock) {
    this.store = store;
    this.wires = wires;
    this.texts = texts;
    this.clock = clock;
  }

  /** Whether this installation sends mail. */
  public boolean carried() {
    return wires.stream().anyMatch(w -> w.serves(Wire.Kind.EMAIL));
  }

  /** A link to a new password; it lies sealed like a code, and goes when codes go. */
  public void link(Accounts.Mailbox to, String link, String byName) {
    send(List.of(to), "link", true, link, byName);
  }

  /** That an account which was used before was given a new link. */
  public void made(List<Accounts.Mailbox> to, String name, String office, String byName) {
    send(to, "made", false, name, office, byName);
  }

  /** That an account was opened in, or moved into, a role that may meet identities. */
  public void opened(List<Accounts.Mailbox> to, String name, String office, String byName) {
    send(to, "opened", false, name, office, byName);
  }

  @EventListener
  void on(OfficerMail.Changed changed) {
    send(List.of(changed.before()), "email", false, changed.name(), changed.byName());
  }

  private void send(List<Accounts.Mailbox> to, String what, boolean secret, Object... words) {
    Instant now = clock.instant();
    String key = "notification.account." + what;
    store.add(
        to.stream()
            .map(box ->
                new MessageStore.Fresh(
                    null,
                    Wire.Kind.EMAIL,
                    new MessageStore.To.Address(box.address()),
                    new MessageStore.Text(
                        texts.get(box.language(), key + ".subject"),
                        texts.get(box.language(), key + ".body", words)),
                    secret,
                    now))
            .toList(),
        now);
  }
}
