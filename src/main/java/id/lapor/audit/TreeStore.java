package id.lapor.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The tree in the database: leaf hashes by position, and a node for every 256 hashes below it. */
@Repository
class TreeStore {

  /** Levels between stored nodes: a node stands over 2^8 hashes. */
  static final int STEP = 8;

  static final int WIDTH = 1 << STEP;

  /** Any number that no other lock of the house has. */
  private static final long LOCK = 0x6a656a616bL;

  private final JdbcTemplate jdbc;

  TreeStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes this transaction the only one that gives places; false when another does it now. */
  boolean lock() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
  }

  long size() {
    Long size =
        jdbc.queryForObject("SELECT coalesce(max(position) + 1, 0) FROM audit_place", Long.class);
    return size == null ? 0 : size;
  }

  /** A leaf that was taken out of the queue. */
  record Queued(long id, Leaf leaf) {}

  List<Queued> take(int limit) {
    return jdbc.query(
        """
        WITH taken AS (
          DELETE FROM audit_queue
          WHERE leaf_id IN (SELECT leaf_id FROM audit_queue ORDER BY leaf_id LIMIT ?)
          RETURNING leaf_id
        )
        SELECT l.id, l.stream, l.subject, l.seq, l.erased, l.commitment, l.chain
        FROM audit_leaf l
        JOIN taken t ON t.leaf_id = l.id
        ORDER BY l.id
        """,
        (row, n) -> new Queued(row.getLong("id"), TrailStore.leaf(row, n)),
        limit);
  }

  void place(long from, List<Queued> leaves) {
    List<Object[]> rows = new ArrayList<>();
    for (Queued queued : leaves) {
      rows.add(new Object[] {from + rows.size(), queued.id(), queued.leaf().hash()});
    }
    jdbc.batchUpdate("INSERT INTO audit_place (position, leaf_id, hash) VALUES (?, ?, ?)", rows);
  }

  void addNode(int level, long index, byte[] hash) {
    jdbc.update("INSERT INTO audit_node (level, index, hash) VALUES (?, ?, ?)", level, index, hash);
  }

  /** Hashes of one stored level, {@code from} to before {@code to}. */
  List<byte[]> hashes(int level, long from, long to) {
    String sql =
        level == 0
            ? "SELECT hash FROM audit_place WHERE position >= ? AND position < ? ORDER BY position"
            : "SELECT hash FROM audit_node WHERE index >= ? AND index < ? AND level = ? ORDER BY index";
    Object[] params = level == 0 ? new Object[] {from, to} : new Object[] {from, to, level};
    return jdbc.query(sql, (row, _) -> row.getBytes(1), params);
  }

  /** Where a leaf of a subject stands in the tree. */
  Optional<Long> position(String stream, long subject, int seq) {
    return jdbc
        .query(
            """
            SELECT p.position
            FROM audit_leaf l
            JOIN audit_place p ON p.leaf_id = l.id
            WHERE l.stream = ? AND l.subject = ? AND l.seq = ?
            """,
            (row, _) -> row.getLong(1),
            stream,
            subject,
            seq)
        .stream()
        .findFirst();
  }

  /** The tree as it is stored; what was read once is kept for the next question. */
  MerkleTree.Nodes nodes() {
    Map<List<Long>, List<byte[]>> read = new HashMap<>();
    return (level, index) -> {
      int stored = level / STEP * STEP;
      long first = index << level - stored;
      long tile = first / WIDTH;
      List<byte[]> hashes =
          read.computeIfAbsent(
              List.of((long) stored, tile), _ -> hashes(stored, tile * WIDTH, (tile + 1) * WIDTH));
      int from = (int) (first - tile * WIDTH);
      return over(hashes.subList(from, from + (1 << level - stored)));
    };
  }

  /** The hash over 2^n hashes. */
  static byte[] over(List<byte[]> hashes) {
    List<byte[]> level = hashes;
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>(level.size() / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(MerkleTree.node(level.get(i), level.get(i + 1)));
      }
      level = above;
    }
    return level.getFirst();
  }

  /** Adds the day's checkpoint unless there is one. */
  boolean add(Checkpoint c) {
    return jdbc.update(
            """
            INSERT INTO audit_checkpoint (day, size, root, at, note) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (day) DO NOTHING
            """,
            c.day(),
            c.size(),
            c.root(),
            Timestamp.from(c.at()),
            c.note())
        == 1;
  }

  Optional<Checkpoint> latest() {
    return checkpoints(1).stream().findFirst();
  }

  List<Checkpoint> checkpoints(int limit) {
    return jdbc.query(
        "SELECT day, size, root, at, note FROM audit_checkpoint ORDER BY day DESC LIMIT ?",
        TreeStore::checkpoint,
        limit);
  }

  Optional<Checkpoint> on(LocalDate day) {
    return jdbc
        .query(
            "SELECT day, size, root, at, note FROM audit_checkpoint WHERE day = ?",
            TreeStore::checkpoint,
            day)
        .stream()
        .findFirst();
  }

  static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
    return new Checkpoint(
        row.getObject("day", LocalDate.class),
        row.getLong("size"),
        row.getBytes("root"),
        row.getTimestamp("at").toInstant(),
        row.getString("note"));
  }
}
