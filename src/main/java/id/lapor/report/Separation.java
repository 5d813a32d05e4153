package id.lapor.report;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** When a reporter withdraws, the matter of those who were merged into the report goes on. */
@Component
class Separation {

  private static final Actor HOUSE = new Actor.House("merge");

  private final Reports reports;

  Separation(Reports reports) {
    this.reports = reports;
  }

  @EventListener
  void on(Changes changes) {
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
