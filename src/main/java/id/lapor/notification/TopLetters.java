package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.channel.Alarm;
import id.lapor.channel.Wire;
import id.lapor.people.Accounts;
import id.lapor.people.Codes;
import id.lapor.people.DataRequests;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Page;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
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

  /**
   * A way in or a line broke down or works again. When mail itself is what broke, it goes once that
   * works; the page of the wires says so meanwhile.
   */
  @EventListener
  void on(Alarm alarm) {
    String kind = alarm.over() ? "over" : alarm.cause().name();
    send(
        "line." + kind,
        (top, language) ->
            List.of(
                alarm.line(),
                Page.when(alarm.since(), top.zone(), language),
                settings.publicUrl() + "/saluran"));
  }

  /** More codes go by SMS than usual; told once a day. */
  @EventListener
  void on(Codes.Many many) {
    send("codes", (_, _) -> List.of(many.most()));
  }

  /** Somebody's request about their own data has a day left. */
  @EventListener
  void on(DataRequests.Nearing nearing) {
    send("requests", (_, _) -> List.of(nearing.count(), settings.publicUrl() + "/data-pribadi"));
  }

  /** At any hour. */
  private void send(String what, BiFunction<Agency, Locale, List<Object>> words) {
    Instant now = clock.instant();
    String key = "notification." + what;
    agencies
        .centre()
        .ifPresent(top ->
            store.add(
                addresses.of(top.id()).stream()
                    .map(box -> letter(box, key, words.apply(top, box.language()), now))
                    .toList(),
                now));
  }

  private MessageStore.Fresh letter(
      Accounts.Mailbox to, String key, List<Object> words, Instant now) {
    Object[] all = words.toArray();
    return new MessageStore.Fresh(
        null,
        Wire.Kind.EMAIL,
        new MessageStore.To.Address(to.address()),
        new MessageStore.Text(
            texts.get(to.language(), key + ".subject", all),
            texts.get(to.language(), key + ".body", all)),
        false,
        now);
  }
}
