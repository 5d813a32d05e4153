package id.lapor.citizen;

import id.lapor.people.ReporterId;
import id.lapor.people.Retained;
import id.lapor.report.Bygones;
import id.lapor.report.Reports;
import java.time.Instant;
import java.util.List;
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
  private final Erasure erasure;

  OldIdentities(Bygones bygones, Reports reports, Erasure erasure) {
    this.bygones = bygones;
    this.reports = reports;
    this.erasure = erasure;
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
    List<ReporterId> going = bygones.first(before, most);
    reports.filedBy(going).forEach(r -> erasure.expire(r, before));
    going.forEach(bygones::gone); // also one the vault has lost; else it would be due for ever
    return going.size();
  }
}
