package id.lapor.agency;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The offices somebody watches over.
 *
 * @param everywhere all there are, whatever the set says
 * @param except those of them somebody does not decide about: their own and those above it
 */
public record Jurisdiction(boolean everywhere, Set<AgencyId> offices, Set<AgencyId> except) {

  public static final Jurisdiction COUNTRY = new Jurisdiction(true, Set.of());

  public Jurisdiction {
    offices = Set.copyOf(offices);
    except = Set.copyOf(except);
  }

  Jurisdiction(boolean everywhere, Set<AgencyId> offices) {
    this(everywhere, offices, Set.of());
  }

  public boolean covers(AgencyId office) {
    return (everywhere || offices.contains(office)) && !except.contains(office);
  }

  /** Whether something is true of one of them. */
  public boolean any(Predicate<AgencyId> what) {
    return everywhere || offices.stream().anyMatch(what);
  }

  /** For a query that asks {@code everywhere} first. */
  public Long[] numbers() {
    return numbers(offices);
  }

  /** For a query that leaves them out. */
  public Long[] exceptNumbers() {
    return numbers(except);
  }

  private static Long[] numbers(Set<AgencyId> some) {
    return some.stream().map(AgencyId::value).toArray(Long[]::new);
  }
}
