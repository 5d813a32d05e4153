package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Category;
import id.lapor.channel.Inbox;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
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
import id.lapor.triage.Topics;
import id.lapor.triage.TriageDesk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk at the number 1708: files what somebody writes, does what they ask about their reports,
 * and answers in the same words. The number somebody writes from is a claim: it opens a report and
 * speaks for reports filed from it, and every answer goes to that number and nowhere else.
 */
@Service
public class SmsDesk {

  /** Letters and digits below which a text is no matter. */
  private static final int SHORTEST = 12;

  private static final int RECENT = 20;
  private static final Actor REPORTER = new Actor.Reporter();

  private final Inbox inbox;
  private final Reports reports;
  private final Reporters reporters;
  private final SmsAnswers answers;
  private final Sorting sorting;

  SmsDesk(Inbox inbox, Reports reports, Reporters reporters, SmsAnswers answers, Sorting sorting) {
    this.inbox = inbox;
    this.reports = reports;
    this.reporters = reporters;
    this.answers = answers;
    this.sorting = sorting;
  }

  /** What finds out where a matter belongs and what it is about. */
  @org.springframework.stereotype.Component
  record Sorting(SmsKeywords keywords, Agencies agencies, TriageDesk triage) {}

  /**
   * Whoever writes.
   *
   * @param ids numbers their number is known by here, newest first
   */
  private record Sender(String phone, List<ReporterId> ids) {}

  /** Reads the message and settles it, in the transaction it was taken from the inbox with. */
  @Transactional(propagation = Propagation.MANDATORY)
  void read(Inbox.Arrived message) {
    @Nullable String phone = Contact.phone(message.letter().from());
    if (phone == null) {
      inbox.look(message.id(), "sender");
      return;
    }
    Sender sender = new Sender(phone, reporters.havingPhone(phone));
    Map<String, SmsKeywords.Way> ways = ways();
    switch (SmsWords.read(message.letter().text(), ways.keySet())) {
      case Sms.Matter m -> matter(message, sender, m, ways);
      case Sms.Check c -> done(message, sender, about(sender, c.reference(), true), "status");
      case Sms.NotSolved n -> notSolved(message, sender, n);
      case Sms.Solved s -> solved(message, sender, s);
      case Sms.Reply r -> replied(message, sender, about(sender, r.reference(), false), r.words());
      case Sms.WrongNumber _ -> settle(message, sender, null, "unknown");
      case Sms.Stop _ -> {
        answers.mute(sender.ids(), true);
        settle(message, sender, null, "stopped");
      }
      case Sms.Start _ -> {
        answers.mute(sender.ids(), false);
        settle(message, sender, null, "started");
      }
      case Sms.Help _ -> settle(message, sender, null, "help");
    }
  }

  /** A person read it: it is a matter after all. */
  @Transactional
  public Optional<Report> fileByHand(long id) {
    return inbox
        .lookAt(id)
        .map(message -> {
          Report report = file(message, phoneOf(message), unsorted(message));
          inbox.seen(id, report.id().value());
          return report;
        });
  }

  /** A person read it: nothing has to be done. */
  @Transactional
  public void letBe(long id) {
    inbox.lookAt(id).ifPresent(message -> inbox.seen(id, null));
  }

  private static Sms.Matter unsorted(Inbox.Arrived message) {
    return new Sms.Matter(null, null, message.letter().text().strip(), null);
  }

  private static @Nullable String phoneOf(Inbox.Arrived message) {
    return Contact.phone(message.letter().from());
  }

  private void matter(
      Inbox.Arrived message, Sender sender, Sms.Matter m, Map<String, SmsKeywords.Way> ways) {
    @Nullable Report meant = m.mentions() == null ? null : about(sender, m.mentions(), false);
    if (message.repeats() != null) {
      inbox.read(message.id(), message.repeats());
      reports
          .find(new ReportId(message.repeats()))
          .ifPresent(r -> answers.say(r, idOf(sender, r), "again"));
    } else if (meant != null) {
      replied(message, sender, meant, m.words());
    } else if (SmsWords.capitals(m.words()).length() >= SHORTEST) {
      inbox.read(message.id(), file(message, sender.phone(), m).id().value());
    } else {
      brief(message, sender, m.words());
    }
  }

