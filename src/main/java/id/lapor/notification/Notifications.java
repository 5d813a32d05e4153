package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.WorkingCalendar;
import id.lapor.channel.Wire;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Warned;
import id.lapor.deadline.Warnings;
import id.lapor.people.Accounts;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Texts;
import id.lapor.report.Changes;
import id.lapor.report.Channel;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Writes down what has to be told, together with the act it tells of. Messages keep civil hours;
 * clocks do not wait for them.
 */
@Service
public class Notifications {

  private static final Duration COLLECTING = Duration.ofMinutes(1);

  /** Characters of what an office wrote that an SMS carries. */
  private static final int LONGEST_SMS = 300;

  private final MessageStore store;
  private final Digests digests;
  private final OfficeWords words;
  private final Recipients recipients;
  private final Calendars calendars;
  private final Texts texts;
  private final Settings settings;
  private final InstantSource clock;

  Notifications(
      MessageStore store,
      Digests digests,
      OfficeWords words,
      Recipients recipients,
      Calendars calendars,
      Texts texts,
      Settings settings,
      InstantSource clock) {
    this.store = store;
    this.digests = digests;
    this.words = words;
    this.recipients = recipients;
    this.calendars = calendars;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /** Who there is to be told. */
  @org.springframework.stereotype.Component
  record Recipients(
      Reporters reporters,
      Addresses addresses,
      Agencies agencies,
      Reports reports,
      Deadlines deadlines) {}

  /** The newest messages on all wires. */
  public List<Message> latest(int limit) {
    return store.latest(limit);
  }

  /**
   * A one-time code, to where it proves that messages arrive.
   *
   * @param report absent when it is for an account
   */
  public void sendCode(
      @Nullable ReportId report, ReporterId reporter, Wire.Kind wire, String code) {
    Locale language = recipients.reporters().reach(reporter).language();
    String subject = texts.get(language, "notification.reporter.code.subject");
    String body = texts.get(language, "notification.reporter.code.body", code);
    Instant now = clock.instant();
    store.add(
        List.of(
            new MessageStore.Fresh(
                report,
                wire,
                new MessageStore.To.Reporter(reporter),
                new MessageStore.Text(subject, body),
                true,
                now)),
        now);
  }

  @EventListener
  void on(Changes changes) {
    Round round = new Round(clock.instant());
    for (Changes.Change change : changes.all()) {
      for (Entry entry : change.entries()) {
        if (entry.event() instanceof Event.Recalled) {
          store.takeBack(change.after().id());
        }
        Report about =
            entry.event() instanceof Event.Replied ? whole(change.after()) : change.after();
        @Nullable Report before = about == change.after() ? change.before() : about;
        Plan.of(before, about, entry).forEach(told -> round.tell(about, round.exact(told)));
      }
    }
    tellJoined(changes, round);
    round.write();
  }

  /** Who works on what the report was merged into works on this one too. */
  private Report whole(Report report) {
    @Nullable ReportId into = report.course().mergedInto();
    return into == null ? report : recipients.reports().find(into).map(this::whole).orElse(report);
  }

  /** Those whose report was merged into another go on hearing of that one. */
  private void tellJoined(Changes changes, Round round) {
    Map<Report, List<Plan.Told>> news = new LinkedHashMap<>();
    for (Changes.Change change : changes.all()) {
      for (Entry entry : change.entries()) {
        for (Plan.Told told : Plan.joined(change.after(), entry)) {
          news.computeIfAbsent(change.after(), _ -> new ArrayList<>()).add(told);
        }
      }
    }
    Map<ReportId, List<Report>> joined =
        recipients.reports().mergedInto(news.keySet().stream().map(Report::id).toList());
    news.forEach((whole, told) ->
        joined
            .getOrDefault(whole.id(), List.of())
            .forEach(part -> told.forEach(t -> round.tellReporter(part, whole, round.exact(t)))));
  }

  @EventListener
  void on(Reporters.Erased erased) {
    store.forget(erased.reporter());
  }

  @EventListener
  void on(Reporters.Restricted restricted) {
    if (restricted.silent()) {
      store.silence(restricted.reporter());
    }
  }

  /** Offices hear that a promise nears its end; triage runs in minutes and is seen in the queue. */
  @EventListener
  void on(Warnings warnings) {
    Map<ReportId, Report> about =
        recipients
            .reports()
            .all(warnings.all().stream().map(Warned::report).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    Round round = new Round(clock.instant());
    for (Warned w : warnings.all()) {
      @Nullable Report report = about.get(w.report());
      if (report != null && round.awaits(w)) {
        round.tell(
            report,
            Plan.Told.of(
                w.office(),
                "warned." + w.warning().name(),
                new Plan.Due(w.office(), w.kind().name(), w.dueAt())));
      }
    }
    round.write();
  }

  /** All that is told at one moment, written together. */
  private final class Round {

    private final Instant now;
    private final List<MessageStore.Fresh> fresh = new ArrayList<>();
    private final List<Digests.Held> held = new ArrayList<>();
    private final Map<AgencyId, List<Accounts.Mailbox>> known = new HashMap<>();
    private final Set<String> letters = new HashSet<>();
    private final Map<String, Boolean> settled = new HashMap<>();

    Round(Instant now) {
      this.now = now;
    }

    boolean awaits(Warned w) {
      return Duration.between(now, w.dueAt()).compareTo(COLLECTING.multipliedBy(15)) > 0;
    }

    /** Of a reprimand that only records, as such. */
    Plan.Told exact(Plan.Told told) {
      boolean records =
          !told.issued().isEmpty() && settled.computeIfAbsent(told.issued(), words::settled);
      return records ? told.settled() : told;
    }

    void tell(Report report, Plan.Told told) {
      if (told.office() == null) {
        tellReporter(report, report, told);
        return;
      }
      AgencyId office =
          told.superior() ? recipients.agencies().superior(told.office()) : told.office();
      if (told.together()) {
        hold(office, report, told);
        return;
      }
      Bilingual text = Bilingual.of(l -> words.of(report, told, l));
      Instant at = told.waits() ? later(ring(office)) : ring(office);
      @Nullable ReportId undone = told.waits() ? report.id() : null;
      for (Accounts.Mailbox box :
          known.computeIfAbsent(office, o -> recipients.addresses().of(o))) {
        fresh.add(
            new MessageStore.Fresh(
                report.id(),
                Wire.Kind.EMAIL,
                new MessageStore.To.Address(box.address()),
                text.in(box.language()),
                false,
                at,
                undone));
      }
    }

    /** What a letter about many reports says stands in one line. */
    private void hold(AgencyId office, Report report, Plan.Told told) {
      @Nullable String letter = told.once();
      if (letter != null && (digests.has(office, letter) || !letters.add(office + letter))) {
        return;
      }
      Instant at = ring(office);
      Instant soonest = now.plus(COLLECTING);
      held.add(
          new Digests.Held(
              new Digests.Line(office, report.id(), Bilingual.of(l -> words.of(report, told, l))),
              letter,
              now,
              at.isAfter(soonest) ? at : soonest));
    }

    /** No sooner than what is told can no longer be undone. */
    private Instant later(Instant at) {
      Instant certain = now.plus(Workflow.SECOND_THOUGHTS).plusSeconds(1);
      return at.isAfter(certain) ? at : certain;
    }

    /** A desk that is open at night is told at night. */
    private Instant ring(AgencyId office) {
      if (calendars.desk(office).isWorking(now)) {
        return now;
      }
      WorkingCalendar days = calendars.office(office);
      return CivilHours.OFFICERS.next(now, days.zone(), days::worksOn);
    }

    /**
     * @param whole what happened on: the report itself, or the one it was merged into
     */
    private void tellReporter(Report report, Report whole, Plan.Told told) {
      @Nullable ReporterId reporter = report.matter().reporter();
      if (reporter == null) {
        return;
      }
      Reporters.Reach reach = recipients.reporters().reach(reporter);
      if (reach.silent()) {
        return;
      }
      MessageStore.To to = new MessageStore.To.Reporter(reporter);
      String link = settings.publicUrl() + "/l/" + report.reference();
      Telling telling = new Telling(report, whole, told, reach.language());
      MessageStore.Text text = text(telling, link);
      Channel way = report.matter().channel();
      MessageStore.Text brief = way == Channel.SMS ? brief(telling, text) : text;
      MessageStore.Text mailed = way == Channel.EMAIL ? mailed(telling, text, link) : text;
      boolean asked = way == Channel.EMAIL && told.key().equals(Plan.RECEIPT);
      ZoneId zone = holder(whole).zone();
      Instant at =
          told.key().equals(Plan.RECEIPT)
              ? now
              : CivilHours.REPORTERS.next(told.waits() ? later(now) : now, zone, _ -> true);
      @Nullable ReportId undone = told.waits() ? whole.id() : null;
      Stream.of(reach.email() ? Wire.Kind.EMAIL : null, reach.phone() ? Wire.Kind.SMS : null)
          .filter(Objects::nonNull)
          .forEach(wire ->
              fresh.add(
                  new MessageStore.Fresh(
                      report.id(),
                      wire,
                      to,
                      wire == Wire.Kind.SMS ? brief : mailed,
                      false,
                      at,
                      undone,
                      asked)));
    }

    void write() {
      store.add(fresh, now);
      digests.add(held);
    }
  }

  private Agency holder(Report report) {
    return recipients.agencies().get(report.course().lead().orElse(report.course().desk()));
  }

  /**
   * Something told to a reporter.
   *
   * @param whole what happened on: the report itself, or the one it was merged into
   */
  private record Telling(Report report, Report whole, Plan.Told told, Locale language) {

    String key() {
      return "notification." + told.key();
    }
  }

  /** For who filed by SMS and may have nothing else: what to write back instead of a link. */
  private MessageStore.Text brief(Telling t, MessageStore.Text text) {
    return instead(t, ".sms", text, params(t, cut(said(t)), ""));
  }

  /** For who filed by mail: how to go on by answering. */
  private MessageStore.Text mailed(Telling t, MessageStore.Text text, String link) {
    return instead(t, ".mail", text, params(t, said(t), link));
  }

  /** What was written; of an offer how long the rules of the report give before it is made. */
  private String said(Telling t) {
    return t.told().key().equals(Plan.OFFER)
        ? recipients
            .deadlines()
            .offeredAfter(t.report().id())
            .map(a -> a.words(texts, t.language()))
            .orElse("")
        : t.told().words();
  }

  /** The words a wire has of its own for this, the usual ones where it has none. */
  private MessageStore.Text instead(
      Telling t, String wire, MessageStore.Text usual, Object[] params) {
    String key = t.key() + wire;
    return texts.has(key)
        ? new MessageStore.Text(usual.subject(), texts.get(t.language(), key, params))
        : usual;
  }

  private static String cut(String words) {
    return words.length() <= LONGEST_SMS ? words : words.substring(0, LONGEST_SMS - 1) + "…";
  }

  private MessageStore.Text text(Telling t, String link) {
    Object[] params = params(t, said(t), link);
    return new MessageStore.Text(
        texts.get(t.language(), t.key() + ".subject", params),
        texts.get(t.language(), t.key() + ".body", params));
  }

  /** What a message may name: the number, who has the report, words, a link, and whose desk. */
  private Object[] params(Telling t, String words, String link) {
    String desk = recipients.agencies().get(t.whole().course().desk()).name();
    String holder = holder(t.whole()).name();
    return new Object[] {t.report().reference().toString(), holder, words, link, desk};
  }
}
