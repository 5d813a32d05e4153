package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The little a decision needs to know beyond the report itself. */
public interface Surroundings {

  /**
   * Ten working days of the office's calendar after the moment: the reporter's turn, the appeal,
   * the reopening window.
   */
  Instant tenWorkingDays(AgencyId office, Instant from);

  /** The calendar day at the office. */
  LocalDate today(AgencyId office, Instant now);

  /** Who decides about the second "not ours". */
  AgencyId arbiter(AgencyId desk);

  /** The agency above, the agency itself at the top. */
  AgencyId superior(AgencyId agency);

  /** The report a merge points to, null when there is none. */
  @Nullable Report other(ReportId id);
}
