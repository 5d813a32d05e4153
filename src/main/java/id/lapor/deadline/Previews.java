package id.lapor.deadline;

import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a change would do to open clocks, looked at and not done. */
@Component
class Previews {

  private static final int AT_ONCE = 500;
  private static final int EXAMINED = 5_000;

  private final RecountStore store;
  private final LedgerStore ledgers;
  private final Settings settings;
  private final Reports reports;
  private final InstantSource clock;

  Previews(
      RecountStore store,
      LedgerStore ledgers,
      Settings settings,
      Reports reports,
      InstantSource clock) {
    this.store = store;
    this.ledgers = ledgers;
    this.settings = settings;
    this.reports = reports;
    this.clock = clock;
  }

  Recounts.Preview of(House house, Instant from) {
    return of(house, from, clock.instant());
  }

  /**
   * @param from nothing due before it can move
   * @param then when the change reaches the clocks
   */
  Recounts.Preview of(House house, Instant from, Instant then) {
    @Nullable House earlier = store.underway(clock.instant()) ? settings.fresh() : null;
    boolean all = earlier != null || from.equals(Instant.MAX);
    List<Recounts.Move> moves = new ArrayList<>();
    int examined = 0;
    int letters = 0;
    Mark mark = new Mark(all ? then : from, 0);
    for (int seen = 0; seen < EXAMINED; seen += AT_ONCE) {
      List<Clock> page = store.ahead(mark, AT_ONCE);
      List<Clock> open = page.stream().filter(c -> opens(c, then)).toList();
      Map<ReportId, Report> about = about(open);
      for (Ledger l : ledgers.withRuns(open)) {
        Report report = Objects.requireNonNull(about.get(l.clock().report()));
        Clock before = counted(l, earlier, report);
        Clock after = Recount.of(l, house, report.receivedAt(), then).clock();
        if (!after.dueAt().equals(before.dueAt())) {
          moves.add(new Recounts.Move(before, after.dueAt(), report.reference()));
        } else if (after.breachedAt() != null
            && !Objects.equals(after.firesAt(), before.firesAt())) {
          letters++;
        }
      }
      examined += open.size();
      if (page.size() < AT_ONCE) {
        return new Recounts.Preview(moves, examined, letters, false);
      }
      mark = new Mark(page.getLast().dueAt(), page.getLast().id());
    }
    return new Recounts.Preview(moves, examined, letters, true);
  }

  /** As it is or, while an earlier change is on its way to it, as that will leave it. */
  private Clock counted(Ledger ledger, @Nullable House earlier, Report report) {
    return earlier == null
        ? ledger.clock()
        : Recount.of(ledger, earlier, report.receivedAt(), clock.instant()).clock();
  }

  private Map<ReportId, Report> about(List<Clock> clocks) {
    return reports.all(clocks.stream().map(Clock::report).distinct().toList()).stream()
        .collect(Collectors.toMap(Report::id, Function.identity()));
  }

  /** Whether by that moment it has not been missed, nor its next letter gone out. */
  private static boolean opens(Clock c, Instant then) {
    return switch (c.state()) {
      case PAUSED -> true;
      case RUNNING -> {
        @Nullable Instant next = c.breachedAt() == null ? c.dueAt() : c.firesAt();
        yield next != null && !next.isBefore(then);
      }
      case STOPPED -> false;
    };
  }
}
