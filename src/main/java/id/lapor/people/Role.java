package id.lapor.people;

/** What an officer may do, by position in the agency tree (DOMAIN section 2). */
public enum Role {
  /** Verifies and forwards inside one government. */
  COORDINATOR,
  /** Answers for an agency. */
  LIAISON,
  /** Approves what needs a second person. */
  APPROVER,
  /** Watches and issues reprimands. */
  SUPERVISOR,
  /** Verifies what names no government; arbiter. */
  NATIONAL_ADMIN,
  /** Opens and closes accounts below itself; sees no reports. */
  ADMINISTRATOR;

  /** Whether the role can come to see who a reporter is, and so needs a second step to sign in. */
  public boolean mayMeetIdentities() {
    return this == COORDINATOR || this == SUPERVISOR || this == NATIONAL_ADMIN;
  }

  /** Whether a stolen password alone must not be enough. */
  public boolean needsSecondStep() {
    return mayMeetIdentities() || this == ADMINISTRATOR;
  }
}
