package id.lapor.api;

import id.lapor.agency.AgencyId;
import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.channel.Callers;
import id.lapor.people.Officer;
import id.lapor.people.Throttle;
import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The systems that may use the doors for machines. A key is 256 bits and kept as a keyed hash, what
 * it opens is under a mark of the house: who can only write to the database gives nobody more.
 */
@Repository
class Clients implements Check, Callers {

  private static final int KEY_BYTES = 32;
  private static final int LONGEST_KEY = 100;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String SELECT =
      """
      SELECT id, name, desk_id, scopes, a_minute, key_hash, made_at, ended_at, mark,
        EXISTS (SELECT FROM api_client_act a WHERE a.client_id = c.id AND a.what = 'ENDED') AS over,
        (SELECT max(seq) FROM api_client_act a
         WHERE a.client_id = c.id AND a.what IN ('MADE', 'ROTATED')) AS keyed
      FROM api_client c
      """;

  private final JdbcClient jdbc;
  private final InstallationKey installation;
  private final ClientBook book;
  private final HookStore hooks;
  private final Throttle throttle;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Clients(
      JdbcClient jdbc,
      InstallationKey installation,
      ClientBook book,
      HookStore hooks,
      Throttle throttle,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.installation = installation;
    this.book = book;
    this.hooks = hooks;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * Whose key it is, and counts the request.
   *
   * @return empty when no client has the key, or no longer
   * @throws id.lapor.platform.page.TooManyRequests when it was one more than the client's limit
   */
  Optional<Client> enter(@Nullable String key) {
    if (key == null || key.isEmpty() || key.length() > LONGEST_KEY) {
      return Optional.empty();
    }
    Optional<Client> client =
        jdbc.sql(SELECT + "WHERE key_hash = ? AND ended_at IS NULL")
            .param(hash(key))
            .query((row, _) -> kept(row))
            .optional()
            .filter(this::written)
            .map(Kept::client);
    client.ifPresent(c -> throttle.take("client:" + c.id(), c.aMinute(), MINUTE));
    return client;
  }

  /** Whether some client has the key; counts no request. */
  boolean knows(String key) {
    return !key.isEmpty()
        && key.length() <= LONGEST_KEY
        && jdbc.sql("SELECT count(*) FROM api_client WHERE key_hash = ? AND ended_at IS NULL")
                .param(hash(key))
                .query(Integer.class)
                .single()
            > 0;
  }

  /** Clients of these desks, those at work first. */
  List<Client> of(Collection<AgencyId> desks) {
    return jdbc
        .sql(SELECT + "WHERE desk_id = ANY(?) ORDER BY ended_at IS NOT NULL, name, id")
        .param(desks.stream().map(AgencyId::value).toArray(Long[]::new))
        .query((row, _) -> kept(row))
        .list()
        .stream()
        .map(this::client)
        .toList();
  }

  Optional<Client> find(long id) {
    return jdbc.sql(SELECT + "WHERE id = ?")
        .param(id)
        .query((row, _) -> kept(row))
        .optional()
        .map(this::client);
  }

  @Override
  public List<String> lines() {
    return jdbc.sql("SELECT name, id FROM api_client WHERE ended_at IS NULL ORDER BY name, id")
        .query((row, _) -> Client.line(row.getString(1), row.getLong(2)))
        .list();
  }

  List<Client.Act> history(Client client) {
    return book.of(client.id());
  }

  @Transactional
  Client.Keyed make(Client.Draft draft, Officer by) {
    String key = fresh();
    long id =
        jdbc.sql(
                """
                INSERT INTO api_client (name, desk_id, scopes, a_minute, key_hash, made_at)
                VALUES (?, ?, ?, ?, ?, ?)
                RETURNING id
                """)
            .params(
                draft.name(),
                draft.desk().value(),
                draft.scopes().stream().map(Scope::name).sorted().toArray(String[]::new),
                draft.aMinute(),
                hash(key),
                Timestamp.from(clock.instant()))
            .query(Long.class)
            .single();
    String details =
        draft.scopes().stream().map(Scope::name).sorted().collect(Collectors.joining(" "));
    book.write(
        id, Client.Act.What.MADE, by, draft.desk().value() + " " + draft.aMinute() + " " + details);
    mark(id);
    return new Client.Keyed(find(id).orElseThrow(), key);
  }

  /** Another key; empty when the client has ended. */
  @Transactional
  Optional<Client.Keyed> rotate(Client client, Officer by) {
    String key = fresh();
    int changed =
        jdbc.sql("UPDATE api_client SET key_hash = ? WHERE id = ? AND ended_at IS NULL")
            .params(hash(key), client.id())
            .update();
    if (changed == 0) {
      return Optional.empty();
    }
    book.write(client.id(), Client.Act.What.ROTATED, by, "");
    mark(client.id());
    return Optional.of(new Client.Keyed(client, key));
  }

  @Transactional
  void end(Client client, Officer by) {
    int changed =
        jdbc.sql("UPDATE api_client SET ended_at = ? WHERE id = ? AND ended_at IS NULL")
            .params(Timestamp.from(clock.instant()), client.id())
            .update();
    if (changed == 1) {
      book.write(client.id(), Client.Act.What.ENDED, by, "");
    }
  }

  private String fresh() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private byte[] hash(String key) {
    return installation.derive("client", key);
  }

  private void mark(long id) {
    byte[] mark = jdbc.sql(SELECT + "WHERE id = ?").param(id).query((row, _) -> mark(row)).single();
    jdbc.sql("UPDATE api_client SET mark = ? WHERE id = ?").params(mark, id).update();
  }

  /**
   * With which key it comes to which desk, for what and how often. A key that was exchanged has the
   * number of the act, so that none of before comes back; before the first one there is none.
   */
  private byte[] mark(ResultSet row) throws SQLException {
    int keyed = row.getInt("keyed");
    return installation.derive(
        "client-mark",
        "%d/%s/%d/%s/%d%s"
            .formatted(
                row.getLong("id"),
                HexFormat.of().formatHex(row.getBytes("key_hash")),
                row.getLong("desk_id"),
                String.join(" ", (String[]) row.getArray("scopes").getArray()),
                row.getInt("a_minute"),
                keyed > 1 ? "/" + keyed : ""));
  }

  /**
   * A client as its row tells it.
   *
   * @param marked whether the house wrote it so, and it is over or not as the trail tells
   */
  private record Kept(Client client, boolean marked) {}

  private Kept kept(ResultSet row) throws SQLException {
    byte @Nullable [] mark = row.getBytes("mark");
    @Nullable Timestamp ended = row.getTimestamp("ended_at");
    Client client =
        new Client(
            row.getLong("id"),
            row.getString("name"),
            new AgencyId(row.getLong("desk_id")),
            scopes((String[]) row.getArray("scopes").getArray()),
            row.getInt("a_minute"),
            row.getTimestamp("made_at").toInstant(),
            ended == null ? null : ended.toInstant());
    boolean marked =
        mark != null
            && MessageDigest.isEqual(mark, mark(row))
            && row.getBoolean("over") == (ended != null);
    return new Kept(client, marked);
  }

  /** Whether, besides, nothing was taken from its record. */
  private boolean written(Kept kept) {
    return kept.marked() && book.whole(kept.client().id());
  }

  /** What nobody made it for it may not do. */
  private Client client(Kept kept) {
    return written(kept) ? kept.client() : kept.client().barred();
  }

  /** Whether an administrator had the client told of what happens at that very address. */
  boolean tells(Hook hook) {
    return book.whole(hook.client())
        && book.of(hook.client()).stream()
            .filter(a -> a.what() == Client.Act.What.HOOK_SET)
            .findFirst()
            .filter(a -> a.details().equals(hook.address().toString()))
            .isPresent();
  }

  @Override
  public Optional<Verdict.Finding> look() {
    return jdbc.sql(SELECT + "ORDER BY id").query((row, _) -> kept(row)).list().stream()
        .filter(k -> !written(k))
        .findFirst()
        .map(k ->
            new Verdict.Finding(
                "api_client " + k.client().id(),
                "The house did not write it so, or it did not end as the trail tells."))
        .or(() ->
            hooks.all().stream()
                .filter(h -> !tells(h))
                .findFirst()
                .map(h ->
                    new Verdict.Finding(
                        "api_hook " + h.client(), "No administrator set this address.")));
  }

  private static Set<Scope> scopes(String[] names) {
    return Arrays.stream(names).map(Scope::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
