package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Outcome;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out what somebody asks for by a command, or says of a report they have. What decides
 * something takes more than an address anybody can write in front of a mail.
 */
@Component
class CommandDesk {

  private static final int RECENT = 20;
  private static final Actor REPORTER = new Actor.Reporter();

  private final Inbox inbox;
  private final Reports reports;
  private final WireAnswers answers;
  private final Echoes echoes;

  CommandDesk(Inbox inbox, Reports reports, WireAnswers answers, Echoes echoes) {
    this.inbox = inbox;
    this.reports = reports;
    this.answers = answers;
    this.echoes = echoes;
  }

  void notSolved(Written written, Sms.NotSolved n) {
    List<Report> answered = among(written, n.reference(), Stage.ANSWERED);
    @Nullable Report report = meant(written, n.reference(), answered);
    if (answered.size() > 1 || anew(written, n.reference())) {
      settle(written, null, "which");
    } else if (report == null && n.words().isBlank()) {
      settle(written, null, "unknown");
    } else if (report == null) {
      replied(written, null, n.words());
    } else if (n.words().isBlank()) {
      settle(written, report, "why");
    } else if (report.stage() == Stage.CLOSED && (n.contrary() || !written.proves(report))) {
      leave(written, report);
    } else if (report.stage() == Stage.ANSWERED || report.stage() == Stage.CLOSED) {
      command(written, report, new Command.Dispute(n.words(), written.files()), "disputed");
    } else {
      replied(written, report, n.words());
    }
  }

  /** How it stands; and what is said besides belongs to it, if it is theirs. */
  void check(Written written, Sms.Check c) {
    @Nullable Report report = about(written.sender(), c.reference(), true);
    @Nullable Report own = about(written.sender(), c.reference(), false);
    if (c.words().isEmpty()) {
      inbox.read(written.message().id(), own == null ? null : own.id().value());
      answers.say(report, written.sender(), report == null ? "unknown" : "status");
    } else if (report == null || own == null) {
      inbox.lookOnce(written.message().id(), "stranger");
      answers.say(report, written.sender(), report == null ? "unknown" : "status");
    } else if (report.stage() == Stage.CLOSED) {
      leave(written, report);
    } else if (report.stage() == Stage.ANSWERED && Afterwords.denies(c.words())) {
      replied(written, report, c.words());
    } else {
      command(written, report, new Command.Reply(c.words(), written.files()), "status");
    }
  }

  /**
   * Closes a report, so it takes more than an address anybody can write in front of a mail. Which
   * of several that are answered, only they know. Where the office waits for a word, it is that.
   */
  void solved(Written written, Sms.Solved s) {
    List<Report> answered = among(written, s.reference(), Stage.ANSWERED);
    List<Report> likely = answered.isEmpty() ? among(written, s.reference(), Stage.HELD) : answered;
    @Nullable Report report = meant(written, s.reference(), likely);
    if (likely.size() > 1 || anew(written, s.reference())) {
      settle(written, null, "whichSolved");
    } else if (report == null) {
      settle(written, null, "unknown");
    } else if (report.stage() == Stage.HELD) {
      String words = written.message().letter().text();
      replied(written, report, words.isBlank() ? "Selesai" : LetterDesk.cut(words));
    } else if (report.stage() == Stage.ANSWERED && written.proves(report)) {
      command(written, report, new Command.Confirm(), "confirmed");
    } else {
      settle(written, report, report.stage() == Stage.ANSWERED ? "prove" : "status");
    }
  }

  /** Those that may be meant where no number says which. */
  private List<Report> among(Written written, @Nullable Reference reference, Stage stage) {
    return reference == null
        ? echoes.meant(written).stream().filter(r -> r.stage() == stage).toList()
        : List.of();
  }

  private boolean anew(Written written, @Nullable Reference reference) {
    return reference == null && !echoes.anew(written, "").isEmpty();
  }

  private @Nullable Report meant(
      Written written, @Nullable Reference reference, List<Report> likely) {
    if (likely.size() == 1) {
      return likely.getFirst();
    }
    @Nullable Report before = reference == null ? echoes.before(written).orElse(null) : null;
    return before == null ? about(written.sender(), reference, false) : before;
  }

  /** The report of theirs of which they were just asked what is not solved. */
  Optional<Report> askedWhy(Written written) {
    return echoes.meant(written).stream()
        .filter(r -> !r.stage().ended() || reopenable(r, written.message().arrivedAt()))
        .filter(r -> answers.saidLast(r, written.sender(), "why"))
        .findFirst();
  }

  /**
   * Opens a case to another authority, so it takes as much; agreed to twice is agreed, unless it
   * was taken back since and an operator brings the same words again.
   */
  void agreed(Written written, Sms.Agreed a) {
    @Nullable Report report = about(written.sender(), a.reference(), false);
    Course.@Nullable Ombudsman offer = report == null ? null : report.course().ombudsman();
    if (report == null) {
      settle(written, null, "unknown");
    } else if (!written.proves(report)) {
      settle(written, report, "status");
    } else if (written.message().repeats() != null && takenBack(report)) {
      settle(written, report, "agreeAgain");
    } else if (offer != null && !offer.handedOver() && !report.stage().ended()) {
      command(written, report, new Command.HandOver(), "agreed");
    } else {
      settle(written, report, offer != null && offer.handedOver() ? "agreed" : "notOffered");
    }
  }

