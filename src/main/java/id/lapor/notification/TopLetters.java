package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.channel.Wire;
import id.lapor.people.Codes;
import id.lapor.people.DataRequests;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the officers at the top by mail what cannot wait until somebody looks. */
@Component
class TopLetters {

  private final MessageStore store;
  private final Addresses addresses;
  private final Agencies agencies;
  private final Texts texts;
  private final Settings settings;
  private final InstantSource clock;

  TopLetters(
      MessageStore store,
      Addresses addresses,
      Agencies agencies,
      Texts texts,
      Settings settings,
      InstantSource clock) {
    this.store = store;
    this.addresses = addresses;
    this.agencies = agencies;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /** More codes go by SMS than usual; told once a day. */
  @EventListener
  void on(Codes.Many many) {
    send("codes", many.most());
  }

  /** Somebody's request about their own data has a day left. */
  @EventListener
  void on(DataRequests.Nearing nearing) {
    send("requests", nearing.count(), settings.publicUrl() + "/data-pribadi");
  }

  private void send(String what, Object... words) {
    Instant now = clock.instant();
    String key = "notification." + what;
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
                            texts.get(box.language(), key + ".subject", words),
                            texts.get(box.language(), key + ".body", words)),
                        false,
                        now))
                .toList())
        .ifPresent(letters -> store.add(letters, now));
  }
}
