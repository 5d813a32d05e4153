package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.report.Assignment;
import id.lapor.report.Course;
import id.lapor.report.Report;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who has a report now: every office that still owes an act, the one that answers for the whole
 * first, each with the date by which it owes it.
 */
@Service
public class Holders {

  private final Agencies agencies;
  private final Deadlines deadlines;

  Holders(Agencies agencies, Deadlines deadlines) {
    this.agencies = agencies;
    this.deadlines = deadlines;
  }

  /**
   * @param clock its next promise, null when nothing of it runs
   */
  public record Holder(Agency office, @Nullable Clock clock) {}

  /** Never empty: where nobody owes anything any more, the last who did. */
  public List<Holder> of(Report report) {
    return of(report, deadlines.of(report.id()));
  }

  /** The same with the report's clocks, which one has already. */
  public List<Holder> of(Report report, List<Clock> clocks) {
    List<Clock> owed = clocks.stream().filter(c -> c.open() && c.kind().owed()).toList();
    return offices(report.course()).stream()
        .map(id -> new Holder(agencies.get(id), next(owed, id)))
        .toList();
  }

  private static @Nullable Clock next(List<Clock> owed, AgencyId office) {
    return owed.stream()
        .filter(c -> c.office().equals(office))
        .min((a, b) -> a.dueAt().compareTo(b.dueAt()))
        .orElse(null);
  }

  static Set<AgencyId> offices(Course course) {
    Set<AgencyId> open =
        course.assignments().stream()
            .filter(Assignment::open)
            .map(Assignment::agency)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    AgencyId last = course.lead().orElse(course.desk());
    return switch (course.stage()) {
      case RECEIVED, RETURNED -> Set.of(course.desk());
      case HELD -> waitedFor(course, open);
      case FORWARDED, IN_PROGRESS, SCHEDULED, DISPUTED -> open.isEmpty() ? Set.of(last) : open;
      case ANSWERED, CLOSED, ARCHIVED, MERGED, WITHDRAWN -> Set.of(last);
    };
  }

  /** The office that asked goes on when the reporter replies; others owe meanwhile. */
  private static Set<AgencyId> waitedFor(Course course, Set<AgencyId> open) {
    Course.@Nullable Waiting waiting = course.waiting();
    Set<AgencyId> offices = new LinkedHashSet<>();
    offices.add(waiting == null ? course.desk() : waiting.by());
    offices.addAll(open);
    return offices;
  }
}
