package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.evidence.EvidenceId;
import id.lapor.report.Arrival;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import java.util.List;

/**
 * A message that was read.
 *
 * @param files that came along and were taken
 * @param turnedDown those that were not, each with the reason
 * @param proven it answers what only the reporter was sent
 */
record Written(
    Inbox.Arrived message,
    Sender sender,
    List<EvidenceId> files,
    List<String> turnedDown,
    boolean proven) {

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

  void tell(WireAnswers answers, Report report, Sender to) {
    if (!turnedDown.isEmpty()) {
      answers.turnedDown(report, to, turnedDown);
    }
  }
}
