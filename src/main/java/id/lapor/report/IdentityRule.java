package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.people.Role;

/**
 * Whether and how somebody in office may learn who a reporter is (DOMAIN section 5). The one place
 * that says so. Pure.
 */
public enum IdentityRule {
  /** Not at all. */
  NEVER,
  /** With a reason, which the reporter sees. */
  ON_REASON,
  /** When a second person agrees, for a short time, and the reporter sees both. */
  TWO_PERSONS;

  /**
   * @param seat where the officer sits
   */
  public static IdentityRule of(Role role, AgencyId seat, Report report) {
    return report.matter().reporter() == null
        ? NEVER
        : of(role, seat, report.course().desk(), report.matter().visibility());
  }

  /** Of a report with a known reporter that lies on a desk. */
  public static IdentityRule of(Role role, AgencyId seat, AgencyId desk, Visibility visibility) {
    return switch (role) {
      case COORDINATOR -> visibility == Visibility.OPEN && desk.equals(seat) ? ON_REASON : NEVER;
      case NATIONAL_ADMIN, SUPERVISOR ->
          switch (visibility) {
            case OPEN -> ON_REASON;
            case ANONYMOUS -> TWO_PERSONS;
            case SECRET -> NEVER;
          };
      case LIAISON, APPROVER, ADMINISTRATOR -> NEVER;
    };
  }
}
