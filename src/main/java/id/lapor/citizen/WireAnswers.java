package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.channel.Wire;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.notification.Wires;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.page.Texts;
import id.lapor.report.PublicTimes;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is said back to whoever wrote: short, plain, in Indonesian, on the wire they wrote on. */
@Component
class WireAnswers {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu HH.mm z", Texts.INDONESIAN);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Texts.INDONESIAN);

  /** Answers on X to one account, reports it filed apart. */
  private static final int POSTS_A_DAY = 10;

  /**
   * Answers by SMS or e-mail to one address, receipts of reports apart: many for a person, and an
   * end for a machine that does not say it is one and answers each of ours.
   */
  private static final int LETTERS_A_DAY = 20;

  private final Wires wires;
  private final Reporters reporters;
  private final Deadlines deadlines;
  private final Agencies agencies;
  private final Texts texts;

  WireAnswers(
      Wires wires, Reporters reporters, Deadlines deadlines, Agencies agencies, Texts texts) {
    this.wires = wires;
    this.reporters = reporters;
    this.deadlines = deadlines;
    this.agencies = agencies;
    this.texts = texts;
  }

  /**
   * @param key under {@code citizen.sms}, or {@code citizen.mail} where a mail has its own words
   */
  void say(@Nullable Report report, Sender to, String key) {
    if (fitForAll(report, to, key)) {
      sparingly(report, to, words(report, to, key));
    }
  }

  /**
   * That something was decided about their report, or that they hear no more of it. However much
   * was asked that day: whoever wrote in their name may have done that first, so that they hear
   * nothing.
   */
  void confirm(@Nullable Report report, Sender to, String key) {
    if (fitForAll(report, to, key)) {
      answer(report, to, words(report, to, key));
    }
  }

  /** Whether that of this report is what they were told last, where they asked or wrote. */
  boolean saidLast(Report report, Sender to, String key) {
    return wires
        .lastAnswer(to.ids(), to.wire())
        .filter(said -> said.startsWith(words(report, to, key)))
        .isPresent();
  }

  private String words(@Nullable Report report, Sender to, String key) {
    return report == null
        ? texts.get(Texts.INDONESIAN, key(to, key))
        : texts.get(
            Texts.INDONESIAN,
            key(to, key),
            report.reference().toString(),
            stage(report),
            due(report, to));
  }

  /** As long as not all was said that one day is for; the last one says that it is the last. */
  private void sparingly(@Nullable Report report, Sender to, String words) {
    int most = to.wire() == Wire.Kind.X ? POSTS_A_DAY : LETTERS_A_DAY;
    int before = wires.answersToday(known(to), to.wire());
    if (before < most) {
      boolean last = before + 1 == most && to.wire() != Wire.Kind.X;
      answer(
          report,
          to,
          last ? words + "\n\n" + texts.get(Texts.INDONESIAN, "citizen.sms.lastToday") : words);
    }
  }

  /** Also where the address speaks for nobody, because it is forged. */
  private List<ReporterId> known(Sender to) {
    @Nullable String phone = to.contact().phone();
    @Nullable String email = to.contact().email();
    return switch (to.wire()) {
      case SMS -> phone == null ? to.ids() : reporters.havingPhone(phone);
      case EMAIL -> email == null ? to.ids() : reporters.havingEmail(email);
      case X -> to.ids();
    };
  }

  /**
   * Whether it may be said where everybody reads it: there are words of its own for that, and the
   * report is none that nobody knows of. What only its receiver reads may be said.
   */
  private boolean fitForAll(@Nullable Report report, Sender to, String key) {
    return to.wire() != Wire.Kind.X
        || (texts.has("citizen.x." + key)
            && (report == null || report.matter().visibility() != Visibility.SECRET));
  }

  /** Which files were not taken, and why. */
  void turnedDown(Report report, Sender to, List<String> files) {
    sparingly(
        report,
        to,
        texts.get(
            Texts.INDONESIAN,
            "citizen.mail.files",
            report.reference().toString(),
            String.join("\n", files)));
  }

  private void answer(@Nullable Report report, Sender to, String words) {
    wires.answer(
        report == null ? null : report.id(),
        to.as(report, reporters),
        to.wire(),
        subject(report, to),
        words);
  }

  /** In place of the subject a post has none of stands which message it answers. */
  private String subject(@Nullable Report report, Sender to) {
    return switch (to.wire()) {
      case SMS -> "";
      case X -> Wires.answering(to.message());
      case EMAIL ->
          report == null
              ? texts.get(Texts.INDONESIAN, "citizen.mail.subject")
              : texts.get(
                  Texts.INDONESIAN, "citizen.mail.subjectOf", report.reference().toString());
    };
  }

  private String key(Sender to, String key) {
    String own =
        switch (to.wire()) {
          case SMS, EMAIL -> "citizen.mail." + key;
          case X -> "citizen.x." + key;
        };
    return to.wire() != Wire.Kind.SMS && texts.has(own) ? own : "citizen.sms." + key;
  }

  /** Whether that is news. */
  boolean mute(Sender sender, boolean silent) {
    return silent
        ? wires.mute(sender.ids(), sender.wire())
        : wires.unmute(sender.ids(), sender.wire());
  }

  private String stage(Report report) {
    return report.stage() == Stage.FORWARDED
        ? texts.get(Texts.INDONESIAN, "report.step.to", holder(report).name())
        : texts.get(Texts.INDONESIAN, "report.step." + report.stage().name())
            + ", "
            + holder(report).name();
  }

  /** The promise that is due first, as a sentence; empty when none is open. */
  private String due(Report report, Sender to) {
    @Nullable ReporterId reporter = report.matter().reporter();
    boolean own = to.wire() != Wire.Kind.X && reporter != null && to.ids().contains(reporter);
    DateTimeFormatter how = own || !PublicTimes.dayOnly(report) ? WHEN : DAY;
    return deadlines.of(report.id()).stream()
        .filter(c -> c.open() && c.kind().owed())
        .min(Comparator.comparing(Clock::dueAt))
        .map(c -> texts.get(Texts.INDONESIAN, "citizen.sms.due", when(c.dueAt(), report, how)))
        .orElse("");
  }

  private String when(Instant at, Report report, DateTimeFormatter how) {
    return how.format(
        at.atZone(agencies.zoneOf(report.matter().place().region(), report.course().desk())));
  }

  private Agency holder(Report report) {
    return agencies.get(report.course().lead().orElse(report.course().desk()));
  }
}
