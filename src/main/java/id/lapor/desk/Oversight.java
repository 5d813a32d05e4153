package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.deadline.Deadlines;
import id.lapor.people.Officer;
import id.lapor.report.Report;
import org.springframework.stereotype.Component;

/** What those who watch over offices may look at: what concerns the offices below their seat. */
@Component
class Oversight {

  private final Agencies agencies;
  private final Deadlines deadlines;

  Oversight(Agencies agencies, Deadlines deadlines) {
    this.agencies = agencies;
    this.deadlines = deadlines;
  }

  Jurisdiction of(Officer officer) {
    return agencies.jurisdiction(new AgencyId(officer.agencyId()));
  }

  /**
   * A promise that was made stays with the office that made it, so a report that went elsewhere is
   * still the business of who watches over that office.
   */
  boolean covers(Officer officer, Report report) {
    Jurisdiction own = of(officer);
    return own.any(report.course()::concerns)
        || deadlines.of(report.id()).stream()
            .anyMatch(c -> c.kind().owed() && own.covers(c.office()));
  }
}
