package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.OfficeHours;
import id.lapor.agency.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;

/** Calendars and rules as the clocks of a report need them. */
interface House {

  OfficeHours hours();

  /** Rules by which an office is measured on a report received at the moment given. */
  RuleBook rules(AgencyId office, Instant received);

  /** A version by its number. */
  RuleBook book(long id);

  /** Minutes at a desk run by the desk's hours, calendar days by none, all else by the office's. */
  default WorkingCalendar calendar(ClockKind kind, Allowance.Unit unit, AgencyId office) {
    return switch (unit) {
      case CALENDAR_DAYS -> WorkingCalendar.always(hours().office(office).zone());
      case MINUTES, HOURS, WORKING_DAYS ->
          kind == ClockKind.TRIAGE ? hours().desk(office) : hours().office(office);
    };
  }

  /** Last moment of an office's day; of the next on which it works, when it is closed then. */
  default Instant end(AgencyId office, LocalDate day) {
    WorkingCalendar calendar = hours().office(office);
    return calendar.plusDays(day.atStartOfDay(calendar.zone()).toInstant(), 1);
  }

  default WorkingCalendar calendar(Clock clock) {
    return calendar(clock.kind(), clock.unit(), clock.office());
  }
}
