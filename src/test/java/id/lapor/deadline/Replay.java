package id.lapor.deadline;

import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Histories;
import id.lapor.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clocks a journal tells of. */
final class Replay {

  private Replay() {}

  static List<Clock> of(House house, Report report, List<Entry> history) {
    Event.Filed filed = (Event.Filed) history.getFirst().event();
    Report at = Histories.first(report, filed, history.getFirst().at());
    List<Ledger> ledgers = List.of();
    @Nullable Report before = null;
    for (Entry entry : history) {
      if (before != null) {
        at = Histories.after(at, entry.event(), entry.at());
      }
      Timekeeper keeper = new Timekeeper(house, at, report.receivedAt(), ledgers);
      for (Act act : ClockRules.react(before, at, entry)) {
        keeper.carryOut(act, entry.at(), entry.event().getClass().getSimpleName());
      }
      ledgers = keeper.all();
      before = at;
    }
    return ledgers.stream().map(Ledger::clock).toList();
  }
}
