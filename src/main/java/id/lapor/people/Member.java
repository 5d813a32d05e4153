package id.lapor.people;

import id.lapor.platform.page.SignedIn;
import java.io.Serializable;
import java.util.List;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A reporter signed in to an account of their own. Says nothing about who it is: that lies in the
 * vault.
 */
public record Member(long id) implements SignedIn, AuthenticatedPrincipal, Serializable {

  /** What sessions are found by; no officer's login has a slash. */
  @Override
  public String getName() {
    return "pelapor/" + id;
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public String roleKey() {
    return "people.member";
  }

  @Override
  public String account() {
    return "/saya/akun";
  }

  @Override
  public List<MenuItem> menu() {
    return List.of(
        new MenuItem("/lapor/1", "platform.nav.file"), new MenuItem("/saya", "people.menu.mine"));
  }

  @Override
  public boolean official() {
    return false;
  }
}
