package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Category;
import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import id.lapor.report.Workflow;
import id.lapor.triage.Topics;
import id.lapor.triage.TriageDesk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what somebody wrote, on whatever wire: files it, adds it to a report of theirs, carries out
 * what they ask for, and answers in the same words. The address somebody writes from is a claim: it
 * opens a report and speaks for reports filed from it, and every answer goes to that address and
 * nowhere else.
 */
@Service
class LetterDesk {

  /** Letters and digits below which a text is no matter. */
  static final int SHORTEST = 12;

  private static final int RECENT = 20;
  private static final Actor REPORTER = new Actor.Reporter();

  private final Inbox inbox;
  private final Reports reports;
  private final Reporters reporters;
  private final WireAnswers answers;
  private final Sorting sorting;

  LetterDesk(
      Inbox inbox, Reports reports, Reporters reporters, WireAnswers answers, Sorting sorting) {
    this.inbox = inbox;
    this.reports = reports;
    this.reporters = reporters;
    this.answers = answers;
    this.sorting = sorting;
  }

  /** What finds out where a matter belongs and what it is about. */
  @org.springframework.stereotype.Component
  record Sorting(SmsKeywords keywords, Agencies agencies, TriageDesk triage, Wires wires) {}

  /** Words that lead to a desk when they stand in front. */
  Set<String> keywords() {
    return ways().keySet();
  }

  /** Does it and settles the message, in the transaction it was taken from the inbox with. */
  @Transactional(propagation = Propagation.MANDATORY)
  void act(Written written, Sms said) {
    switch (cut(said)) {
      case Sms.Matter m -> matter(written, m);
      case Sms.Check c -> done(written, about(written.sender(), c.reference(), true), "status");
      case Sms.NotSolved n -> notSolved(written, n);
      case Sms.Solved s -> solved(written, s);
      case Sms.Agreed a -> agreed(written, a);
      case Sms.Reply r ->
          replied(written, about(written.sender(), r.reference(), false), r.words());
      case Sms.WrongNumber _ -> settle(written, null, "unknown");
      case Sms.Stop _ -> {
        answers.mute(written.sender(), true);
        settle(written, null, "stopped");
      }
      case Sms.Start _ -> {
        answers.mute(written.sender(), false);
        settle(written, null, "started");
      }
      case Sms.Help _ -> settle(written, null, "help");
    }
  }

  private static Sms cut(Sms said) {
    return switch (said) {
      case Sms.Matter m ->
          new Sms.Matter(m.keyword(), m.visibility(), cut(m.words()), m.mentions());
      case Sms.Reply r -> new Sms.Reply(r.reference(), cut(r.words()));
      case Sms.NotSolved n -> new Sms.NotSolved(n.reference(), cut(n.words()));
      default -> said;
    };
  }

  /** No longer than a report may be, and it shows. */
  static String cut(String words) {
    String end = "\n\n[…]";
    int most = Workflow.LONGEST_TEXT - end.length();
    return words.length() <= Workflow.LONGEST_TEXT ? words : words.substring(0, most) + end;
  }

  private void matter(Written written, Sms.Matter m) {
    Inbox.Arrived message = written.message();
    Sender sender = written.sender();
    @Nullable Report meant = m.mentions() == null ? null : about(sender, m.mentions(), false);
    if (message.repeats() != null) {
      inbox.read(message.id(), message.repeats());
      reports.find(new ReportId(message.repeats())).ifPresent(r -> answers.say(r, sender, "again"));
    } else if (meant != null) {
      replied(written, meant, m.words());
    } else if (!wentOn(written, m)) {
      fresh(written, m);
    }
  }

  /**
   * "BALAS masih gelap", "Belum selesai juga": belongs to a report they have, and where they have
   * several only they know to which. From whoever has none it is a matter of its own.
   */
  private boolean wentOn(Written written, Sms.Matter m) {
    Optional<Function<Reference, Sms>> said =
        m.keyword() == null && m.visibility() == null
            ? SmsWords.unnamed(m.words())
            : Optional.empty();
    List<Report> theirs = said.isEmpty() ? List.of() : open(written, true);
    if (theirs.size() == 1) {
      act(written, said.orElseThrow().apply(theirs.getFirst().reference()));
    } else if (!theirs.isEmpty()) {
      inbox.look(written.message().id(), "which");
      answers.say(null, written.sender(), "which");
    }
    return !theirs.isEmpty();
  }

  private void fresh(Written written, Sms.Matter m) {
    if (SmsWords.letters(m.words()) >= SHORTEST && !SmsWords.thanks(m.words())) {
      inbox.read(written.message().id(), file(written, m).id().value());
    } else {
      brief(written, m);
    }
  }

  /**
   * Their reports that are not ended.
   *
   * @param reopenable where there is none of these, those they may still say "not solved" of
   */
  private List<Report> open(Written written, boolean reopenable) {
    List<Report> recent = reports.ofReporters(written.sender().ids(), RECENT);
    List<Report> open = recent.stream().filter(r -> !r.stage().ended()).toList();
    return open.isEmpty() && reopenable
        ? recent.stream().filter(r -> reopenable(r, written.message().arrivedAt())).toList()
        : open;
  }

  private static boolean reopenable(Report report, Instant at) {
    Course.@Nullable Closing closing = report.course().closing();
    return report.stage() == Stage.CLOSED
        && closing != null
        && !at.isAfter(closing.reopenableUntil());
  }

  /**
   * "Terima kasih", "di RT 5": belongs to the one report that is open, else nobody can know. Who
   * thanks us for what is done is asked nothing.
   */
  private void brief(Written written, Sms.Matter m) {
    List<Report> open = open(written, false);
    if (open.size() == 1) {
      replied(written, open.getFirst(), m.words());
    } else if (!written.files().isEmpty()) {
      inbox.read(written.message().id(), file(written, m).id().value());
    } else {
      inbox.look(written.message().id(), "brief");
      if (written.sender().ids().isEmpty() || !SmsWords.thanks(m.words())) {
        answers.say(null, written.sender(), open.isEmpty() ? "help" : "which");
      }
    }
  }

