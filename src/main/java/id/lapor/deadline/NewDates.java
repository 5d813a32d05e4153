package id.lapor.deadline;

import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Dates agencies gave in answer to letters: whether they were kept is recorded, once. */
@Component
class NewDates {

  private static final int AT_ONCE = 500;

  private final EndStore ends;
  private final Reports reports;

  NewDates(EndStore ends, Reports reports) {
    this.ends = ends;
    this.reports = reports;
  }

  /**
   * Notes those that have passed. What somebody is at work on is left for the next look: it may
   * just be kept.
   */
  @Transactional
  void pass(Instant now) {
    Map<Long, Set<ReportId>> passed =
        ends.passed(now, AT_ONCE).stream()
            .collect(
                Collectors.groupingBy(
                    EndStore.Passed::letter,
                    Collectors.mapping(EndStore.Passed::report, Collectors.toSet())));
    if (passed.isEmpty()) {
      return;
    }
    List<ReportId> about = passed.values().stream().flatMap(Set::stream).distinct().toList();
    Set<ReportId> free =
        reports.lockFree(about).stream().map(Report::id).collect(Collectors.toSet());
    passed.values().removeIf(of -> !free.containsAll(of));
    ends.miss(passed.keySet(), now);
  }
}