  private boolean takenBack(Report report) {
    return reports.history(report.id()).reversed().stream()
        .map(Entry::event)
        .filter(Event.OfOmbudsman.class::isInstance)
        .findFirst()
        .filter(Event.HandOverUndone.class::isInstance)
        .isPresent();
  }

  /**
   * Undoes what somebody agreed to, maybe in their name. Where nothing was handed over they mean
   * something else, which an office reads.
   */
  void takenBack(Written written, Sms.TakenBack t) {
    @Nullable Report report = about(written.sender(), t.reference(), false);
    Course.@Nullable Ombudsman offer = report == null ? null : report.course().ombudsman();
    if (report == null || offer == null || !offer.handedOver()) {
      if (report != null && written.message().repeats() != null && takenBack(report)) {
        settle(written, report, "takenBack");
      } else {
        replied(written, report, t.words());
      }
    } else if (!written.proves(report)) {
      settle(written, report, "status");
    } else if (offer.undoable(written.message().arrivedAt())) {
      command(written, report, new Command.UndoHandOver(), "takenBack");
    } else {
      settle(written, report, "takenBackLate");
    }
  }

  /**
   * Silences whoever owns the address, so it takes as much as closing a report, and they hear of it
   * however much was asked that day.
   */
  void silence(Written written, boolean silent) {
    Sender sender = written.sender();
    @Nullable Report newest = about(sender, null, false);
    if (newest == null) {
      settle(written, null, "nobody"); // silent beforehand, they would never hear of it
      return;
    }
    boolean marked = written.marked() != null && about(sender, written.marked(), false) != null;
    if (!written.vouched() && !marked) {
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

  /**
   * Words for a report that is not theirs wait for a person: they may be from another address. What
   * was answered is disputed by whoever says that it is not so, in whatever words, or was just
   * asked why.
   */
  void replied(Written written, @Nullable Report report, String words) {
    if (report == null) {
      inbox.lookOnce(written.message().id(), "stranger");
      answers.say(null, written.sender(), "unknown");
    } else if (report.stage() == Stage.ANSWERED && disputes(written, report, words)) {
      command(written, report, new Command.Dispute(words, written.files()), "disputed");
    } else {
      command(written, report, new Command.Reply(words, written.files()), "replied");
    }
  }

  private boolean disputes(Written written, Report report, String words) {
    return (Afterwords.denies(words) && !Afterwords.elsewhere(words, report.matter().text()))
        || (Afterwords.tells(words, report.matter().text())
            && Afterwords.explaining(words, report.reference(), report.matter().text()).orElse(null)
                instanceof Sms.NotSolved
            && answers.saidLast(report, written.sender(), "why"));
  }

  void command(Written written, Report report, Command command, String said) {
    if (echoes.said(written, report, command)) {
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
   * Whoever says of a report that is closed that it is not solved disputes it, as long as that may
   * be said. All other words wait for a person, whatever of the answer is sent.
   */
  private void refused(Written written, Report report, Command command) {
    boolean late = command instanceof Command.Reply r && denied(written, report, r.text());
    if (late && command instanceof Command.Reply r) {
      command(written, report, new Command.Dispute(r.text(), r.evidence()), "disputed");
    } else if (command instanceof Command.Reply || command instanceof Command.Dispute) {
      leave(written, report);
    } else {
      settle(written, report, "status");
    }
  }

  /** Whether it is said that a closed report is not solved, by whoever may reopen it so. */
  static boolean denied(Written written, Report report, String words) {
    return Afterwords.denies(words)
        && !Afterwords.elsewhere(words, report.matter().text())
        && reopenable(report, written.message().arrivedAt())
        && written.proves(report);
  }

  void leave(Written written, Report report) {
    inbox.lookOnce(written.message().id(), "refused");
    answers.say(report, written.sender(), "refused");
  }

  static boolean reopenable(Report report, Instant at) {
    Course.@Nullable Closing closing = report.course().closing();
    return report.stage() == Stage.CLOSED
        && closing != null
        && !at.isAfter(closing.reopenableUntil());
  }

  /**
   * A number that no report has, and words besides: where one of theirs has nearly that number, the
   * words belong to it, but nothing is closed by that.
   */
  Optional<Sms> nearly(Written written, Sms.WrongNumber wrong) {
    List<Sms> near =
        wrong.text().isEmpty()
            ? List.of()
            : reports.ofReporters(written.sender().ids(), RECENT).stream()
                .filter(r -> r.reference().nearly(wrong.typed()))
                .map(r -> wrong.with(r.reference()))
                .toList();
    return near.size() == 1 && near.getFirst().carries()
        ? Optional.of(near.getFirst())
        : Optional.empty();
  }

  /** A number that is none of theirs; words that came with it wait for a person. */
  void unknown(Written written, Sms.WrongNumber wrong) {
    if (wrong.text().isEmpty()) {
      settle(written, null, "unknown");
    } else {
      inbox.lookOnce(written.message().id(), "stranger");
      answers.say(null, written.sender(), "unknown");
    }
  }

  void settle(Written written, @Nullable Report report, String said) {
    inbox.read(written.message().id(), report == null ? null : report.id().value());
    answers.say(report, written.sender(), said);
  }

  /**
   * The report with the number if it was filed from this address, the newest one without a number;
   * null when there is none.
   *
   * @param others what everybody may see counts too
   */
  @Nullable Report about(Sender sender, @Nullable Reference reference, boolean others) {
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
