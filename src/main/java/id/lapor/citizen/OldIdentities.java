package id.lapor.citizen;

import id.lapor.people.ReporterId;
import id.lapor.people.Retained;
import id.lapor.platform.db.OneByOne;
import id.lapor.report.Bygones;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Whose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Who reported what ended long ago. It goes as if the reporter had asked for it: the case, its
 * clean copies, its numbers and every proof stay. An account's own identity belongs to no report
 * and stays as long as the account.
 */
@Component
class OldIdentities implements Retained {

  private final Bygones bygones;
  private final Reports reports;
  private final Whose whose;
  private final Erasure erasure;
  private final OneByOne oneByOne;

  /**
   * With whom it went wrong, so that others come to their turn; tried again once all others went.
   */
  private final Set<ReporterId> stuck = ConcurrentHashMap.newKeySet();

  OldIdentities(Bygones bygones, Reports reports, Whose whose, Erasure erasure, OneByOne oneByOne) {
    this.bygones = bygones;
    this.reports = reports;
    this.whose = whose;
    this.erasure = erasure;
    this.oneByOne = oneByOne;
  }

  @Override
  public Rule rule() {
    return Rule.IDENTITIES;
  }

  @Override
  public long due(Instant before) {
    return bygones.count(before);
  }

  @Override
  public int letGo(Instant before, int most) {
    int went = 0;
    List<ReporterId> going = List.of();
    do {
      going =
          bygones.first(before, most + stuck.size()).stream()
              .filter(r -> !stuck.contains(r))
              .limit(most - went)
              .toList();
      List<ReporterId> failed =
          oneByOne.each("Letting go of who reported long ago", going, r -> letGo(r, before));
      stuck.addAll(failed);
      went += going.size() - failed.size();
    } while (!going.isEmpty() && went < most);
    if (went < most) {
      stuck.clear();
    }
    return went;
  }

  /** Of whom a report is only said to be, by its row, is not let go of. */
  private void letGo(ReporterId reporter, Instant before) {
    List<Report> filed = reports.filedBy(List.of(reporter));
    if (!filed.stream().allMatch(whose::sure)) {
      throw new IllegalStateException("A report is not what its history says");
    }
    filed.forEach(r -> erasure.expire(r, before));
    bygones.gone(reporter); // also one the vault has lost; else it would be due for ever
  }
}