  /** "Terima kasih", "di RT 5": belongs to the one report that is open, else nobody can know. */
  private void brief(Inbox.Arrived message, Sender sender, String words) {
    List<Report> open =
        reports.ofReporters(sender.ids(), RECENT).stream().filter(r -> !r.stage().ended()).toList();
    if (open.size() == 1) {
      replied(message, sender, open.getFirst(), words);
    } else {
      inbox.look(message.id(), "brief");
      answers.say(null, idOf(sender, null), open.isEmpty() ? "help" : "which");
    }
  }

  private Report file(Inbox.Arrived message, @Nullable String phone, Sms.Matter m) {
    SmsKeywords.@Nullable Way way = m.keyword() == null ? null : ways().get(m.keyword());
    AgencyId desk = way == null ? sorting.agencies().nationalAdmin().id() : way.desk().id();
    Matter matter =
        new Matter(
            Topics.kind(m.words()),
            false,
            null,
            circle(m),
            false,
            Channel.SMS,
            m.words(),
            null,
            new Place(region(way), null, null, null),
            phone == null ? null : reporters.keep(new Contact(null, phone, null)));
    return reports
        .file(new Submission("inbox:" + message.id(), NO_SECRET, matter, desk, List.of()))
        .report();
  }

  private static final @Nullable AccessSecret NO_SECRET = null;

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

  private void notSolved(Inbox.Arrived message, Sender sender, Sms.NotSolved n) {
    @Nullable Report report = about(sender, n.reference(), false);
    if (report == null) {
      settle(message, sender, null, "unknown");
    } else if (n.words().isBlank()) {
      settle(message, sender, report, "why");
    } else if (report.stage() == Stage.ANSWERED || report.stage() == Stage.CLOSED) {
      command(message, sender, report, new Command.Dispute(n.words(), List.of()), "disputed");
    } else {
      replied(message, sender, report, n.words());
    }
  }

  private void solved(Inbox.Arrived message, Sender sender, Sms.Solved s) {
    @Nullable Report report = about(sender, s.reference(), false);
    if (report == null) {
      settle(message, sender, null, "unknown");
    } else if (report.stage() == Stage.ANSWERED) {
      command(message, sender, report, new Command.Confirm(), "confirmed");
    } else {
      settle(message, sender, report, "status");
    }
  }

  private void replied(
      Inbox.Arrived message, Sender sender, @Nullable Report report, String words) {
    if (report == null) {
      settle(message, sender, null, "unknown");
    } else {
      command(message, sender, report, new Command.Reply(words, List.of()), "replied");
    }
  }

  private void command(
      Inbox.Arrived message, Sender sender, Report report, Command command, String said) {
    inbox.read(message.id(), report.id().value());
    Outcome outcome = reports.command(report.id(), command, REPORTER);
    switch (outcome) {
      case Outcome.Done d -> answers.say(d.report(), idOf(sender, report), said);
      case Outcome.Refused r -> answers.refuse(report, idOf(sender, report), r.why());
    }
  }

  private void done(Inbox.Arrived message, Sender sender, @Nullable Report report, String said) {
    settle(message, sender, report, report == null ? "unknown" : said);
  }

  private void settle(Inbox.Arrived message, Sender sender, @Nullable Report report, String said) {
    inbox.read(message.id(), report == null ? null : report.id().value());
    answers.say(report, idOf(sender, report), said);
  }

  /**
   * The report with the number if it was filed from this telephone, the newest one without a
   * number; null when there is none.
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

  /** Of the report it is about, so that its own reporter reads of the look, and no other one. */
  private ReporterId idOf(Sender sender, @Nullable Report report) {
    @Nullable ReporterId own = report == null ? null : report.matter().reporter();
    if (own != null && sender.ids().contains(own)) {
      return own;
    }
    return sender.ids().isEmpty()
        ? reporters.keep(new Contact(null, sender.phone(), null))
        : sender.ids().getFirst();
  }

  private Map<String, SmsKeywords.Way> ways() {
    return sorting.keywords().all().stream()
        .collect(Collectors.toMap(SmsKeywords.Way::keyword, Function.identity()));
  }
}
