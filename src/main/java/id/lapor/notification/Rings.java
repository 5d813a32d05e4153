package id.lapor.notification;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.WorkingCalendar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a message may ring: now, or where it keeps civil hours and this is none, at the next. */
@Component
class Rings {

  private final Calendars calendars;

  Rings(Calendars calendars) {
    this.calendars = calendars;
  }

  Instant next(@Nullable Quiet quiet, Instant now) {
    return switch (quiet) {
      case null -> now;
      case Quiet.Reporter r -> r.next(now);
      case Quiet.Office o -> office(o.office(), now);
    };
  }

  /** A desk that is open at night is told at night. */
  Instant office(AgencyId office, Instant now) {
    if (calendars.desk(office).isWorking(now)) {
      return now;
    }
    WorkingCalendar days = calendars.office(office);
    return CivilHours.OFFICERS.next(now, days.zone(), days::worksOn);
  }
}
