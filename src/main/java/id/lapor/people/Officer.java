package id.lapor.people;

import id.lapor.platform.page.SignedIn;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * An officer at work: an account in one of its positions.
 *
 * @param agencyId where in the organisation tree
 * @param deputyship by which they stand in for somebody in that position; 0 when it is their own
 * @param standsInFor account of that somebody; 0 likewise
 */
public record Officer(
    long accountId,
    String login,
    String name,
    long agencyId,
    Role role,
    long deputyship,
    long standsInFor)
    implements SignedIn, AuthenticatedPrincipal, Serializable {

  /** In a position of their own. */
  public Officer(long accountId, String login, String name, long agencyId, Role role) {
    this(accountId, login, name, agencyId, role, 0, 0);
  }

  /** Whether they stand in for somebody. */
  public boolean deputises() {
    return deputyship != 0;
  }

  /** Account of whose position it is; null when it is their own. */
  public @Nullable Long insteadOf() {
    return deputises() ? (Long) standsInFor : null;
  }

  @Override
  public String getName() {
    return login;
  }

  @Override
  public String roleKey() {
    return "people.role." + role.name();
  }

  @Override
  public List<MenuItem> menu() {
    MenuItem queue = new MenuItem("/antrean", "people.menu.queue");
    MenuItem work = new MenuItem("/kerja", "people.menu.work");
    MenuItem emergency = new MenuItem("/darurat", "people.menu.emergency");
    MenuItem letters = new MenuItem("/surat-kami", "people.menu.letters");
    MenuItem rules = new MenuItem("/aturan", "people.menu.rules");
    MenuItem reprimands = new MenuItem("/teguran", "people.menu.reprimands");
    MenuItem identities = new MenuItem("/identitas", "people.menu.identities");
    MenuItem accounts = new MenuItem("/petugas", "people.menu.accounts");
    MenuItem requests = new MenuItem(DataRequestPages.HOME, "people.menu.requests");
    MenuItem wires = new MenuItem("/saluran", "people.menu.wires");
    MenuItem clients = new MenuItem("/sistem-luar", "people.menu.clients");
    MenuItem counter = new MenuItem("/terima", "people.menu.counter");
    MenuItem rights = new MenuItem("/hak", "people.menu.rights");
    MenuItem decisions = new MenuItem("/hak/administrator", "people.menu.decisions");
    return switch (role) {
      case COORDINATOR -> List.of(queue, work, counter, emergency);
      case NATIONAL_ADMIN ->
          List.of(queue, reprimands, rules, identities, wires, counter, decisions);
      case LIAISON -> List.of(work, counter, letters);
      case APPROVER -> List.of(work, letters);
      case SUPERVISOR -> List.of(reprimands, identities, decisions);
      case ADMINISTRATOR -> List.of(accounts, requests, clients, rights);
    };
  }

  /** Where this officer's day begins. */
  public String home() {
    return menu().getFirst().href();
  }
}
