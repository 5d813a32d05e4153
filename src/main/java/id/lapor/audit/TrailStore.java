package id.lapor.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Leaves and keys in the database. */
@Repository
class TrailStore {

  private final JdbcTemplate jdbc;
  private final LeafMarks marks;

  TrailStore(JdbcTemplate jdbc, LeafMarks marks) {
    this.jdbc = jdbc;
    this.marks = marks;
  }

  /** Where a subject's chain ends and what its salts come from. */
  record End(byte[] chain, byte[] key) {}

  Map<Trail.Subject, End> ends(Collection<Trail.Subject> subjects) {
    Map<Trail.Subject, End> ends = new HashMap<>();
    if (subjects.isEmpty()) {
      return ends;
    }
    String[] streams = subjects.stream().map(Trail.Subject::stream).toArray(String[]::new);
    Long[] ids = subjects.stream().map(Trail.Subject::id).toArray(Long[]::new);
    jdbc.query(
        """
        SELECT s.stream, s.subject, l.chain, k.key
        FROM unnest(?::text[], ?::bigint[]) AS s (stream, subject)
        JOIN audit_key k ON k.stream = s.stream AND k.subject = s.subject
        CROSS JOIN LATERAL (
          SELECT chain
          FROM audit_leaf l
          WHERE l.stream = s.stream AND l.subject = s.subject
          ORDER BY l.seq DESC
          LIMIT 1
        ) l
        """,
        row -> {
          ends.put(
              new Trail.Subject(row.getString("stream"), row.getLong("subject")),
              new End(row.getBytes("chain"), row.getBytes("key")));
        },
        streams,
        ids);
    return ends;
  }

  /** Keys of new subjects and leaves, in one statement. */
  void add(Map<Trail.Subject, byte[]> keys, List<Leaf> leaves) {
    List<Map.Entry<Trail.Subject, byte[]>> fresh = List.copyOf(keys.entrySet());
    jdbc.update(
        """
        WITH keys AS (
          INSERT INTO audit_key (stream, subject, key)
          SELECT * FROM unnest(?::text[], ?::bigint[], ?::bytea[])
        )
        INSERT INTO audit_leaf (stream, subject, seq, erased, commitment, chain, mark)
        SELECT * FROM unnest(?::text[], ?::bigint[], ?::int[], ?::boolean[], ?::bytea[], ?::bytea[], ?::bytea[])
        """,
        all(fresh, e -> e.getKey().stream(), String[]::new),
        all(fresh, e -> e.getKey().id(), Long[]::new),
        all(fresh, Map.Entry::getValue, byte[][]::new),
        all(leaves, Leaf::stream, String[]::new),
        all(leaves, Leaf::subject, Long[]::new),
        all(leaves, Leaf::seq, Integer[]::new),
        all(leaves, Leaf::erased, Boolean[]::new),
        all(leaves, Leaf::commitment, byte[][]::new),
        all(leaves, Leaf::chain, byte[][]::new),
        all(leaves, marks::of, byte[][]::new));
  }

  private static <T, V> Object all(List<T> rows, Function<T, V> column, IntFunction<V[]> array) {
    return rows.stream().map(column).toArray(array);
  }

  void removeKey(Trail.Subject subject) {
    jdbc.update(
        "DELETE FROM audit_key WHERE stream = ? AND subject = ?", subject.stream(), subject.id());
  }

  List<Leaf> leaves(String stream, long subject) {
    return jdbc.query(
        """
        SELECT stream, subject, seq, erased, commitment, chain
        FROM audit_leaf
        WHERE stream = ? AND subject = ?
        ORDER BY seq
        """,
        TrailStore::leaf,
        stream,
        subject);
  }

  /**
   * A leaf, its mark and what its salt comes from.
   *
   * @param key null once the subject was erased
   */
  record Kept(Leaf leaf, byte[] mark, byte @Nullable [] key) {}

  /** The leaves of these acts, as far as there are any. */
  List<Kept> kept(List<Act> acts) {
    return jdbc.query(
        """
        SELECT l.stream, l.subject, l.seq, l.erased, l.commitment, l.chain, l.mark, k.key
        FROM unnest(?::text[], ?::bigint[], ?::int[]) AS a (stream, subject, seq)
        JOIN audit_leaf l USING (stream, subject, seq)
        LEFT JOIN audit_key k USING (stream, subject)
        """,
        TrailStore::kept,
        all(acts, Act::stream, String[]::new),
        all(acts, Act::subject, Long[]::new),
        all(acts, Act::seq, Integer[]::new));
  }

  /** All leaves of a subject. */
  List<Kept> kept(String stream, long subject) {
    return jdbc.query(
        """
        SELECT l.stream, l.subject, l.seq, l.erased, l.commitment, l.chain, l.mark, k.key
        FROM audit_leaf l
        LEFT JOIN audit_key k USING (stream, subject)
        WHERE l.stream = ? AND l.subject = ?
        """,
        TrailStore::kept,
        stream,
        subject);
  }

  private static Kept kept(ResultSet row, int number) throws SQLException {
    return new Kept(leaf(row, number), row.getBytes("mark"), row.getBytes("key"));
  }

  static Leaf leaf(ResultSet row, int number) throws SQLException {
    return new Leaf(
        row.getString("stream"),
        row.getLong("subject"),
        row.getInt("seq"),
        row.getBoolean("erased"),
        row.getBytes("commitment"),
        row.getBytes("chain"));
  }
}
