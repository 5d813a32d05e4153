package id.lapor.notification;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.ZoneId;

/** Whose civil hours a message keeps, also when it is sent late, as its line was down. */
sealed interface Quiet {

  /**
   * @param zone of who is at work on the report
   */
  record Reporter(ZoneId zone) implements Quiet {
    Instant next(Instant now) {
      return CivilHours.REPORTERS.next(now, zone, _ -> true);
    }
  }

  record Office(AgencyId office) implements Quiet {}
}
