package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.channel.Wire;
import id.lapor.people.Codes;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the officers at the top by mail, once a day, that more codes go by SMS than usual. */
@Component
class CodeAlarm {

  private final MessageStore store;
  private final Addresses addresses;
  private final Agencies agencies;
  private final Texts texts;
  private final InstantSource clock;

  CodeAlarm(
      MessageStore store,
      Addresses addresses,
      Agencies agencies,
      Texts texts,
      InstantSource clock) {
    this.store = store;
    this.addresses = addresses;
    this.agencies = agencies;
    this.texts = texts;
    this.clock = clock;
  }

  @EventListener
  void on(Codes.Many many) {
    Instant now = clock.instant();
    agencies
        .centre()
        .map(top ->
            addresses.of(top.id()).stream()
                .map(box ->
                    new MessageStore.Fresh(
                        null,
                        Wire.Kind.EMAIL,
                        new MessageStore.To.Address(box.address()),
                        new MessageStore.Text(
                            texts.get(box.language(), "notification.codes.subject"),
                            texts.get(box.language(), "notification.codes.body", many.most())),
                        false,
                        now))
                .toList())
        .ifPresent(letters -> store.add(letters, now));
  }
}
