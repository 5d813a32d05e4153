package id.lapor.api;

import id.lapor.citizen.DoorContract;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;

/** A door for another system, which shows a key of its own there. */
abstract class SystemContract extends DoorContract {

  @Autowired Clients clients;

  private String line = "";

  @Override
  protected String line() {
    return line;
  }

  /** The key of a system that may do everything, whose line it is from now on. */
  String key(String name) {
    Client.Keyed keyed =
        clients.make(
            new Client.Draft(name, city.desk, Set.of(Scope.values()), 600),
            new Officer(904, "sari", "Sari", 1, Role.ADMINISTRATOR));
    line = keyed.client().line();
    return keyed.key();
  }
}
