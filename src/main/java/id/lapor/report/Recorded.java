package id.lapor.report;

import id.lapor.audit.Act;
import id.lapor.audit.Trail;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The journal of one report as it went on the trail, for whoever proves it. */
@Component
public class Recorded {

  private final JdbcClient jdbc;
  private final Trail trail;
  private final Reports reports;
  private final Story story;

  Recorded(JdbcClient jdbc, Trail trail, Reports reports, Story story) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.reports = reports;
    this.story = story;
  }

  /** Whether the journal has an act for each of so many leaves, and tells each as it happened. */
  public boolean fits(ReportId report, int leaves) {
    List<Act> acts = acts(report);
    return acts.size() == leaves && trail.holds(acts);
  }

  /**
   * What the reporter may compute again by themselves, by the numbers of the acts: what they did
   * and what the house did by itself, as far as they are told of it. Of what officers did the
   * journal holds names, which are for nobody outside; and the filing of somebody who can be
   * reached holds their number here, the same in each of their reports.
   */
  public Map<Integer, Trail.Opened> open(Report report) {
    List<Entry> history = reports.history(report.id());
    Set<Integer> told =
        story.tell(report, history, Line.Eyes.REPORTER).stream()
            .filter(l -> !l.hidden())
            .map(Line::seq)
            .collect(Collectors.toCollection(HashSet::new));
    told.removeIf(seq -> history.stream().anyMatch(e -> e.seq() == seq && !mayOpen(e)));
    List<Act> acts = acts(report.id()).stream().filter(a -> told.contains(a.seq())).toList();
    return trail.open(acts);
  }

  private static boolean mayOpen(Entry entry) {
    if (entry.event() instanceof Event.Filed filed && filed.matter().reporter() != null) {
      return false;
    }
    return switch (entry.actor()) {
      case Actor.Reporter _, Actor.House _ -> true;
      case Actor.Officer _, Actor.Neighbour _ -> false;
    };
  }

  private List<Act> acts(ReportId report) {
    return JournalRow.of(jdbc, report).stream().map(JournalRow::act).toList();
  }
}
