package id.lapor.api;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose reports a request is about: the desk of a government's coordinator, named by its code or
 * the government's. Where there is one coordinator only, it need not be named.
 */
@Component
class Jurisdictions {

  private final Agencies agencies;

  Jurisdictions(Agencies agencies) {
    this.agencies = agencies;
  }

  /**
   * @throws Wrong 400 when it has to be named, 404 when there is none of that name
   */
  Agency of(@Nullable String code) {
    List<Agency> desks = desks();
    if (code != null) {
      return desks.stream()
          .filter(d -> named(d, code))
          .findFirst()
          .orElseThrow(() -> new Wrong(404, "jurisdiction_id was not found"));
    }
    List<Agency> cities = desks.stream().filter(d -> d.type() == Agency.Type.COORDINATOR).toList();
    if (cities.size() > 1) {
      throw new Wrong(400, "jurisdiction_id was not provided");
    }
    return cities.isEmpty() ? agencies.nationalAdmin() : cities.getFirst();
  }

  /** As {@link #of}, for whoever shows a key: of one's own desk when it is not named. */
  Agency of(@Nullable String code, Client client) {
    Agency own = agencies.get(client.desk());
    if (code != null && !of(code).equals(own)) {
      throw Wrong.key();
    }
    return own;
  }

  private boolean named(Agency desk, String code) {
    Optional<Agency> government =
        Optional.ofNullable(desk.parent())
            .flatMap(agencies::find)
            .filter(a -> a.type() == Agency.Type.GOVERNMENT);
    return desk.code().equalsIgnoreCase(code)
        || government.filter(g -> g.code().equalsIgnoreCase(code)).isPresent();
  }

  private List<Agency> desks() {
    return agencies.all().stream()
        .filter(a -> a.type() == Agency.Type.COORDINATOR || a.type() == Agency.Type.NATIONAL)
        .toList();
  }
}
