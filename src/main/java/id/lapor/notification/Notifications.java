package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.channel.Wire;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Warned;
import id.lapor.deadline.Warnings;
import id.lapor.people.Accounts;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.page.Texts;
import id.lapor.report.Changes;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  private final MessageStore store;
  private final Digests digests;
  private final OfficeWords words;
  private final Posted posted;
  private final Recipients recipients;
  private final Rings rings;
  private final Texts texts;
  private final ReporterLetters letters;
  private final InstantSource clock;

  Notifications(
      MessageStore store,
      Digests digests,
      OfficeWords words,
      Posted posted,
      Recipients recipients,
      Rings rings,
      Texts texts,
      ReporterLetters letters,
      InstantSource clock) {
    this.store = store;
    this.digests = digests;
    this.words = words;
    this.posted = posted;
    this.recipients = recipients;
    this.rings = rings;
    this.texts = texts;
    this.letters = letters;
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
          digests.undo(change.after().id());
        }
        Report about =
            entry.event() instanceof Event.Replied ? whole(change.after()) : change.after();
        @Nullable Report before = about == change.after() ? change.before() : about;
        Plan.of(before, about, entry).forEach(told -> round.tell(about, entry, round.exact(told)));
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
    Map<Report, List<Entry>> news = new LinkedHashMap<>();
    for (Changes.Change change : changes.all()) {
      for (Entry entry : change.entries()) {
        if (!Plan.joined(change.after(), entry).isEmpty()) {
          news.computeIfAbsent(change.after(), _ -> new ArrayList<>()).add(entry);
        }
      }
    }
    Map<ReportId, List<Report>> joined =
        recipients.reports().mergedInto(news.keySet().stream().map(Report::id).toList());
    news.forEach((whole, entries) ->
        joined
            .getOrDefault(whole.id(), List.of())
            .forEach(part -> entries.forEach(e -> round.tellJoined(part, whole, e))));
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
            w.office(),
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
    private final Set<String> once = new HashSet<>();
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

    void tell(Report report, Entry entry, Plan.Told told) {
      if (told.office() == null) {
        fresh.addAll(letters.of(report, report, entry.seq(), told));
      } else {
        tell(report, told.office(), told);
      }
    }

    void tellJoined(Report part, Report whole, Entry entry) {
      Plan.joined(whole, entry)
          .forEach(t -> fresh.addAll(letters.of(part, whole, entry.seq(), exact(t))));
    }

    void tell(Report report, AgencyId named, Plan.Told told) {
      AgencyId office = told.superior() ? recipients.agencies().superior(named) : named;
      Instant at = rings.office(office, now);
      if (told.together() || at.isAfter(now)) {
        hold(office, report, told, at);
        return;
      }
      Bilingual text = Bilingual.of(l -> words.of(report, told, l));
      @Nullable ReportId undone = told.waits() ? report.id() : null;
      for (Accounts.Mailbox box :
          known.computeIfAbsent(office, o -> recipients.addresses().of(o))) {
        fresh.add(
            MessageStore.Fresh.toOffice(
                    report.id(),
                    box.address(),
                    text.in(box.language()),
                    told.waits() ? later(at) : at,
                    office)
                .undoneWith(undone));
      }
    }

    /**
     * For one mail with what else there is: where a letter is about many reports in one line, and
     * in an office's quiet hours all of it, or its morning would begin with a flood.
     */
    private void hold(AgencyId office, Report report, Plan.Told told, Instant at) {
      @Nullable String letter = told.once();
      if (letter != null && (digests.has(office, letter) || !once.add(office + letter))) {
        return;
      }
      Instant soonest = now.plus(COLLECTING);
      held.add(
          new Digests.Held(
              new Digests.Line(office, report.id(), Bilingual.of(l -> words.of(report, told, l))),
              letter,
              now,
              at.isAfter(soonest) ? at : soonest,
              told.waits()));
    }

    /** No sooner than what is told can no longer be undone. */
    private Instant later(Instant at) {
      Instant certain = now.plus(Workflow.SECOND_THOUGHTS).plusSeconds(1);
      return at.isAfter(certain) ? at : certain;
    }

    void write() {
      store.add(fresh, now);
      digests.add(held);
    }
  }
}
