package id.lapor.people;

import java.util.EnumSet;
import java.util.Set;

/** What an account administrator may do: only below itself, never for itself. Pure. */
public final class Administration {

  private Administration() {}

  /** Kinds of office, as far as they decide who can sit there. */
  public enum Seat {
    NATIONAL(Role.NATIONAL_ADMIN, Role.SUPERVISOR, Role.APPROVER, Role.ADMINISTRATOR),
    SUPERVISOR(Role.SUPERVISOR, Role.ADMINISTRATOR),
    GOVERNMENT(Role.APPROVER, Role.LIAISON, Role.ADMINISTRATOR),
    COORDINATOR(Role.COORDINATOR, Role.LIAISON, Role.APPROVER, Role.ADMINISTRATOR),
    AGENCY(Role.LIAISON, Role.APPROVER, Role.ADMINISTRATOR),
    UNIT(Role.LIAISON, Role.APPROVER);

    private final Set<Role> roles;

    Seat(Role first, Role... rest) {
      this.roles = EnumSet.of(first, rest);
    }

    /** Roles that exist in such an office; a watching role is nobody's to give away below. */
    public Set<Role> roles() {
      return roles;
    }
  }

  /**
   * Whether the administrator may open, change or close such an account.
   *
   * @param agency where the account sits or shall sit
   * @param within the agency is the administrator's own or below it
   */
  public static boolean may(Officer admin, long agency, Role role, Seat seat, boolean within) {
    boolean own = agency == admin.agencyId();
    return admin.role() == Role.ADMINISTRATOR
        && within
        && seat.roles().contains(role)
        && !(own && role == Role.ADMINISTRATOR);
  }
}
