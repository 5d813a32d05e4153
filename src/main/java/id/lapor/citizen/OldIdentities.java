package id.lapor.citizen;

import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Retained;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who reported what ended long ago. It goes as if the reporter had asked for it: the case, its
 * clean copies, its numbers and every proof stay. An account's own identity belongs to no report
 * and stays as long as the account.
 */
@Component
class OldIdentities implements Retained {

  private static final int A_SHEET = 500;

  private final Reporters reporters;
  private final Reports reports;
  private final Erasure erasure;

  OldIdentities(Reporters reporters, Reports reports, Erasure erasure) {
    this.reporters = reporters;
    this.reports = reports;
    this.erasure = erasure;
  }

  @Override
  public Rule rule() {
    return Rule.IDENTITIES;
  }

  @Override
  public long due(Instant before) {
    long[] sum = {0};
    each(
        before,
        _ -> {
          sum[0]++;
          return true;
        });
    return sum[0];
  }

  @Override
  public int letGo(Instant before, int most) {
    List<List<Report>> going = new ArrayList<>();
    each(
        before,
        filed -> {
          going.add(filed);
          return going.size() < most;
        });
    going.forEach(filed -> filed.forEach(erasure::expire));
    return going.size();
  }

  /** Told of everything one identity filed; false when no more is wanted. */
  private interface Wanted {
    boolean more(List<Report> filed);
  }

  private void each(Instant before, Wanted wanted) {
    Reporters.@Nullable Aged after = null;
    while (true) {
      List<Reporters.Aged> sheet = reporters.keptBefore(before, after, A_SHEET);
      Map<ReporterId, List<Report>> filed =
          reports.filedBy(sheet.stream().map(Reporters.Aged::reporter).toList()).stream()
              .collect(Collectors.groupingBy(r -> Objects.requireNonNull(r.matter().reporter())));
      for (Reporters.Aged aged : sheet) {
        List<Report> theirs = filed.getOrDefault(aged.reporter(), List.of());
        boolean over = !theirs.isEmpty() && theirs.stream().allMatch(r -> over(r, before));
        if (over && !wanted.more(theirs)) {
          return;
        }
      }
      if (sheet.size() < A_SHEET) {
        return;
      }
      after = sheet.getLast();
    }
  }

  /** Ended, and nothing has moved since; what was merged ends with what it was merged into. */
  private boolean over(Report report, Instant before) {
    @Nullable ReportId into = report.course().mergedInto();
    return report.stage().ended()
        && report.changedAt().isBefore(before)
        && (into == null || reports.find(into).filter(w -> over(w, before)).isPresent());
  }
}
