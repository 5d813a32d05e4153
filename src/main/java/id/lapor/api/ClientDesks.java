package id.lapor.api;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Officer;
import id.lapor.platform.page.NotFound;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which clients an administrator looks after: those of the desks below. */
@Component
class ClientDesks {

  private final Clients clients;
  private final Agencies agencies;

  ClientDesks(Clients clients, Agencies agencies) {
    this.clients = clients;
    this.agencies = agencies;
  }

  List<Agency> below(Officer admin) {
    AgencyId seat = new AgencyId(admin.agencyId());
    return agencies.all().stream()
        .filter(a -> a.type() == Agency.Type.COORDINATOR || a.type() == Agency.Type.NATIONAL)
        .filter(a -> agencies.isWithin(a.id(), seat))
        .toList();
  }

  /**
   * @throws NotFound for a client of a desk elsewhere, as for one that is not there
   */
  Client known(long id, Officer admin) {
    List<AgencyId> desks = below(admin).stream().map(Agency::id).toList();
    return clients.find(id).filter(c -> desks.contains(c.desk())).orElseThrow(NotFound::new);
  }

  Agency desk(Client client) {
    return agencies.get(client.desk());
  }
}