  /** Files it, whoever wrote it. */
  Report file(Written written, Sms.Matter m) {
    SmsKeywords.@Nullable Way way = m.keyword() == null ? null : ways().get(m.keyword());
    AgencyId desk = way == null ? sorting.agencies().nationalAdmin().id() : way.desk().id();
    Contact contact = written.sender().contact();
    @Nullable ReporterId reporter = contact.empty() ? null : reporters.keep(contact);
    Matter matter =
        new Matter(
            Topics.kind(m.words()),
            false,
            null,
            circle(m),
            false,
            written.channel(),
            m.words(),
            null,
            new Place(region(way), null, null, null),
            reporter);
    long id = written.message().id();
    @Nullable AccessSecret secret =
        written.sender().wire() == Wire.Kind.SMS ? null : sorting.wires().secret(id);
    Report report =
        reports
            .file(
                new Submission("inbox:" + id, secret, matter, desk, written.files())
                    .arrived(written.arrival()))
            .report();
    if (reporter != null) {
      written.tell(answers, report, written.sender().knownAs(reporter));
    }
    return report;
  }

  /** As the web form proposes it: secret where the topic is sensitive, else without a name. */
  private Visibility circle(Sms.Matter m) {
    boolean sensitive = sorting.triage().topic(m.words()).filter(Category::sensitive).isPresent();
    Visibility proposed = sensitive ? Visibility.SECRET : Visibility.ANONYMOUS;
    return m.visibility() == null ? proposed : m.visibility();
  }

  private @Nullable String region(SmsKeywords.@Nullable Way way) {
    if (way == null || way.desk().parent() == null) {
      return null;
    }
    return sorting.agencies().find(way.desk().parent()).map(Agency::region).orElse(null);
  }

  private void notSolved(Written written, Sms.NotSolved n) {
    @Nullable Report report = about(written.sender(), n.reference(), false);
    if (report == null && n.words().isBlank()) {
      settle(written, null, "unknown");
    } else if (report == null) {
      replied(written, null, n.words());
    } else if (n.words().isBlank()) {
      settle(written, report, "why");
    } else if (report.stage() == Stage.ANSWERED || report.stage() == Stage.CLOSED) {
      command(written, report, new Command.Dispute(n.words(), written.files()), "disputed");
    } else {
      replied(written, report, n.words());
    }
  }

  /** Closes a report, so it takes more than an address anybody can write in front of a mail. */
  private void solved(Written written, Sms.Solved s) {
    @Nullable Report report = about(written.sender(), s.reference(), false);
    if (report == null) {
      settle(written, null, "unknown");
    } else if (report.stage() == Stage.ANSWERED && written.proves(report)) {
      command(written, report, new Command.Confirm(), "confirmed");
    } else {
      settle(written, report, report.stage() == Stage.ANSWERED ? "prove" : "status");
    }
  }

  /** Opens a case to another authority, so it takes as much; agreed to twice is agreed. */
  private void agreed(Written written, Sms.Agreed a) {
    @Nullable Report report = about(written.sender(), a.reference(), false);
    Course.@Nullable Ombudsman offer = report == null ? null : report.course().ombudsman();
    if (report == null) {
      settle(written, null, "unknown");
    } else if (!written.proves(report)) {
      settle(written, report, "status");
    } else if (offer != null && !offer.handedOver() && !report.stage().ended()) {
      command(written, report, new Command.HandOver(), "agreed");
    } else {
      settle(written, report, offer != null && offer.handedOver() ? "agreed" : "notOffered");
    }
  }

  /** Words for a report that is not theirs wait for a person: they may be from another address. */
  private void replied(Written written, @Nullable Report report, String words) {
    if (report == null) {
      inbox.look(written.message().id(), "stranger");
      answers.say(null, written.sender(), "unknown");
    } else {
      command(written, report, new Command.Reply(words, written.files()), "replied");
    }
  }

  private void command(Written written, Report report, Command command, String said) {
    inbox.read(written.message().id(), report.id().value());
    switch (reports.arrived(report.id(), command, REPORTER, written.arrival())) {
      case Outcome.Done d when command instanceof Command.Reply ->
          answers.say(d.report(), written.sender(), said);
      case Outcome.Done d -> answers.confirm(d.report(), written.sender(), said);
      case Outcome.Refused r -> answers.refuse(report, written.sender(), r.why());
    }
    written.tell(answers, report, written.sender());
  }

  private void done(Written written, @Nullable Report report, String said) {
    settle(written, report, report == null ? "unknown" : said);
  }

  private void settle(Written written, @Nullable Report report, String said) {
    inbox.read(written.message().id(), report == null ? null : report.id().value());
    answers.say(report, written.sender(), said);
  }

  /**
   * The report with the number if it was filed from this address, the newest one without a number;
   * null when there is none.
   *
   * @param others what everybody may see counts too
   */
  private @Nullable Report about(Sender sender, @Nullable Reference reference, boolean others) {
    if (reference == null) {
      return reports.ofReporters(sender.ids(), 1).stream().findFirst().orElse(null);
    }
    return reports
        .find(reference)
        .filter(r ->
            sender.ids().contains(r.matter().reporter()) || (others && r.matter().visibleToAll()))
        .orElse(null);
  }

  private Map<String, SmsKeywords.Way> ways() {
    return sorting.keywords().all().stream()
        .collect(Collectors.toMap(SmsKeywords.Way::keyword, Function.identity()));
  }
}
