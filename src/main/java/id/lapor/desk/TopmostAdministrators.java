package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.people.Topmost;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Administrators who have no administrator above them, up the tree of offices. */
@Component
class TopmostAdministrators implements Topmost {

  private final Accounts accounts;
  private final Agencies agencies;

  TopmostAdministrators(Accounts accounts, Agencies agencies) {
    this.accounts = accounts;
    this.agencies = agencies;
  }

  @Override
  public boolean holds(Officer administrator) {
    AgencyId office = new AgencyId(administrator.agencyId());
    if (administrator.role() != Role.ADMINISTRATOR || agencies.find(office).isEmpty()) {
      return false;
    }
    List<Long> above = above(office).stream().map(AgencyId::value).toList();
    return above.isEmpty() || !accounts.anyIn(Role.ADMINISTRATOR, above);
  }

  /** Offices above that one, the nearest first; none above the top. */
  List<AgencyId> above(AgencyId office) {
    List<AgencyId> all = new ArrayList<>();
    AgencyId at = office;
    for (AgencyId up = agencies.superior(at); !up.equals(at); up = agencies.superior(at)) {
      all.add(up);
      at = up;
    }
    return all;
  }
}
