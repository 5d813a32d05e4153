package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what somebody wrote, on whatever wire: files it, adds it to a report of theirs, has done
 * what they ask for ({@link CommandDesk}), and answers in the same words. The address somebody
 * writes from is a claim: it opens a report and speaks for reports filed from it, and every answer
 * goes to that address and nowhere else.
 */
@Service
class LetterDesk {

  /** Letters and digits below which a text is no matter. */
  static final int SHORTEST = 12;

  /** Letters and digits a number is written with. */
  private static final int NUMBER = 9;

  private final Inbox inbox;
  private final Reports reports;
  private final MessageFiling filing;
  private final WireAnswers answers;
  private final CommandDesk commands;
  private final Echoes echoes;

  LetterDesk(
      Inbox inbox,
      Reports reports,
      MessageFiling filing,
      WireAnswers answers,
      CommandDesk commands,
      Echoes echoes) {
    this.inbox = inbox;
    this.reports = reports;
    this.filing = filing;
    this.answers = answers;
    this.commands = commands;
    this.echoes = echoes;
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
      case Sms.Check c -> commands.check(written, c);
      case Sms.NotSolved n -> commands.notSolved(written, n);
      case Sms.Solved s -> commands.solved(written, s);
      case Sms.Agreed a -> commands.agreed(written, a);
      case Sms.TakenBack t -> commands.takenBack(written, t);
      case Sms.Reply r ->
          commands.replied(
              written, commands.about(written.sender(), r.reference(), false), r.words());
      case Sms.WrongNumber w ->
          commands
              .nearly(written, w)
              .ifPresentOrElse(meant -> act(written, meant), () -> commands.unknown(written, w));
      case Sms.Stop _ -> silence(written, true);
      case Sms.Start _ -> silence(written, false);
      case Sms.Help _ -> commands.settle(written, null, "help");
    }
  }

  /** "Berhenti ya, pak" of whoever was asked something answers that. */
  private void silence(Written written, boolean silent) {
    List<Report> held = held(written);
    String text = written.message().letter().text();
    if (held.size() == 1 && !SmsWords.alone(text)) {
      commands.replied(written, held.getFirst(), text);
    } else {
      commands.silence(written, silent);
    }
  }

  private static Sms cut(Sms said) {
    return switch (said) {
      case Sms.Matter m ->
          new Sms.Matter(m.keyword(), m.visibility(), cut(m.words()), m.mentions());
      case Sms.Reply r -> new Sms.Reply(r.reference(), cut(r.words()));
      case Sms.NotSolved n -> new Sms.NotSolved(n.reference(), cut(n.words()), n.contrary());
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

  /** Of an SMS that is sent again the report itself tells whether its words are news there. */
  private void matter(Written written, Sms.Matter m) {
    Sender sender = written.sender();
    @Nullable Report meant =
        m.mentions() == null ? null : commands.about(sender, m.mentions(), false);
    if (written.message().repeats() != null && sender.wire() != Wire.Kind.SMS) {
      again(written, written.message().repeats());
    } else if (meant != null && meant.stage().ended() && meant.stage() != Stage.MERGED) {
      past(written, m, meant);
    } else if (meant != null) {
      commands.replied(written, meant, m.words());
    } else if (!explained(written, m)
        && !wentOn(written, m)
        && !asked(written, m)
        && !done(written, m)) {
      fresh(written, m);
    }
  }

  /** Whoever was just asked what is not solved says so, in whatever words. */
  private boolean explained(Written written, Sms.Matter m) {
    Optional<Sms> said =
        (unled(written, m) && !kind(written, m.words())
                ? commands.askedWhy(written)
                : Optional.<Report>empty())
            .filter(r -> Afterwords.tells(m.words(), r.matter().text()))
            .flatMap(r -> Afterwords.explaining(m.words(), r.reference(), r.matter().text()));
    said.ifPresent(s -> act(written, s));
    return said.isPresent();
  }

  /**
   * Whoever was asked something by the office answers it, in whatever words. An SMS stands in no
   * thread, so the one report that waits for its reporter is meant; of words that have nothing to
   * do with it only they know whether they answer.
   */
  private boolean asked(Written written, Sms.Matter m) {
    List<Report> held = held(written);
    boolean answers =
        held.size() == 1
            && unled(written, m)
            && !kind(written, m.words())
            && !praises(written, m.words())
            && Afterwords.answers(m.words(), held.getFirst().matter().text());
    if (answers && Afterwords.fits(m.words(), known(held.getFirst()))) {
      commands.replied(written, held.getFirst(), m.words());
    } else if (answers) {
      which(written);
    }
    return answers;
  }

  /** Those that wait for whoever writes an SMS. */
  private List<Report> held(Written written) {
    return written.sender().wire() == Wire.Kind.SMS
        ? open(written, false).stream().filter(r -> r.stage() == Stage.HELD).toList()
        : List.of();
  }

  /** What the report tells, and what the office asked last. */
  private String known(Report held) {
    return reports.history(held.id()).reversed().stream()
        .flatMap(e -> e.event() instanceof Event.Held h ? Stream.of(h.question()) : Stream.empty())
        .findFirst()
        .map(question -> held.matter().text() + " " + question)
        .orElse(held.matter().text());
  }

  private void which(Written written) {
    inbox.lookOnce(written.message().id(), "which");
    answers.say(null, written.sender(), "which");
  }

  /** No word in front says that it is a report of its own. */
  private static boolean unled(Written written, Sms.Matter m) {
    String first = SmsWords.firstWord(SmsWords.capitals(written.message().letter().text()));
    return bare(m) && !first.equals("LAPOR");
  }

  private static boolean bare(Sms.Matter m) {
    return m.keyword() == null && m.visibility() == null;
  }

  /** What the same words led to before; an officer may have put them on a report of another's. */
  private void again(Written written, long about) {
    Optional<Report> report = reports.find(new ReportId(about));
    if (report.filter(r -> written.sender().ids().contains(r.matter().reporter())).isPresent()) {
      commands.settle(written, report.get(), "again");
    } else {
      inbox.lookOnce(written.message().id(), "stranger");
    }
  }

  /**
   * "BALAS masih gelap", "Belum selesai juga", "Kapan selesai pak?": belongs to a report they have,
   * and where it may be said of several only they know to which; but a trouble is that of a report
   * that tells of it, and an answer is denied where one was given. From whoever has none it is a
   * matter of its own.
   */
  private boolean wentOn(Written written, Sms.Matter m) {
    List<Report> meant =
        bare(m)
            ? near(written, m.words()).stream().filter(r -> said(m, r).isPresent()).toList()
            : List.of();
    List<Report> likely = likely(m.words(), meant);
    boolean anew = echoes.anew(written, m.words()).stream().anyMatch(r -> said(m, r).isPresent());
    if (likely.size() == 1 && !anew) {
      act(written, withFiles(written, said(m, likely.getFirst()).orElseThrow(), m.words()));
    } else if (!meant.isEmpty()) {
      which(written);
    }
    return !meant.isEmpty();
  }

  /** Where all that is open tells of other troubles, those that may be reopened and tell of it. */
  private List<Report> near(Written written, String words) {
    List<Report> open = open(written, true);
    boolean others = open.stream().allMatch(r -> Troubles.tells(r.matter().text()));
    if (!Troubles.named(words) || !others || !telling(words, open).isEmpty()) {
      return open;
    }
    List<Report> closed = telling(words, reopenable(written));
    return closed.isEmpty() ? open : closed;
  }

  private static List<Report> telling(String words, List<Report> of) {
    return of.stream().filter(r -> Troubles.same(words, r.matter().text())).toList();
  }

  private static List<Report> likely(String words, List<Report> meant) {
    List<Report> troubled = telling(words, meant);
    if (troubled.isEmpty() && Troubles.named(words)) {
      return meant;
    }
    List<Report> left = troubled.isEmpty() ? meant : troubled;
    return Afterwords.contradicts(words) && answered(left).size() == 1 ? answered(left) : left;
  }

  private static Optional<Sms> said(Sms.Matter m, Report report) {
    return Afterwords.of(m.words(), report.reference(), report.matter().text());
  }

  private static List<Report> answered(List<Report> all) {
    return all.stream().filter(r -> r.stage() == Stage.ANSWERED).toList();
  }

  /** What came along belongs to words. */
  private static Sms withFiles(Written written, Sms said, String words) {
    return said instanceof Sms.Check c && !written.files().isEmpty()
        ? new Sms.Check(c.reference(), words)
        : said;
  }

  /** "Makasih pak, sudah beres" is said of what was answered, like "SELESAI". */
  private boolean done(Written written, Sms.Matter m) {
    boolean done =
        Courtesy.solved(m.words())
            && (!echoes.anew(written, m.words()).isEmpty()
                || !answered(echoes.meant(written)).isEmpty());
    if (done) {
      commands.solved(written, new Sms.Solved(null));
    }
    return done;
  }

  private void fresh(Written written, Sms.Matter m) {
    if (praises(written, m.words())) {
      praised(written, m);
    } else if (SmsWords.letters(m.words()) < SHORTEST
        || kind(written, m.words())
        || Afterwords.asks(m.words(), "")) {
      brief(written, m);
    } else if (written.message().repeats() != null) {
      again(written, written.message().repeats());
    } else {
      file(written, m);
    }
  }

  private boolean praises(Written written, String words) {
    return Afterwords.praises(words, reported(written));
  }

  /** The words of all they reported. */
  private String reported(Written written) {
    return echoes.meant(written).stream()
        .map(r -> r.matter().text())
        .collect(Collectors.joining(" "));
  }

  private boolean kind(Written written, String words) {
    return courteous(words) || Afterwords.thanks(words, reported(written));
  }

  /**
   * "Sudah diperbaiki pak, terima kasih" is said of what was answered, else of what is open; it
   * closes nothing, and where nobody can know of what it is said, a person reads it.
   */
  private void praised(Written written, Sms.Matter m) {
    List<Report> open = open(written, true);
    List<Report> meant = answered(open).isEmpty() ? open : answered(open);
    if (meant.size() == 1 && !meant.getFirst().stage().ended()) {
      commands.replied(written, meant.getFirst(), m.words());
    } else {
      waits(written, written.sender().ids().isEmpty() ? "help" : null);
    }
  }

  private void waits(Written written, @Nullable String said) {
    inbox.lookOnce(written.message().id(), "brief");
    if (said != null) {
      answers.say(null, written.sender(), said);
    }
  }

  private void file(Written written, Sms.Matter m) {
    inbox.read(written.message().id(), filing.file(written, m).id().value());
  }

  private static boolean courteous(String words) {
    return Courtesy.thanks(words) || Courtesy.done(words);
  }

  /**
   * Their reports that are not ended.
   *
   * @param reopenable where there is none of these, those they may still say "not solved" of
   */
  private List<Report> open(Written written, boolean reopenable) {
    List<Report> open = echoes.meant(written).stream().filter(r -> !r.stage().ended()).toList();
    return open.isEmpty() && reopenable ? reopenable(written) : open;
  }

  private List<Report> reopenable(Written written) {
    return echoes.meant(written).stream()
        .filter(r -> CommandDesk.reopenable(r, written.message().arrivedAt()))
        .toList();
  }

  /**
   * "Terima kasih", "di RT 5": belongs to the one report that is open, else nobody can know. Who
   * thanks us for what is done is asked nothing.
   */
  private void brief(Written written, Sms.Matter m) {
    List<Report> open = open(written, false);
    boolean another = elsewhere(open, m.words());
    if (open.size() == 1 && !another) {
      commands.replied(written, open.getFirst(), m.words());
    } else if (written.message().repeats() != null) {
      again(written, written.message().repeats());
    } else if (another || (!written.files().isEmpty() && !kind(written, m.words()))) {
      file(written, m);
    } else {
      boolean asked = written.sender().ids().isEmpty() || !kind(written, m.words());
      waits(written, !asked ? null : open.isEmpty() ? "help" : "which");
    }
  }

  /** "Banjir di RT 5" of whoever reported a lamp. */
  private static boolean elsewhere(List<Report> open, String words) {
    return !open.isEmpty()
        && open.stream().allMatch(r -> Afterwords.elsewhere(words, r.matter().text()));
  }

  /** A matter that names a report of theirs which has ended is mostly a new one. */
  private void past(Written written, Sms.Matter m, Report ended) {
    if (CommandDesk.denied(written, ended, m.words())) {
      commands.command(written, ended, new Command.Dispute(m.words(), written.files()), "disputed");
    } else if (SmsWords.letters(m.words()) >= SHORTEST + NUMBER
        && !praises(written, SmsWords.unnumbered(m.words()))) {
      fresh(written, m);
    } else {
      commands.leave(written, ended);
    }
  }
}
