package id.lapor.agency;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The offices somebody watches over.
 *
 * @param everywhere all there are, whatever the set says
 */
public record Jurisdiction(boolean everywhere, Set<AgencyId> offices) {

  public static final Jurisdiction COUNTRY = new Jurisdiction(true, Set.of());

  public Jurisdiction {
    offices = Set.copyOf(offices);
  }

  public boolean covers(AgencyId office) {
    return everywhere || offices.contains(office);
  }

  /** Whether something is true of one of them. */
  public boolean any(Predicate<AgencyId> what) {
    return everywhere || offices.stream().anyMatch(what);
  }

  /** For a query that asks {@code everywhere} first. */
  public Long[] numbers() {
    return offices.stream().map(AgencyId::value).toArray(Long[]::new);
  }
}
