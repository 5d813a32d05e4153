package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an operator brings again, and which reports may be meant by it. */
@Component
class Echoes {

  private static final int RECENT = 20;

  private final Reports reports;

  Echoes(Reports reports) {
    this.reports = reports;
  }

  /** The report of theirs that the same words were about before. */
  Optional<Report> before(Written written) {
    @Nullable Long before = written.message().repeats();
    return before == null || written.sender().wire() != Wire.Kind.SMS
        ? Optional.empty()
        : reports
            .find(new ReportId(before))
            .filter(r -> written.sender().ids().contains(r.matter().reporter()));
  }

  /**
   * Reports of theirs that may be meant where no number says which, the newest first: of the same
   * words that which they were about before, and no other.
   */
  List<Report> meant(Written written) {
    return before(written)
        .map(List::of)
        .orElseGet(() -> reports.ofReporters(written.sender().ids(), RECENT));
  }

  /**
   * Other reports of theirs that were answered, where the one these words were about before is not,
   * or not any more: they may be brought again or said anew of one of these. None where that one
   * was filed with these words.
   */
  List<Report> anew(Written written, String words) {
    boolean doubtful =
        before(written)
            .filter(r -> r.stage() != Stage.ANSWERED && !same(r.matter().text(), words))
            .isPresent();
    return doubtful
        ? reports.ofReporters(written.sender().ids(), RECENT).stream()
            .filter(r -> r.stage() == Stage.ANSWERED)
            .toList()
        : List.of();
  }

  /**
   * An operator whose line broke brings an SMS again, minutes later and under another number. Once
   * the office has answered, the same words say something new; once it has asked or written, they
   * say something new unless they are those the report was filed with.
   */
  boolean said(Written written, Report report, Command command) {
    @Nullable Long before = written.message().repeats();
    if (written.sender().wire() != Wire.Kind.SMS
        || before == null
        || before != report.id().value()) {
      return false;
    }
    boolean asked = false;
    for (Entry entry : reports.history(report.id()).reversed()) {
      Event event = entry.event();
      if (event instanceof Event.Answered
          || event instanceof Event.Confirmed
          || event instanceof Event.ClosedBySilence) {
        return false;
      }
      if (filed(event, command) || (!asked && same(event, command))) {
        return true;
      }
      asked |= asks(event);
    }
    return false;
  }

  private static boolean asks(Event event) {
    return event instanceof Event.Held
        || event instanceof Event.Wrote
        || event instanceof Event.FollowedUp
        || event instanceof Event.Scheduled;
  }

  private static boolean filed(Event event, Command command) {
    return event instanceof Event.Filed f && same(f.matter().text(), words(command));
  }

  private static boolean same(Event event, Command command) {
    return (event instanceof Event.Replied r
            && command instanceof Command.Reply c
            && same(r.text(), c.text()))
        || (event instanceof Event.Disputed d && same(d.reason(), words(command)));
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
}
