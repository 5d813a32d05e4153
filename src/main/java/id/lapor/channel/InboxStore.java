package id.lapor.channel;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The inbox in the database. */
@Repository
class InboxStore {

  private static final String COLUMNS =
      "SELECT id, wire, external_id, words_mark, sealed, arrived_at, trouble FROM channel_inbox ";

  /** So many senders are passed over; whoever comes next looks again. */
  private static final int MOST_HELD = 20;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;

  InboxStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * @param externalId keyed hash of the wire's own number
   */
  record Fresh(
      Wire.Kind wire,
      String externalId,
      byte[] senderMark,
      byte[] wordsMark,
      byte[] sealed,
      Instant arrivedAt,
      Instant firesAt) {}

  record Row(
      long id,
      Wire.Kind wire,
      String externalId,
      byte[] wordsMark,
      byte[] sealed,
      Instant arrivedAt,
      @Nullable String trouble) {}

  /** Its number, or nothing when it was here already. */
  Optional<Long> add(Fresh fresh) {
    return jdbc.sql(
            """
            INSERT INTO channel_inbox (
              wire, external_id, sender_mark, words_mark, sealed, arrived_at, state, fires_at)
            VALUES (?, ?, ?, ?, ?, ?, 'NEW', ?)
            ON CONFLICT (wire, external_id) DO NOTHING
            RETURNING id
            """)
        .params(
            fresh.wire().name(),
            fresh.externalId(),
            fresh.senderMark(),
            fresh.wordsMark(),
            fresh.sealed(),
            Timestamp.from(fresh.arrivedAt()),
            Timestamp.from(fresh.firesAt()))
        .query(Long.class)
        .optional();
  }

