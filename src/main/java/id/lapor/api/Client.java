package id.lapor.api;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A system of somebody else that may use the doors for machines.
 *
 * @param desk coordinator of the government it belongs to; what it brings comes there
 * @param aMinute requests with its key
 */
public record Client(
    long id,
    String name,
    AgencyId desk,
    Set<Scope> scopes,
    int aMinute,
    Instant madeAt,
    @Nullable Instant endedAt) {

  public Client {
    scopes = Set.copyOf(scopes);
  }

  /** As it is called where doors are watched; no two are called the same. */
  public String line() {
    return line(name, id);
  }

  static String line(String name, long id) {
    return name + " (" + id + ")";
  }

  /** The same, that may do nothing. */
  Client barred() {
    return new Client(id, name, desk, Set.of(), aMinute, madeAt, endedAt);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /** What an administrator decides about a client. */
  public record Draft(String name, AgencyId desk, Set<Scope> scopes, int aMinute) {
    public Draft {
      scopes = Set.copyOf(scopes);
    }
  }

  /** A client and its key, which is shown now and never again. */
  public record Keyed(Client client, String key) {}

  /** Something done to a client. */
  public record Act(
      long client, int seq, Instant at, What what, long byAccount, String byName, String details) {

    /** What can be done. */
    public enum What {
      MADE,
      /** Another key; the old one no longer works. */
      ROTATED,
      /** For good. */
      ENDED,
      /** It is told of what happens, at an address. */
      HOOK_SET,
      /** Another secret; the old one works for a day. */
      HOOK_SECRET,
      HOOK_STOPPED,
      HOOK_RESUMED,
      /** What was given up, or one thing, is told again. */
      HOOK_AGAIN
    }
  }
}
