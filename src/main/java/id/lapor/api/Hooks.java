package id.lapor.api;

import id.lapor.api.Client.Act.What;
import id.lapor.api.Hook.Delivery;
import id.lapor.people.Officer;
import id.lapor.platform.net.Outgoing;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator does to the hook of a client; each act is on the trail. */
@Service
class Hooks {

  private static final int LONGEST_ADDRESS = 500;
  private static final int LAST_PORT = 65_535;

  private final HookStore store;
  private final EventBook events;
  private final ClientBook book;
  private final HookPost post;
  private final HookSecret secret;
  private final ApiSettings settings;
  private final InstantSource clock;

  Hooks(
      HookStore store,
      EventBook events,
      ClientBook book,
      HookPost post,
      HookSecret secret,
      ApiSettings settings,
      InstantSource clock) {
    this.store = store;
    this.events = events;
    this.book = book;
    this.post = post;
    this.secret = secret;
    this.settings = settings;
    this.clock = clock;
  }

  Optional<Hook> find(Client client) {
    return store.find(client.id());
  }

  /** All hooks, by client. */
  Map<Long, Hook> all() {
    return store.all().stream().collect(Collectors.toMap(Hook::client, Function.identity()));
  }

  /** As its receiver keeps it. */
  String secret(Hook hook) {
    return secret.shown(hook);
  }

  /**
   * An address a hook may have: {@code https}, or {@code http} to a name the installation trusts,
   * with nothing in it that is secret or never sent, and a port there can be.
   */
  Optional<URI> address(@Nullable String typed) {
    if (typed == null || typed.strip().length() > LONGEST_ADDRESS) {
      return Optional.empty();
    }
    try {
      URI address = new URI(typed.strip());
      @Nullable String host = address.getHost();
      boolean safe =
          "https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme())
                  && host != null
                  && settings.trusted().stream().anyMatch(host::equalsIgnoreCase);
      boolean plain = address.getRawUserInfo() == null && address.getRawFragment() == null;
      boolean port = address.getPort() != 0 && address.getPort() <= LAST_PORT;
      return safe && plain && port && host != null ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What can be said of it before anything is sent there. */
  Outgoing.Prospect prospect(URI address) {
    return post.prospect(address);
  }

  /** From now on, or at another address. */
  @Transactional
  public Hook set(Client client, URI address, Officer by) {
    Instant now = clock.instant();
    book.hold(client.id());
    @Nullable Hook old = store.lock(client.id()).orElse(null);
    Hook hook = old == null ? Hook.first(client.id(), address, now) : old.at(address);
    if (old == null) {
      store.make(hook, events.last(client.desk()));
    } else {
      on(hook);
    }
    book.write(client.id(), What.HOOK_SET, by, address.toString());
    return hook;
  }

  /** Another secret; empty without a hook. */
  @Transactional
  public Optional<Hook> exchange(Client client, Officer by) {
    Instant now = clock.instant();
    book.hold(client.id());
    Optional<Hook> hook = store.lock(client.id()).map(h -> h.exchanged(now));
    hook.ifPresent(h -> {
      store.update(h);
      book.write(client.id(), What.HOOK_SECRET, by, "");
    });
    return hook;
  }

  /** Nothing more is told; what happens waits in the feed. */
  @Transactional
  public void stop(Client client, Officer by) {
    book.hold(client.id());
    store
        .lock(client.id())
        .filter(h -> h.state() == Hook.State.ON)
        .ifPresent(h -> {
          store.update(h.is(Hook.State.OFF));
          book.write(client.id(), What.HOOK_STOPPED, by, "");
        });
  }

  /** Goes on where it stopped, at once. */
  @Transactional
  public void resume(Client client, Officer by) {
    book.hold(client.id());
    store
        .lock(client.id())
        .ifPresent(h -> {
          on(h);
          book.write(client.id(), What.HOOK_RESUMED, by, "");
        });
  }

  private void on(Hook h) {
    Instant now = clock.instant();
    store.update(h.well(now, h.takenAt()).is(Hook.State.ON));
    store.hurry(h.client(), now);
  }

  /**
   * Tells something again.
   *
   * @param delivery null for all that was given up
   * @return how many
   */
  @Transactional
  public int again(Client client, @Nullable Long delivery, Officer by) {
    book.hold(client.id());
    int again = store.again(client.id(), delivery, clock.instant());
    if (again > 0) {
      book.write(client.id(), What.HOOK_AGAIN, by, delivery == null ? "DEAD " + again : "1");
    }
    return again;
  }

  /** Sends what says nothing, at once, and changes nothing. */
  Hook.Outcome test(Hook hook) {
    Instant now = clock.instant();
    return post.post(hook, "test-" + UUID.randomUUID(), "test", now, new Node.Fields());
  }

  /** One page of what was or will be told. */
  List<Delivery> deliveries(
      Client client, Delivery.@Nullable Standing standing, long before, int most) {
    return store.list(client.id(), standing, before, most);
  }

  long count(Client client, Delivery.Standing standing) {
    return store.count(client.id(), standing);
  }
}
