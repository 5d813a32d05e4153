package id.lapor.people;

import java.time.Instant;

/**
 * Somebody stands in for somebody in one position.
 *
 * @param until the moment from which it no longer holds
 */
public record Deputyship(
    long id,
    long holderId,
    String holder,
    long deputyId,
    String deputy,
    long agencyId,
    Role role,
    Instant since,
    Instant until) {

  /** As it is kept. */
  Deputyship numbered(long number) {
    return new Deputyship(number, holderId, holder, deputyId, deputy, agencyId, role, since, until);
  }

  public boolean holds(Instant now) {
    return !now.isBefore(since) && now.isBefore(until);
  }
}
