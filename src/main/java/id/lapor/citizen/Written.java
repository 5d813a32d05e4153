package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.evidence.EvidenceId;
import id.lapor.report.Arrival;
import id.lapor.report.Channel;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was read.
 *
 * @param files that came along and were taken
 * @param turnedDown those that were not, each with the reason
 * @param vouched the wire itself says whose the address is, as far as it can
 * @param marked the report it answers a message of ours about, which only its reporter was sent
 */
record Written(
    Inbox.Arrived message,
    Sender sender,
    List<EvidenceId> files,
    List<String> turnedDown,
    boolean vouched,
    @Nullable Reference marked) {

  /** When it came, and when it was sent as its wire tells. */
  Arrival arrival() {
    return new Arrival(message.arrivedAt(), channel(), message.letter().sentAt());
  }

  Channel channel() {
    return switch (sender.wire()) {
      case SMS -> Channel.SMS;
      case EMAIL -> Channel.EMAIL;
      case X -> Channel.X;
    };
  }

  /** Whether it is from the reporter of this very report; a mark of another one proves nothing. */
  boolean proves(Report report) {
    return vouched || report.reference().equals(marked);
  }

  void tell(WireAnswers answers, Report report, Sender to) {
    if (!turnedDown.isEmpty()) {
      answers.turnedDown(report, to, turnedDown);
    }
  }
}
