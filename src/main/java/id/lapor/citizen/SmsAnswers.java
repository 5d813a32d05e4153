package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.channel.Wire;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.notification.Wires;
import id.lapor.people.ReporterId;
import id.lapor.platform.page.Texts;
import id.lapor.report.Refusal;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the SMS desk says back: short, plain, in Indonesian, to the telephone that asked. */
@Component
class SmsAnswers {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu HH.mm z", Texts.INDONESIAN);

  private final Wires wires;
  private final Deadlines deadlines;
  private final Agencies agencies;
  private final Texts texts;

  SmsAnswers(Wires wires, Deadlines deadlines, Agencies agencies, Texts texts) {
    this.wires = wires;
    this.deadlines = deadlines;
    this.agencies = agencies;
    this.texts = texts;
  }

  /**
   * @param key under {@code citizen.sms}
   */
  void say(@Nullable Report report, ReporterId to, String key) {
    String words =
        report == null
            ? texts.get(Texts.INDONESIAN, "citizen.sms." + key)
            : texts.get(
                Texts.INDONESIAN,
                "citizen.sms." + key,
                report.reference().toString(),
                stage(report),
                due(report));
    wires.answer(report == null ? null : report.id(), to, Wire.Kind.SMS, words);
  }

  /** Why it was not done, and how it stands. */
  void refuse(Report report, ReporterId to, Refusal why) {
    String words =
        texts.get(
            Texts.INDONESIAN,
            "citizen.sms.refused",
            report.reference().toString(),
            texts.get(Texts.INDONESIAN, "report.refused." + why.name()),
            stage(report));
    wires.answer(report.id(), to, Wire.Kind.SMS, words);
  }

  void mute(List<ReporterId> reporters, boolean silent) {
    if (silent) {
      wires.mute(reporters, Wire.Kind.SMS);
    } else {
      wires.unmute(reporters, Wire.Kind.SMS);
    }
  }

  private String stage(Report report) {
    return report.stage() == Stage.FORWARDED
        ? texts.get(Texts.INDONESIAN, "report.step.to", holder(report).name())
        : texts.get(Texts.INDONESIAN, "report.step." + report.stage().name())
            + ", "
            + holder(report).name();
  }

  /** The promise that is due first, as a sentence; empty when none is open. */
  private String due(Report report) {
    return deadlines.of(report.id()).stream()
        .filter(c -> c.open() && c.kind().owed())
        .min(Comparator.comparing(Clock::dueAt))
        .map(c -> texts.get(Texts.INDONESIAN, "citizen.sms.due", when(c.dueAt(), report)))
        .orElse("");
  }

  private String when(Instant at, Report report) {
    return WHEN.format(at.atZone(holder(report).zone()));
  }

  private Agency holder(Report report) {
    return agencies.get(report.course().lead().orElse(report.course().desk()));
  }
}
