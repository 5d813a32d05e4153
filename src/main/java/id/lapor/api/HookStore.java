package id.lapor.api;

import id.lapor.api.Hook.Delivery;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Hooks and what is told to them. */
@Repository
class HookStore {

  private static final String HOOK =
      """
      SELECT client_id, address, secret, secret_at, state, failures, failing_since, rest_until, taken_at
      FROM api_hook
      """;
  private static final String DELIVERY =
      " id, report_id, seq, at, state, tries, first_at, next_at, tried_at, answer, trouble ";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  HookStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  Optional<Hook> find(long client) {
    return jdbc.sql(HOOK + "WHERE client_id = ?").param(client).query(HookStore::hook).optional();
  }

  List<Hook> all() {
    return jdbc.sql(HOOK).query(HookStore::hook).list();
  }

  /** Held until the end of the transaction. */
  Optional<Hook> lock(long client) {
    return jdbc.sql(HOOK + "WHERE client_id = ? FOR UPDATE")
        .param(client)
        .query(HookStore::hook)
        .optional();
  }

  /**
   * @param place in the feed from which on it is told
   */
  void make(Hook hook, long place) {
    jdbc.sql(
            """
            INSERT INTO api_hook (client_id, address, secret, secret_at, place, state, failures, rest_until)
            VALUES (?, ?, ?, ?, ?, ?, 0, ?)
            """)
        .params(
            hook.client(),
            hook.address().toString(),
            hook.secret(),
            Timestamp.from(hook.secretAt()),
            place,
            hook.state().name(),
            Timestamp.from(hook.restUntil()))
        .update();
  }

  void update(Hook hook) {
    jdbc.sql(
            """
            UPDATE api_hook
            SET address = :address, secret = :secret, secret_at = :secretAt, state = :state,
                failures = :failures, failing_since = :since, rest_until = :rest, taken_at = :taken
            WHERE client_id = :client
            """)
        .param("address", hook.address().toString())
        .param("secret", hook.secret())
        .param("secretAt", Timestamp.from(hook.secretAt()))
        .param("state", hook.state().name())
        .param("failures", hook.failures())
        .param("since", stamp(hook.failingSince()))
        .param("rest", Timestamp.from(hook.restUntil()))
        .param("taken", stamp(hook.takenAt()))
        .param("client", hook.client())
        .update();
  }

  long place(long client) {
    return jdbc.sql("SELECT place FROM api_hook WHERE client_id = ?")
        .param(client)
        .query(Long.class)
        .single();
  }

  void place(long client, long place) {
    jdbc.sql("UPDATE api_hook SET place = ? WHERE client_id = ?").params(place, client).update();
  }

  /** Clients that can be told something now; uses api_delivery_due and api_event_feed. */
  List<Long> due(Instant now) {
    return jdbc.sql(
            """
            SELECT h.client_id FROM api_hook h JOIN api_client c ON c.id = h.client_id
            WHERE h.state = 'ON' AND h.rest_until <= :now AND c.ended_at IS NULL AND 'EVENTS' = ANY(c.scopes)
              AND (EXISTS (SELECT 1 FROM api_delivery d
                           WHERE d.client_id = h.client_id AND d.state = 'QUEUED' AND d.next_at <= :now)
                OR EXISTS (SELECT 1 FROM api_event e WHERE e.desk_id = c.desk_id AND e.place > h.place))
            """)
        .param("now", Timestamp.from(now))
        .query((row, _) -> row.getLong(1))
        .list();
  }

  /** What is queued already stays as it is. */
  void queue(long client, List<EventBook.Row> rows, Duration wait) {
    batches.batchUpdate(
        """
        INSERT INTO api_delivery (client_id, report_id, seq, at, state, next_at)
        VALUES (?, ?, ?, ?, 'QUEUED', ?) ON CONFLICT DO NOTHING
        """,
        rows.stream()
            .map(r ->
                new Object[] {
                  client,
                  r.report().value(),
                  r.seq(),
                  Timestamp.from(r.at()),
                  Timestamp.from(r.at().plus(wait))
                })
            .toList());
  }

