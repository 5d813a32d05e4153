package id.lapor.publication;

import static java.util.stream.Collectors.groupingBy;

import id.lapor.agency.AgencyId;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.SmallTallies;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * How offices keep their promises, as it is published: reports nobody may read count in totals of
 * at least five only (DOMAIN section 7), else each of them would be seen by the number it adds to.
 */
@Component
class Tallies {

  private static final int FEWEST_WITH_SECRET = 5;

  private final Deadlines deadlines;
  private final SmallTallies small;
  private final Reports reports;

  Tallies(Deadlines deadlines, SmallTallies small, Reports reports) {
    this.deadlines = deadlines;
    this.small = small;
    this.reports = reports;
  }

  Map<AgencyId, Deadlines.Tally> of(Collection<AgencyId> offices) {
    Map<AgencyId, Deadlines.Tally> all = new HashMap<>(deadlines.tallies(offices));
    Set<AgencyId> few =
        all.entrySet().stream()
            .filter(e -> few(e.getValue().open()) || few(e.getValue().due()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<SmallTallies.Counted> promises = few.isEmpty() ? List.of() : small.of(few);
    Set<ReportId> known =
        reports
            .all(promises.stream().map(SmallTallies.Counted::report).distinct().toList())
            .stream()
            .filter(r -> r.matter().visibleToAll())
            .map(Report::id)
            .collect(Collectors.toSet());
    Map<AgencyId, List<SmallTallies.Counted>> each =
        promises.stream().collect(groupingBy(SmallTallies.Counted::office));
    for (AgencyId office : few) {
      Deadlines.Tally seen =
          SmallTallies.tally(each.getOrDefault(office, List.of()), c -> known.contains(c.report()));
      all.computeIfPresent(office, (_, whole) -> shown(whole, seen));
    }
    return all;
  }

  Deadlines.Tally of(AgencyId office) {
    return of(List.of(office)).getOrDefault(office, Deadlines.Tally.NONE);
  }

  /** Of each total the whole where it is large enough, else what everybody may know of. */
  private static Deadlines.Tally shown(Deadlines.Tally whole, Deadlines.Tally seen) {
    boolean open = few(whole.open());
    boolean due = few(whole.due());
    return new Deadlines.Tally(
        open ? seen.open() : whole.open(),
        open ? seen.over() : whole.over(),
        due ? seen.due() : whole.due(),
        due ? seen.kept() : whole.kept(),
        whole.more(),
        whole.moreOver());
  }

  private static boolean few(long total) {
    return total < FEWEST_WITH_SECRET;
  }
}
