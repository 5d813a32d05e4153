package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.channel.Alarm;
import id.lapor.channel.Wire;
import id.lapor.people.Accounts;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Page;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the officers at the top by mail, at any hour, that a way in or a line broke down or works
 * again. When mail itself is what broke, the mail goes once it works; the page of the wires says so
 * meanwhile.
 */
@Component
class LineAlarms {

  private final MessageStore store;
  private final Addresses addresses;
  private final Agencies agencies;
  private final Texts texts;
  private final Settings settings;
  private final InstantSource clock;

  LineAlarms(
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

  @EventListener
  void on(Alarm alarm) {
    agencies.centre().ifPresent(top -> tell(alarm, top));
  }

  private void tell(Alarm alarm, Agency top) {
    Instant now = clock.instant();
    store.add(
        addresses.of(top.id()).stream()
            .map(box ->
                new MessageStore.Fresh(
                    null,
                    Wire.Kind.EMAIL,
                    new MessageStore.To.Address(box.address()),
                    text(alarm, top, box),
                    false,
                    now))
            .toList(),
        now);
  }

  private MessageStore.Text text(Alarm alarm, Agency top, Accounts.Mailbox to) {
    String kind = alarm.over() ? "over" : alarm.cause().name();
    return new MessageStore.Text(
        texts.get(to.language(), "notification.line." + kind + ".subject", alarm.line()),
        texts.get(
            to.language(),
            "notification.line." + kind + ".body",
            alarm.line(),
            Page.when(alarm.since(), top.zone(), to.language()),
            settings.publicUrl() + "/saluran"));
  }
}
