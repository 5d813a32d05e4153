package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Outcome;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  /** Letters and digits a number is written with. */
  private static final int NUMBER = 9;

  private static final int RECENT = 20;
  private static final Actor REPORTER = new Actor.Reporter();

  private final Inbox inbox;
  private final Reports reports;
  private final MessageFiling filing;
  private final WireAnswers answers;

  LetterDesk(Inbox inbox, Reports reports, MessageFiling filing, WireAnswers answers) {
    this.inbox = inbox;
    this.reports = reports;
    this.filing = filing;
    this.answers = answers;
  }

  /** Words that lead to a desk when they stand in front. */
  Set<String> keywords() {
    return filing.keywords();
  }

  /** Does it and settles the message, in the transaction it was taken from the inbox with. */
  @Transactional(propagation = Propagation.MANDATORY)
  void act(Written written, Sms said) {
    switch (cut(said)) {
      case Sms.Matter m -> matter(written, m);
      case Sms.Check c -> check(written, c);
      case Sms.NotSolved n -> notSolved(written, n);
      case Sms.Solved s -> solved(written, s);
      case Sms.Agreed a -> agreed(written, a);
      case Sms.Reply r ->
          replied(written, about(written.sender(), r.reference(), false), r.words());
      case Sms.WrongNumber _ -> settle(written, null, "unknown");
      case Sms.Stop _ -> silence(written, true);
      case Sms.Start _ -> silence(written, false);
      case Sms.Help _ -> settle(written, null, "help");
    }
  }

  private static Sms cut(Sms said) {
    return switch (said) {
      case Sms.Matter m ->
          new Sms.Matter(m.keyword(), m.visibility(), cut(m.words()), m.mentions());
      case Sms.Reply r -> new Sms.Reply(r.reference(), cut(r.words()));
      case Sms.NotSolved n -> new Sms.NotSolved(n.reference(), cut(n.words()));
      case Sms.Check c -> new Sms.Check(c.reference(), cut(c.words()));
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
    } else if (meant != null && meant.stage().ended() && meant.stage() != Stage.MERGED) {
      past(written, m, meant);
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
    if (SmsWords.letters(m.words()) >= SHORTEST && !Courtesy.thanks(m.words())) {
      inbox.read(written.message().id(), filing.file(written, m).id().value());
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
      inbox.read(written.message().id(), filing.file(written, m).id().value());
    } else {
      inbox.look(written.message().id(), "brief");
      if (written.sender().ids().isEmpty() || !Courtesy.thanks(m.words())) {
        answers.say(null, written.sender(), open.isEmpty() ? "help" : "which");
      }
    }
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

  /** How it stands; and what is said besides belongs to it, if it is theirs. */
  private void check(Written written, Sms.Check c) {
    @Nullable Report report = about(written.sender(), c.reference(), true);
    if (c.words().isEmpty()) {
      settle(written, report, report == null ? "unknown" : "status");
    } else if (report == null || about(written.sender(), c.reference(), false) == null) {
      inbox.look(written.message().id(), "stranger");
      answers.say(report, written.sender(), report == null ? "unknown" : "status");
    } else {
      command(written, report, new Command.Reply(c.words(), written.files()), "status");
    }
  }

  /**
   * Closes a report, so it takes more than an address anybody can write in front of a mail. Which
   * of several that are answered, only they know.
   */
  private void solved(Written written, Sms.Solved s) {
    List<Report> answered =
        s.reference() == null
            ? reports.ofReporters(written.sender().ids(), RECENT).stream()
                .filter(r -> r.stage() == Stage.ANSWERED)
                .toList()
            : List.of();
    @Nullable Report report =
        answered.size() == 1 ? answered.getFirst() : about(written.sender(), s.reference(), false);
    if (answered.size() > 1) {
      settle(written, null, "whichSolved");
    } else if (report == null) {
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

  /**
   * Silences whoever owns the address, so it takes as much as closing a report, and they hear of it
   * however much was asked that day.
   */
  private void silence(Written written, boolean silent) {
    Sender sender = written.sender();
    @Nullable Report newest = about(sender, null, false);
    boolean marked = written.marked() != null && about(sender, written.marked(), false) != null;
    if (newest != null && !written.vouched() && !marked) {
      settle(written, newest, silent ? "proveStop" : "proveStart");
      return;
    }
    String said = silent ? "stopped" : "started";
    if (answers.mute(sender, silent)) {
      inbox.read(written.message().id(), null);
      answers.confirm(null, sender, said);
    } else {
      settle(written, null, said);
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
    if (repeated(written, report, command)) {
      settle(written, report, "againSaid");
      return;
    }
    switch (reports.arrived(report.id(), command, REPORTER, written.arrival())) {
      case Outcome.Done d -> {
        inbox.read(written.message().id(), report.id().value());
        if (command instanceof Command.Reply) {
          answers.say(d.report(), written.sender(), said);
        } else {
          answers.confirm(d.report(), written.sender(), said);
        }
        written.tell(answers, report, written.sender());
      }
      case Outcome.Refused _ -> refused(written, report, command);
    }
  }

  /**
   * An operator whose line broke brings an SMS again, minutes later and under another number. Once
   * the office has answered, the same words say something new.
   */
  private boolean repeated(Written written, Report report, Command command) {
    @Nullable Long before = written.message().repeats();
    if (written.sender().wire() != Wire.Kind.SMS
        || before == null
        || before != report.id().value()) {
      return false;
    }
    for (Entry entry : reports.history(report.id()).reversed()) {
      switch (entry.event()) {
        case Event.Answered _, Event.Confirmed _, Event.ClosedBySilence _ -> {
          return false;
        }
        case Event.Replied r
            when command instanceof Command.Reply c && same(r.text(), c.text()) -> {
          return true;
        }
        case Event.Disputed d when same(d.reason(), words(command)) -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static String words(Command command) {
    return switch (command) {
      case Command.Reply r -> r.text();
      case Command.Dispute d -> d.reason();
      default -> "";
    };
  }

  private static boolean same(String kept, String said) {
    return kept.strip().equals(said.strip());
  }

  /**
   * A word on a report that is closed says that it is not solved, as long as that may be said and
   * it does not thank for it. All other words wait for a person, whatever of the answer is sent.
   */
  private void refused(Written written, Report report, Command command) {
    boolean late =
        command instanceof Command.Reply r
            && reopenable(report, written.message().arrivedAt())
            && (SmsWords.denies(r.text()) || !Courtesy.thankful(r.text()));
    if (late && command instanceof Command.Reply r) {
      command(written, report, new Command.Dispute(r.text(), r.evidence()), "disputed");
    } else if (command instanceof Command.Reply || command instanceof Command.Dispute) {
      leave(written, report);
    } else {
      settle(written, report, "status");
    }
  }

  private void leave(Written written, Report report) {
    inbox.look(written.message().id(), "refused");
    answers.say(report, written.sender(), "refused");
  }

  /** A matter that names a report of theirs which has ended is mostly a new one. */
  private void past(Written written, Sms.Matter m, Report ended) {
    if (SmsWords.denies(m.words()) && reopenable(ended, written.message().arrivedAt())) {
      command(written, ended, new Command.Dispute(m.words(), written.files()), "disputed");
    } else if (SmsWords.letters(m.words()) >= SHORTEST + NUMBER) {
      fresh(written, m);
    } else {
      leave(written, ended);
    }
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
}
