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
  NATIONAL_ADMIN
}
