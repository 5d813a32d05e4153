package id.lapor.operations;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import java.time.ZoneId;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The smallest organisation a measurement can be made in. */
@Component
@Profile("bench")
class BenchCity {

  static final String LOGIN = "bench";
  static final String PASSWORD = "kata-sandi-ukur";
  static final String REGION = "64.74.01.1001";

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  private final Agencies agencies;
  private final Accounts accounts;

  BenchCity(Agencies agencies, Accounts accounts) {
    this.agencies = agencies;
    this.accounts = accounts;
  }

  /** The coordinator's desk of the city; built at the first question. */
  AgencyId desk() {
    return agencies.find("UKUR").map(Agency::id).orElseGet(this::build);
  }

  private AgencyId build() {
    Agency centre = agencies.foundNationalAdmin();
    AgencyId city =
        agencies.add(draft("KOTA", "Kota Ukur", Agency.Type.GOVERNMENT, centre.id(), "64.74"));
    AgencyId desk =
        agencies.add(draft("UKUR", "Diskominfo Ukur", Agency.Type.COORDINATOR, city, null));
    agencies.add(draft("DINAS", "Dinas Ukur", Agency.Type.AGENCY, city, null));
    accounts.open(LOGIN, "Petugas Ukur", PASSWORD, desk.value(), Role.COORDINATOR);
    return desk;
  }

  private static Agencies.Draft draft(
      String code,
      String name,
      Agency.Type type,
      AgencyId parent,
      @org.jspecify.annotations.Nullable String region) {
    return new Agencies.Draft(code, name, type, parent, WITA, region, "Kepala " + name);
  }
}
