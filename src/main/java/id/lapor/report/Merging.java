package id.lapor.report;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a merge means for the other report: it takes note of who goes on with it, and when its
 * reporter withdraws, the matter of those goes on without it.
 */
@Component
class Merging {

  private static final Actor HOUSE = new Actor.House("merge");

  private final Reports reports;

  Merging(Reports reports) {
    this.reports = reports;
  }

  @EventListener
  void on(Changes changes) {
    changes.all().stream()
        .flatMap(c -> c.entries().stream())
        .forEach(e -> {
          if (e.event() instanceof Event.Merged m) {
            reports.command(m.into(), new Command.Join(e.report()), e.actor());
          }
        });
    separate(changes);
  }

  private void separate(Changes changes) {
    List<ReportId> withdrawn =
        changes.all().stream()
            .filter(c -> c.entries().stream().anyMatch(e -> e.event() instanceof Event.Withdrawn))
            .map(c -> c.after().id())
            .toList();
    reports.mergedInto(withdrawn).values().stream()
        .flatMap(List::stream)
        .filter(r -> withdrawn.contains(r.course().mergedInto()))
        .forEach(r -> reports.command(r.id(), new Command.Separate(""), HOUSE));
  }
}
