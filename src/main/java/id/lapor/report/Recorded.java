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
  private final Journal journal;
  private final Story story;

  Recorded(JdbcClient jdbc, Trail trail, Journal journal, Story story) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.journal = journal;
    this.story = story;
  }

  /**
   * A journal, read once.
   *
   * @param fits it has an act for each of so many leaves, and tells each as it happened
   * @param opened what the reporter may compute again by themselves, by the numbers of the acts
   */
  public record Read(boolean fits, Map<Integer, Trail.Opened> opened) {}

  /**
   * @param leaves how many there are on the trail
   */
  public Read read(Report report, int leaves) {
    List<JournalRow> rows = JournalRow.of(jdbc, report.id());
    List<Act> acts = rows.stream().map(JournalRow::act).toList();
    boolean fits = acts.size() == leaves && trail.holds(acts);
    return new Read(fits, open(report, rows.stream().map(r -> r.entry(journal)).toList(), acts));
  }

  /**
   * What they did and what the house did by itself, as far as they are told of it. Of what officers
   * did the journal holds names, which are for nobody outside; and the filing of somebody who can
   * be reached holds their number here, the same in each of their reports.
   */
  private Map<Integer, Trail.Opened> open(Report report, List<Entry> history, List<Act> acts) {
    Set<Integer> told =
        story.tell(report, history, Line.Eyes.REPORTER).stream()
            .filter(l -> !l.hidden())
            .map(Line::seq)
            .collect(Collectors.toCollection(HashSet::new));
    told.removeIf(seq -> history.stream().anyMatch(e -> e.seq() == seq && !mayOpen(e)));
    return trail.open(acts.stream().filter(a -> told.contains(a.seq())).toList());
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
}
