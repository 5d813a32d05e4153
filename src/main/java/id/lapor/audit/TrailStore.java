package id.lapor.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Leaves and keys in the database. */
@Repository
class TrailStore {

  private final JdbcTemplate jdbc;

  TrailStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
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

  void addKeys(Map<Trail.Subject, byte[]> keys) {
    if (!keys.isEmpty()) {
      jdbc.batchUpdate(
          "INSERT INTO audit_key (stream, subject, key) VALUES (?, ?, ?)",
          keys.entrySet().stream()
              .map(e -> new Object[] {e.getKey().stream(), e.getKey().id(), e.getValue()})
              .toList());
    }
  }

  void addLeaves(List<Leaf> leaves) {
    jdbc.batchUpdate(
        """
        INSERT INTO audit_leaf (stream, subject, seq, erased, commitment, chain) VALUES (?, ?, ?, ?, ?, ?)
        """,
        leaves.stream()
            .map(l ->
                new Object[] {
                  l.stream(), l.subject(), l.seq(), l.erased(), l.commitment(), l.chain()
                })
            .toList());
  }

  boolean empty() {
    return Boolean.FALSE.equals(
        jdbc.queryForObject("SELECT EXISTS (SELECT FROM audit_leaf)", Boolean.class));
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
