package id.lapor.channel.smpp;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Parts of long messages in the database. */
@Repository
class PieceStore {

  private static final HexFormat HEX = HexFormat.of();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** So that two servers that are sent the same at once see each other. */
  private static final long DOOR = 0x736d7070; // "smpp"

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final InstallationKey key;
  private final Seal seal;

  PieceStore(JdbcClient jdbc, JdbcTemplate batches, InstallationKey key) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.key = key;
    this.seal = new Seal(KeyRing.of(1, key.derive("piece", "")));
  }

  /** One after the other until the present transaction ends. */
  void enter() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(DOOR).query(row -> {});
  }

  /**
   * @param piece part of a long message
   */
  Joining.Held held(Piece piece, Instant now) {
    Piece.Chain chain = Objects.requireNonNull(piece.chain());
    String parent = piece.from() + " " + piece.to() + " " + chain.reference() + " " + chain.total();
    String content = piece.coding() + " " + HEX.formatHex(piece.content());
    return new Joining.Held(
        null,
        HEX.formatHex(key.derive("piece-chain", parent)),
        chain.number(),
        HEX.formatHex(key.derive("piece-content", content)),
        piece,
        now);
  }

  /** Everything that is kept of these; uses channel_piece_chain. */
  List<Joining.Held> of(Collection<String> chains) {
    return jdbc.sql(
            """
            SELECT id, chain_mark, number, content_mark, sealed, arrived_at
            FROM channel_piece
            WHERE chain_mark = ANY(?)
            ORDER BY id
            """)
        .param(chains.stream().distinct().map(HEX::parseHex).toArray(byte[][]::new))
        .query((row, _) -> {
          String chain = HEX.formatHex(row.getBytes("chain_mark"));
          int number = row.getInt("number");
          byte @Nullable [] sealed = row.getBytes("sealed");
          return new Joining.Held(
              row.getLong("id"),
              chain,
              number,
              HEX.formatHex(row.getBytes("content_mark")),
              sealed == null ? null : opened(sealed, address(chain, number)),
              row.getTimestamp("arrived_at").toInstant());
        })
        .list();
  }

  /** Long messages that began before then and are not whole; uses channel_piece_waiting. */
  List<String> incomplete(Instant before, int limit) {
    return jdbc.sql(
            """
            SELECT encode(chain_mark, 'hex')
            FROM channel_piece
            WHERE sealed IS NOT NULL AND arrived_at < ?
            GROUP BY chain_mark
            LIMIT ?
            """)
        .params(Timestamp.from(before), limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  void apply(Joining joining) {
    batches.batchUpdate(
        "INSERT INTO channel_piece (chain_mark, number, content_mark, sealed, arrived_at) VALUES (?, ?, ?, ?, ?)",
        joining.fresh().stream().map(h -> values(h, joining.joined(h))).toList());
    jdbc.sql("UPDATE channel_piece SET sealed = NULL WHERE id = ANY(?)")
        .param(joining.settled().toArray(Long[]::new))
        .update();
  }

  private @Nullable Object[] values(Joining.Held held, boolean joined) {
    Piece piece = Objects.requireNonNull(held.piece());
    String json = JSON.writeValueAsString(piece);
    return new @Nullable Object[] {
      HEX.parseHex(held.chain()),
      held.number(),
      HEX.parseHex(held.content()),
      joined
          ? null
          : seal.close(json.getBytes(StandardCharsets.UTF_8), address(held.chain(), held.number())),
      Timestamp.from(held.arrivedAt())
    };
  }

  private Piece opened(byte[] sealed, String address) {
    return JSON.readValue(
        new String(seal.open(sealed, address), StandardCharsets.UTF_8), Piece.class);
  }

  private static String address(String chain, int number) {
    return "channel_piece/" + chain + "/" + number;
  }

  /** Joined parts from before then are not known any more; uses channel_piece_joined. */
  void sweep(Instant before) {
    jdbc.sql("DELETE FROM channel_piece WHERE sealed IS NULL AND arrived_at < ?")
        .param(Timestamp.from(before))
        .update();
  }
}
