package id.lapor.api;

import id.lapor.api.Hook.Delivery;
import id.lapor.api.Hook.Delivery.Standing;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.net.Outgoing;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.ReportId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where a client is told of what happens: its address, how it does, and what did not arrive. */
@Controller
@ForRoles(Role.ADMINISTRATOR)
public class HookPages {

  private static final int PAGE = 50;

  private final ClientDesks desks;
  private final Hooks hooks;
  private final Happenings happenings;

  HookPages(ClientDesks desks, Hooks hooks, Happenings happenings) {
    this.desks = desks;
    this.hooks = hooks;
    this.happenings = happenings;
  }

  /**
   * A delivery on the page.
   *
   * @param event its name, null when not everybody may know of the report
   */
  public record Row(Delivery delivery, @Nullable String event) {}

  /**
   * What the page shows of a hook.
   *
   * @param before leads to the older ones, null when there are none
   */
  public record Shown(
      long queued, long dead, @Nullable Standing only, List<Row> rows, @Nullable Long before) {}

  /** What an act just brought forth. */
  public record Fresh(@Nullable String secret, Hook.@Nullable Outcome tested) {

    static final Fresh NOTHING = new Fresh(null, null);

    /** Message key of what came of a test. */
    public @Nullable String key() {
      return switch (tested) {
        case null -> null;
        case Hook.Outcome.Taken _ -> "api.hook.test.taken";
        case Hook.Outcome.Unreached u -> "api.hook.why." + u.why().name();
        case Hook.Outcome.Gone _, Hook.Outcome.Refused _, Hook.Outcome.Unable _ ->
            "api.hook.test.other";
      };
    }

    /** HTTP status of the test, 0 when nothing came back. */
    public int status() {
      return switch (tested) {
        case null -> 0;
        case Hook.Outcome.Taken t -> t.status();
        case Hook.Outcome.Refused r -> r.status();
        case Hook.Outcome.Unable u -> u.status();
        case Hook.Outcome.Gone _ -> 410;
        case Hook.Outcome.Unreached _ -> 0;
      };
    }
  }

  @GetMapping("/sistem-luar/{id}/kabar")
  Html show(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Standing keadaan,
      @RequestParam(defaultValue = "" + Long.MAX_VALUE) long sebelum,
      Officer admin) {
    Client client = desks.known(id, admin);
    return page(client, shown(client, keadaan, sebelum));
  }

  /** Shows the secret when the hook is new. */
  @PostMapping("/sistem-luar/{id}/kabar")
  Object set(@PathVariable long id, @RequestParam(defaultValue = "") String alamat, Officer admin) {
    Client client = working(id, admin);
    Optional<URI> address = hooks.address(alamat);
    Outgoing.@Nullable Prospect prospect = address.map(hooks::prospect).orElse(null);
    @Nullable String wrong = wrong(prospect);
    if (address.isEmpty() || wrong != null) {
      return page(client)
          .with("typed", alamat)
          .with("errors", Map.of("alamat", String.valueOf(wrong)))
          .status(422);
    }
    boolean fresh = hooks.find(client).isEmpty();
    Hook hook = hooks.set(client, address.get(), admin);
    boolean unknown = prospect == Outgoing.Prospect.UNKNOWN;
    return fresh
        ? page(client).with("fresh", new Fresh(hooks.secret(hook), null)).with("unknown", unknown)
        : then(unknown ? "api.hook.notice.setUnknown" : "api.hook.notice.set", id);
  }

  /** What makes that an address never works, which is refused; null for nothing. */
  private static @Nullable String wrong(Outgoing.@Nullable Prospect prospect) {
    return switch (prospect) {
      case null -> "api.hook.addressWrong";
      case NOT_PUBLIC -> "api.hook.addressNotPublic";
      case NOT_LISTED -> "api.hook.addressNotListed";
      case OPEN, UNKNOWN -> null;
    };
  }

  @PostMapping("/sistem-luar/{id}/kabar/rahasia")
  Html exchange(@PathVariable long id, Officer admin) {
    Client client = working(id, admin);
    Hook hook = hooks.exchange(client, admin).orElseThrow(NotFound::new);
    return page(client).with("fresh", new Fresh(hooks.secret(hook), null));
  }

  @PostMapping("/sistem-luar/{id}/kabar/henti")
  View stop(@PathVariable long id, Officer admin) {
    hooks.stop(working(id, admin), admin);
    return then("api.hook.notice.stopped", id);
  }

  @PostMapping("/sistem-luar/{id}/kabar/lanjut")
  View resume(@PathVariable long id, Officer admin) {
    hooks.resume(working(id, admin), admin);
    return then("api.hook.notice.resumed", id);
  }

  @PostMapping("/sistem-luar/{id}/kabar/uji")
  Html test(@PathVariable long id, Officer admin) {
    Client client = working(id, admin);
    Hook hook = hooks.find(client).orElseThrow(NotFound::new);
    Hook.Outcome outcome = hooks.test(hook);
    return page(client).with("fresh", new Fresh(null, outcome));
  }

  /** One, or without a number all that was given up. */
  @PostMapping("/sistem-luar/{id}/kabar/ulang")
  View again(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Long kiriman,
      Officer admin) {
    int again = hooks.again(working(id, admin), kiriman, admin);
    return then(again == 0 ? "api.hook.notice.nothing" : "api.hook.notice.again", id);
  }

  private static View then(String notice, long id) {
    return Notice.then(notice, "/sistem-luar/" + id + "/kabar");
  }

  private Client working(long id, Officer admin) {
    return Optional.of(desks.known(id, admin))
        .filter(c -> c.endedAt() == null && c.may(Scope.EVENTS))
        .orElseThrow(NotFound::new);
  }

  private Html page(Client client) {
    return page(client, shown(client, null, Long.MAX_VALUE));
  }

  private Html page(Client client, Shown shown) {
    @Nullable Hook hook = hooks.find(client).orElse(null);
    return Html.of(
            "api/hook",
            "client",
            client,
            "desk",
            desks.desk(client),
            "hook",
            hook,
            "shown",
            shown,
            "fresh",
            Fresh.NOTHING,
            "typed",
            hook == null ? "" : hook.address().toString(),
            "errors",
            Map.of())
        .home("/sistem-luar");
  }

  private Shown shown(Client client, @Nullable Standing only, long before) {
    List<Delivery> found = hooks.deliveries(client, only, before, PAGE + 1);
    List<Delivery> page = found.subList(0, Math.min(PAGE, found.size()));
    Map<EventBook.Row, String> names = happenings.names(page.stream().map(HookPages::row).toList());
    return new Shown(
        hooks.count(client, Standing.QUEUED),
        hooks.count(client, Standing.DEAD),
        only,
        page.stream().map(d -> new Row(d, names.get(row(d)))).toList(),
        found.size() > PAGE ? page.getLast().id() : null);
  }

  private static EventBook.Row row(Delivery d) {
    return new EventBook.Row(0, new ReportId(d.report()), d.seq(), d.at());
  }
}
