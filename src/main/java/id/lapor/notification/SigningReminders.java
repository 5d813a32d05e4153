package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.WorkingCalendar;
import id.lapor.deadline.LettersWaiting;
import id.lapor.deadline.Unsigned;
import id.lapor.people.Accounts;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Page;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reminds supervising offices of letters that wait for them, all in one mail; from the second time
 * on their superior reads it as well.
 */
@Component
class SigningReminders {

  private static final int LINES_SHOWN = 50;

  private final MessageStore store;
  private final Addresses addresses;
  private final Agencies agencies;
  private final Calendars calendars;
  private final Texts texts;
  private final Settings settings;
  private final InstantSource clock;

  SigningReminders(
      MessageStore store,
      Addresses addresses,
      Agencies agencies,
      Calendars calendars,
      Texts texts,
      Settings settings,
      InstantSource clock) {
    this.store = store;
    this.addresses = addresses;
    this.agencies = agencies;
    this.calendars = calendars;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  @EventListener
  void on(LettersWaiting waiting) {
    Map<Agency, List<LettersWaiting.Reminder>> byOffice = new LinkedHashMap<>();
    for (LettersWaiting.Reminder reminder : waiting.all()) {
      reminder
          .letter()
          .by()
          .forEach(o -> byOffice.computeIfAbsent(o, _ -> new ArrayList<>()).add(reminder));
    }
    Instant now = clock.instant();
    List<MessageStore.Fresh> fresh = new ArrayList<>();
    byOffice.forEach((office, reminders) -> fresh.addAll(mails(office, reminders, now)));
    store.add(fresh, now);
  }

  private List<MessageStore.Fresh> mails(
      Agency office, List<LettersWaiting.Reminder> reminders, Instant now) {
    WorkingCalendar days = calendars.office(office.id());
    Instant at = CivilHours.OFFICERS.next(now, days.zone(), days::worksOn);
    Set<Accounts.Mailbox> to = new LinkedHashSet<>(addresses.of(office.id()));
    AgencyId superior = agencies.superior(office.id());
    if (reminders.stream().anyMatch(r -> r.count() > 1) && !superior.equals(office.id())) {
      to.addAll(addresses.of(superior));
    }
    return to.stream()
        .map(box ->
            MessageStore.Fresh.toOffice(
                null, box.address(), text(office, reminders, box.language()), at, office.id()))
        .toList();
  }

  private MessageStore.Text text(
      Agency office, List<LettersWaiting.Reminder> reminders, Locale language) {
    String lines =
        reminders.stream()
            .limit(LINES_SHOWN)
            .map(r -> line(r, language))
            .collect(Collectors.joining("\n"));
    int more = reminders.size() - LINES_SHOWN;
    String all =
        more > 0 ? lines + "\n" + texts.get(language, "notification.digest.more", more) : lines;
    return new MessageStore.Text(
        texts.get(language, "notification.signing.subject", reminders.size(), office.name()),
        texts.get(
            language,
            "notification.signing.body",
            office.name(),
            all,
            settings.publicUrl() + "/teguran"));
  }

  private String line(LettersWaiting.Reminder reminder, Locale language) {
    Unsigned letter = reminder.letter();
    Agency agency = agencies.get(letter.agency());
    return texts.get(
        language,
        "notification.signing.line",
        letter.roman(),
        agency.name(),
        letter.promises(),
        Page.when(letter.since(), agency.zone(), language),
        reminder.count());
  }
}
