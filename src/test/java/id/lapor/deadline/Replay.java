package id.lapor.deadline;

import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Histories;
import id.lapor.report.Report;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The clocks a journal tells of. */
final class Replay {

  private Replay() {}

  static List<Clock> of(House house, Report report, List<Entry> history) {
    return of(house, report, history, UnaryOperator.identity());
  }

  /**
   * @param kept as the clocks are found again before each act
   */
  static List<Clock> of(
      House house, Report report, List<Entry> history, UnaryOperator<List<Ledger>> kept) {
    Event.Filed filed = (Event.Filed) history.getFirst().event();
    Report at = Histories.first(report, filed, history.getFirst().at());
    List<Ledger> ledgers = List.of();
    @Nullable Report before = null;
    for (Entry entry : history) {
      if (before != null) {
        at = Histories.after(at, entry.event(), entry.at());
      }
      Timekeeper keeper = new Timekeeper(house, at, report.receivedAt(), kept.apply(ledgers));
      for (Act act : ClockRules.react(before, at, entry)) {
        keeper.carryOut(act, entry.at(), entry.event().getClass().getSimpleName());
      }
      ledgers = keeper.all();
      if (entry.event() instanceof Event.Escalated e) {
        ledgers = ledgers.stream().map(l -> noticed(l, e)).toList();
      }
      before = at;
    }
    return ledgers.stream().map(Ledger::clock).toList();
  }

  /** What the watch wrote down about it. */
  private static Ledger noticed(Ledger ledger, Event.Escalated e) {
    Clock c = ledger.clock();
    boolean own =
        c.state() == Clock.State.RUNNING
            && c.kind().name().equals(e.clock())
            && c.office().equals(e.office())
            && c.dueAt().equals(e.dueAt());
    return own ? new Ledger(climbed(c, e.step() + 1), ledger.runs()) : ledger;
  }

  private static Clock climbed(Clock c, int step) {
    ClockEdit edit = c.edit();
    edit.step = step;
    edit.breachedAt = c.dueAt();
    return edit.done();
  }
}
