package id.lapor.api;

import id.lapor.agency.Agency;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where an administrator gives other systems a key to the desks below, and takes it back. */
@Controller
@ForRoles(Role.ADMINISTRATOR)
public class ClientPages {

  private static final int LONGEST_NAME = 100;
  private static final int USUAL_A_MINUTE = 60;
  private static final int MOST_A_MINUTE = 10_000;

  private final Clients clients;
  private final ClientDesks desks;
  private final Hooks hooks;
  private final Settings settings;

  ClientPages(Clients clients, ClientDesks desks, Hooks hooks, Settings settings) {
    this.clients = clients;
    this.desks = desks;
    this.hooks = hooks;
    this.settings = settings;
  }

  /** What the form carries, as typed. */
  public record Wish(
      @Nullable String nama,
      @Nullable Long meja,
      @Nullable Set<Scope> lingkup,
      @Nullable Integer batas) {

    static final Wish NOTHING = new Wish(null, null, EnumSet.of(Scope.FILE), null);

    public String name() {
      return nama == null ? "" : nama.strip();
    }

    public Set<Scope> scopes() {
      return lingkup == null ? Set.of() : lingkup;
    }

    public int aMinute() {
      return batas == null ? USUAL_A_MINUTE : batas;
    }
  }

  /** A client, its desk, where it is told of what happens, and what was done to it. */
  public record Line(Client client, Agency desk, @Nullable Hook hook, List<Client.Act> acts) {}

  @GetMapping("/sistem-luar")
  Html list(Officer admin) {
    return page(admin, Wish.NOTHING, null, Map.of());
  }

  @PostMapping("/sistem-luar")
  Html make(Wish wish, Officer admin) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (wish.name().isEmpty() || wish.name().length() > LONGEST_NAME) {
      errors.put("nama", "api.client.nameWrong");
    }
    @Nullable Agency desk =
        desks.below(admin).stream()
            .filter(d -> wish.meja() != null && d.id().value() == wish.meja())
            .findFirst()
            .orElse(null);
    if (desk == null) {
      errors.put("meja", "api.client.deskWrong");
    }
    if (wish.aMinute() < 1 || wish.aMinute() > MOST_A_MINUTE) {
      errors.put("batas", "api.client.limitWrong");
    }
    if (!errors.isEmpty() || desk == null) {
      return page(admin, wish, null, errors).status(422);
    }
    Client.Draft draft = new Client.Draft(wish.name(), desk.id(), wish.scopes(), wish.aMinute());
    return page(admin, Wish.NOTHING, clients.make(draft, admin), Map.of());
  }

  /** Shows the new key; the old one no longer works. */
  @PostMapping("/sistem-luar/{id}/kunci")
  Html rotate(@PathVariable long id, Officer admin) {
    Client.Keyed keyed = clients.rotate(desks.known(id, admin), admin).orElseThrow(NotFound::new);
    return page(admin, Wish.NOTHING, keyed, Map.of());
  }

  @PostMapping("/sistem-luar/{id}/akhiri")
  View end(
      @PathVariable long id,
      Officer admin,
      HttpServletRequest request,
      HttpServletResponse response) {
    clients.end(desks.known(id, admin), admin);
    Notice.leave("api.client.notice.ended", request, response);
    return new RedirectView("/sistem-luar");
  }

  private Html page(
      Officer admin, Wish wish, Client.@Nullable Keyed keyed, Map<String, String> errors) {
    List<Agency> below = desks.below(admin);
    Map<Long, Hook> told = hooks.all();
    List<Line> lines =
        clients.of(below.stream().map(Agency::id).toList()).stream()
            .map(c -> new Line(c, desks.desk(c), told.get(c.id()), clients.history(c)))
            .toList();
    return Html.of(
            "api/clients",
            "lines",
            lines,
            "desks",
            below,
            "wish",
            wish,
            "keyed",
            keyed,
            "address",
            settings.publicUrl(),
            "errors",
            errors)
        .home("/sistem-luar");
  }
}
