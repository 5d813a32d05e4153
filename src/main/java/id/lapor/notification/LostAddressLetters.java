package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.people.LostAddresses;
import id.lapor.people.Reporters;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Page;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the proven addresses of a reporter, at any hour and also where no news is wished for, that
 * somebody says they are lost. Neither report nor name is in it.
 */
@Component
class LostAddressLetters {

  private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

  private final MessageStore store;
  private final Reporters reporters;
  private final Texts texts;
  private final Settings settings;
  private final InstantSource clock;

  LostAddressLetters(
      MessageStore store,
      Reporters reporters,
      Texts texts,
      Settings settings,
      InstantSource clock) {
    this.store = store;
    this.reporters = reporters;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  @EventListener
  void on(LostAddresses.Told told) {
    Reporters.Reach reach = reporters.reach(told.reporter());
    List<Wire.Kind> wires = new ArrayList<>();
    if (reach.phoneProven()) {
      wires.add(Wire.Kind.SMS);
    }
    if (reach.emailProven()) {
      wires.add(Wire.Kind.EMAIL);
    }
    Instant now = clock.instant();
    MessageStore.Text text = text(told, reach.language());
    store.add(
        wires.stream()
            .map(wire ->
                new MessageStore.Fresh(
                    null,
                    wire,
                    new MessageStore.To.Reporter(told.reporter()),
                    text,
                    false,
                    now,
                    null,
                    true,
                    null,
                    null))
            .toList(),
        now);
  }

  private MessageStore.Text text(LostAddresses.Told told, Locale language) {
    String page = settings.publicUrl() + "/bukan-saya";
    Instant at = told.effectiveAt();
    return new MessageStore.Text(
        texts.get(language, "notification.reporter.lost.subject"),
        at == null
            ? texts.get(language, "notification.reporter.lost.said", told.code(), page)
            : texts.get(
                language,
                "notification.reporter.lost.granted",
                told.code(),
                page,
                Page.when(at, ZONE, language)));
  }
}
