package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  List<Accounts.Mailbox> of(AgencyId office) {
    List<Long> upward = new ArrayList<>(List.of(office.value()));
    AgencyId at = office;
    while (!agencies.superior(at).equals(at)) {
      at = agencies.superior(at);
      upward.add(at.value());
    }
    Map<Long, List<Accounts.Mailbox>> known = accounts.mailboxes(upward);
    return upward.stream().filter(known::containsKey).findFirst().map(known::get).orElse(List.of());
  }
}
