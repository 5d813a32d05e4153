package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
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
   * An operator whose line broke brings an SMS again, minutes later and under another number. Once
   * the office has answered, the same words say something new.
   */
  boolean said(Written written, Report report, Command command) {
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
        case Event.Filed f when same(f.matter().text(), words(command)) -> {
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
}
