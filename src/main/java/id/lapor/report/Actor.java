package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import org.jspecify.annotations.Nullable;

/** Who acts: position and person, as written into the journal. */
public sealed interface Actor {

  /**
   * An officer in a position.
   *
   * @param standsInFor account of whose position it is; null when it is their own
   */
  record Officer(long account, String name, AgencyId agency, Role role, @Nullable Long standsInFor)
      implements Actor {

    /** In a position of their own. */
    public Officer(long account, String name, AgencyId agency, Role role) {
      this(account, name, agency, role, null);
    }

    /** Who is signed in, in the position they are at work in. */
    public static Officer of(id.lapor.people.Officer signedIn) {
      return new Officer(
          signedIn.accountId(),
          signedIn.name(),
          new AgencyId(signedIn.agencyId()),
          signedIn.role(),
          signedIn.insteadOf());
    }
  }

  /** The reporter, known by the secret or the device. */
  record Reporter() implements Actor {}

  /** Another citizen, who only says "me too". */
  record Neighbour() implements Actor {}

  /**
   * The house itself: a clock that passed, an import.
   *
   * @param part which part acted, {@code deadline}
   */
  record House(String part) implements Actor {}
}