  /**
   * Those whose words did not come before from the same sender since then; uses
   * channel_inbox_words.
   *
   * @param why a person has to look at each, null where it can be read
   */
  void addAll(Map<Fresh, Optional<String>> many, Instant echo) {
    batches.batchUpdate(
        """
        INSERT INTO channel_inbox (
          wire, external_id, sender_mark, words_mark, sealed, arrived_at, fires_at, state, trouble)
        SELECT :wire, :id, :sender, :words, :sealed, :now, :fires, :state, :why
        WHERE NOT EXISTS (SELECT 1 FROM channel_inbox WHERE words_mark = :words AND arrived_at >= :echo)
        """,
        many.entrySet().stream()
            .map(e -> values(e.getKey(), e.getValue(), echo))
            .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource values(Fresh fresh, Optional<String> why, Instant echo) {
    return new MapSqlParameterSource()
        .addValue("wire", fresh.wire().name())
        .addValue("id", fresh.externalId())
        .addValue("sender", fresh.senderMark())
        .addValue("words", fresh.wordsMark())
        .addValue("sealed", fresh.sealed())
        .addValue("now", Timestamp.from(fresh.arrivedAt()))
        .addValue("fires", Timestamp.from(fresh.firesAt()))
        .addValue("state", why.isPresent() ? "LOOK" : "NEW")
        .addValue("why", why.orElse(null), Types.VARCHAR)
        .addValue("echo", Timestamp.from(echo));
  }

  /** How many came from each sender since then; uses channel_inbox_sender. */
  Map<String, Integer> since(Collection<byte[]> senders, Instant since) {
    Map<String, Integer> counts = new HashMap<>();
    jdbc.sql(
            """
            SELECT encode(sender_mark, 'hex'), count(*)
            FROM channel_inbox
            WHERE sender_mark = ANY(:senders) AND arrived_at >= :since
            GROUP BY sender_mark
            """)
        .param("senders", senders.toArray(byte[][]::new))
        .param("since", Timestamp.from(since))
        .query(row -> {
          counts.put(row.getString(1), row.getInt(2));
        });
    return counts;
  }

  void addRaw(long id, byte[] sealed) {
    jdbc.sql("INSERT INTO channel_raw (inbox_id, sealed) VALUES (?, ?)")
        .params(id, sealed)
        .update();
  }

  byte[] raw(long id) {
    return jdbc.sql("SELECT sealed FROM channel_raw WHERE inbox_id = ?")
        .param(id)
        .query(byte[].class)
        .single();
  }

  Optional<byte[]> findRaw(long id) {
    return jdbc.sql("SELECT sealed FROM channel_raw WHERE inbox_id = ?")
        .param(id)
        .query(byte[].class)
        .optional();
  }

  Optional<Row> find(long id) {
    return jdbc.sql(COLUMNS + "WHERE id = ? AND sealed IS NOT NULL")
        .param(id)
        .query(InboxStore::row)
        .optional();
  }

  Optional<Inbox.Known> known(Wire.Kind wire, String externalId) {
    return jdbc.sql("SELECT id, about FROM channel_inbox WHERE wire = ? AND external_id = ?")
        .params(wire.name(), externalId)
        .query((row, _) -> new Inbox.Known(row.getLong(1), row.getObject(2, Long.class)))
        .optional();
  }

  /** Uses channel_inbox_about. */
  Optional<Row> newest(long about, Wire.Kind wire, byte[] senderMark) {
    String theirs = "WHERE about = ? AND wire = ? AND sender_mark = ? AND sealed IS NOT NULL";
    return jdbc.sql(COLUMNS + theirs + " ORDER BY id DESC LIMIT 1")
        .params(about, wire.name(), senderMark)
        .query(InboxStore::row)
        .optional();
  }

  /** Uses channel_inbox_about. */
  List<Long> leading(long about) {
    return jdbc.sql("SELECT id FROM channel_inbox WHERE about = ? ORDER BY id LIMIT 100")
        .param(about)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  /** How many came from the sender since then; uses channel_inbox_sender. */
  int since(byte[] senderMark, Instant since) {
    return jdbc.sql("SELECT count(*) FROM channel_inbox WHERE sender_mark = ? AND arrived_at >= ?")
        .params(senderMark, Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  /** What an earlier message with the same words led to; uses channel_inbox_words. */
  Optional<Long> repeated(byte[] wordsMark, long before, Instant since) {
    return jdbc.sql(
            """
            SELECT about
            FROM channel_inbox
            WHERE words_mark = ? AND id < ? AND arrived_at >= ? AND about IS NOT NULL
            ORDER BY id DESC
            LIMIT 1
            """)
        .params(wordsMark, before, Timestamp.from(since))
        .query(Long.class)
        .optional();
  }

  /** Whether an earlier one with the same words waits for a person; uses channel_inbox_words. */
  boolean waits(long id, Duration within) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM channel_inbox fresh JOIN channel_inbox before USING (words_mark)
              WHERE fresh.id = ? AND before.arrived_at >= fresh.arrived_at - ? * interval '1 second'
                AND before.id < fresh.id AND before.state = 'LOOK' AND before.sealed IS NOT NULL)
            """)
        .params(id, within.toSeconds())
        .query(Boolean.class)
        .single();
  }

  /**
   * The next to be read. Its sender is held with it until the transaction ends, so that no other
   * one reads what they wrote later, or the same words again, before this is settled.
   */
  Optional<Row> lock(Wire.Kind wire, Instant now) {
    List<byte[]> held = new ArrayList<>();
    while (held.size() < MOST_HELD) {
      Optional<Next> next = next(wire, now, held);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Optional<Row> row = hold(next.get().sender()) ? lock(next.get().id()) : Optional.empty();
      if (row.isPresent()) {
        return row;
      }
      held.add(next.get().sender()); // by another one, or it was just read by it
    }
    return Optional.empty();
  }

  private record Next(long id, byte[] sender) {}

  /** Uses channel_inbox_queue. */
  private Optional<Next> next(Wire.Kind wire, Instant now, List<byte[]> held) {
    return jdbc.sql(
            """
            SELECT id, sender_mark FROM channel_inbox
            WHERE wire = :wire AND state = 'NEW' AND fires_at <= :now AND NOT sender_mark = ANY(:held)
            ORDER BY fires_at, id
            LIMIT 1
            """)
        .param("wire", wire.name())
        .param("now", Timestamp.from(now))
        .param("held", held.toArray(byte[][]::new))
        .query((row, _) -> new Next(row.getLong(1), row.getBytes(2)))
        .optional();
  }

  /** The mark is a keyed hash, of which eight bytes tell senders apart. */
  private boolean hold(byte[] sender) {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
        .param(ByteBuffer.wrap(sender).getLong())
        .query(Boolean.class)
        .single();
  }

  private Optional<Row> lock(long id) {
    return jdbc.sql(COLUMNS + "WHERE id = ? AND state = 'NEW' FOR UPDATE")
        .param(id)
        .query(InboxStore::row)
        .optional();
  }

  Optional<Row> lockLook(long id) {
    return jdbc.sql(COLUMNS + "WHERE id = ? AND state = 'LOOK' AND sealed IS NOT NULL FOR UPDATE")
        .param(id)
        .query(InboxStore::row)
        .optional();
  }

  /** Uses channel_inbox_look. */
  List<Row> toLookAt(int limit) {
    return jdbc.sql(
            COLUMNS + "WHERE state = 'LOOK' AND sealed IS NOT NULL ORDER BY id LIMIT " + limit)
        .query(InboxStore::row)
        .list();
  }

  void settle(long id, String state, @Nullable Long about, @Nullable String trouble) {
    jdbc.sql(
            "UPDATE channel_inbox SET state = :state, about = :about, trouble = :trouble WHERE id = :id")
        .param("state", state)
        .param("about", about, Types.BIGINT)
        .param("trouble", trouble, Types.VARCHAR)
        .param("id", id)
        .update();
  }

  void failed(long id, int most, Instant now, Duration pause, String trouble) {
    jdbc.sql(
            """
            UPDATE channel_inbox
            SET tries = tries + 1,
                state = CASE WHEN tries + 1 >= :most THEN 'LOOK' ELSE state END,
                fires_at = CAST(:now AS timestamptz) + :pause * power(2, tries) * interval '1 second',
                trouble = :trouble
            WHERE id = :id AND state = 'NEW'
            """)
        .param("most", most)
        .param("now", Timestamp.from(now))
        .param("pause", pause.toSeconds())
        .param("trouble", trouble)
        .param("id", id)
        .update();
  }

  boolean again(long id, Instant now) {
    return jdbc.sql(
                """
                UPDATE channel_inbox SET state = 'NEW', tries = 0, fires_at = ?, trouble = NULL
                WHERE id = ? AND state = 'LOOK' AND sealed IS NOT NULL
                """)
            .params(Timestamp.from(now), id)
            .update()
        > 0;
  }

  /** When the first and the last message came. */
  record Ends(@Nullable Instant first, @Nullable Instant last) {}

  /** Two looks into channel_inbox_arrived. */
  Ends ends(Wire.Kind wire) {
    return jdbc.sql(
            """
            SELECT (SELECT min(arrived_at) FROM channel_inbox WHERE wire = :wire),
                   (SELECT max(arrived_at) FROM channel_inbox WHERE wire = :wire)
            """)
        .param("wire", wire.name())
        .query((row, _) -> new Ends(instant(row.getTimestamp(1)), instant(row.getTimestamp(2))))
        .single();
  }

  /** What came in a span, as far as it matters; uses channel_inbox_arrived. */
  int count(Wire.Kind wire, Rhythm.Span span) {
    return jdbc.sql(
            """
            SELECT count(*) FROM (
              SELECT FROM channel_inbox WHERE wire = ? AND arrived_at > ? AND arrived_at <= ? LIMIT ?) q
            """)
        .params(
            wire.name(), Timestamp.from(span.from()), Timestamp.from(span.to()), Rhythm.EXPECTED)
        .query(Integer.class)
        .single();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /** Three looks into indexes. */
  Inbox.State state(Wire.Kind wire) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM channel_inbox WHERE wire = :wire AND state = 'NEW'),
                   (SELECT count(*) FROM channel_inbox WHERE wire = :wire AND state = 'LOOK'),
                   (SELECT max(arrived_at) FROM channel_inbox WHERE wire = :wire)
            """)
        .param("wire", wire.name())
        .query((row, _) -> {
          return new Inbox.State(row.getLong(1), row.getLong(2), instant(row.getTimestamp(3)));
        })
        .single();
  }

  /** Uses channel_inbox_arrived. */
  Map<Wire.Kind, Long> counts() {
    Map<Wire.Kind, Long> counts = new EnumMap<>(Wire.Kind.class);
    jdbc.sql("SELECT wire, count(*) FROM channel_inbox GROUP BY wire")
        .query(row -> {
          counts.put(Wire.Kind.valueOf(row.getString(1)), row.getLong(2));
        });
    return counts;
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getLong("id"),
        Wire.Kind.valueOf(row.getString("wire")),
        row.getString("external_id"),
        row.getBytes("words_mark"),
        row.getBytes("sealed"),
        row.getTimestamp("arrived_at").toInstant(),
        row.getString("trouble"));
  }
}
