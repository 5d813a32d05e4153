package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where an office is reached: by its officers, or where it has none by those of the office above.
 */
@Component
class Addresses {

  private final Accounts accounts;
  private final Agencies agencies;

  Addresses(Accounts accounts, Agencies agencies) {
    this.accounts = accounts;
    this.agencies = agencies;
  }

  /** Empty only when nobody up to the top can be reached. */
  List<String> of(AgencyId office) {
    AgencyId at = office;
    List<String> found = accounts.emails(at.value());
    while (found.isEmpty() && !agencies.superior(at).equals(at)) {
      at = agencies.superior(at);
      found = accounts.emails(at.value());
    }
    return found;
  }
}