  /**
   * Takes some for sending, the longest due first, and of each report only the first that waits.
   * Belongs into a transaction that holds the hook.
   *
   * @param until when somebody else may take them, should nothing be heard of them
   */
  List<Delivery> claim(long client, int most, Instant now, Instant until) {
    return jdbc.sql(
            """
            UPDATE api_delivery SET next_at = :until
            WHERE id IN (
              SELECT id FROM api_delivery d
              WHERE client_id = :client AND state = 'QUEUED' AND next_at <= :now
                AND NOT EXISTS (
                  SELECT 1 FROM api_delivery b
                  WHERE b.client_id = d.client_id AND b.report_id = d.report_id AND b.seq < d.seq
                    AND b.state = 'QUEUED')
              ORDER BY next_at, id
              LIMIT :most)
            RETURNING
            """
                + DELIVERY)
        .param("client", client)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(until))
        .param("most", most)
        .query(HookStore::delivery)
        .list();
  }

  /** Nothing when it was told by somebody else meanwhile. */
  void update(Delivery d) {
    jdbc.sql(
            """
            UPDATE api_delivery
            SET state = :state, tries = :tries, first_at = :first, next_at = :next, tried_at = :tried,
                answer = :answer, trouble = :trouble
            WHERE id = :id AND state = 'QUEUED'
            """)
        .param("state", d.standing().name())
        .param("tries", d.tries())
        .param("first", stamp(d.firstAt()))
        .param("next", Timestamp.from(d.nextAt()))
        .param("tried", stamp(d.triedAt()))
        .param("answer", d.answer(), Types.INTEGER)
        .param("trouble", d.trouble())
        .param("id", d.id())
        .update();
  }

  void drop(Delivery delivery) {
    jdbc.sql("DELETE FROM api_delivery WHERE id = ?").param(delivery.id()).update();
  }

  /** Anew, as if never tried; how many. */
  int again(long client, @Nullable Long delivery, Instant now) {
    return jdbc.sql(
            """
            UPDATE api_delivery SET state = 'QUEUED', tries = 0, first_at = NULL, next_at = :now
            WHERE client_id = :client
              AND (id = :delivery AND state <> 'QUEUED' OR CAST(:delivery AS bigint) IS NULL AND state = 'DEAD')
            """)
        .param("client", client)
        .param("delivery", delivery, Types.BIGINT)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** What waits is tried at once. */
  void hurry(long client, Instant now) {
    jdbc.sql("UPDATE api_delivery SET next_at = ? WHERE client_id = ? AND state = 'QUEUED'")
        .params(Timestamp.from(now), client)
        .update();
  }

  /** Whether so many wait already. */
  boolean full(long client, int most) {
    return jdbc.sql(
                """
                SELECT count(*) FROM (
                  SELECT FROM api_delivery WHERE client_id = ? AND state = 'QUEUED' LIMIT ?) q
                """)
            .params(client, most)
            .query(Integer.class)
            .single()
        >= most;
  }

  /** How many stand so; of those taken, which are many, nobody asks. */
  long count(long client, Delivery.Standing standing) {
    return jdbc.sql("SELECT count(*) FROM api_delivery WHERE client_id = ? AND state = ?")
        .params(client, standing.name())
        .query(Long.class)
        .single();
  }

  /** The newest first; uses api_delivery_state or api_delivery_list. */
  List<Delivery> list(long client, Delivery.@Nullable Standing standing, long before, int most) {
    String only = standing == null ? "" : "AND state = '" + standing.name() + "' ";
    return jdbc.sql(
            "SELECT"
                + DELIVERY
                + "FROM api_delivery WHERE client_id = ? AND id < ? "
                + only
                + "ORDER BY id DESC LIMIT ?")
        .params(client, before, most)
        .query(HookStore::delivery)
        .list();
  }

  private static Hook hook(ResultSet row, int number) throws SQLException {
    return new Hook(
        row.getLong("client_id"),
        URI.create(row.getString("address")),
        row.getInt("secret"),
        row.getTimestamp("secret_at").toInstant(),
        Hook.State.valueOf(row.getString("state")),
        row.getInt("failures"),
        instant(row, "failing_since"),
        row.getTimestamp("rest_until").toInstant(),
        instant(row, "taken_at"));
  }

  private static Delivery delivery(ResultSet row, int number) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        row.getLong("report_id"),
        row.getInt("seq"),
        row.getTimestamp("at").toInstant(),
        Delivery.Standing.valueOf(row.getString("state")),
        row.getInt("tries"),
        instant(row, "first_at"),
        row.getTimestamp("next_at").toInstant(),
        instant(row, "tried_at"),
        row.getObject("answer", Integer.class),
        row.getString("trouble"));
  }

  private static @Nullable Timestamp stamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
