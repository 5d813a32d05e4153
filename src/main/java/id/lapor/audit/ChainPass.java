package id.lapor.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Walks every subject's chain beside what its room says happened. */
final class ChainPass {

  /**
   * In the order of audit_leaf_stream_subject_seq_key beside that of audit_key_pkey, so that
   * nothing is sorted; uses audit_leaf_erased.
   */
  private static final String LEAVES =
      """
      SELECT l.id, l.subject, l.seq, l.erased, l.commitment, l.chain, k.key,
        e.subject IS NOT NULL AS gone, l.mark
      FROM audit_leaf l
      LEFT JOIN audit_key k ON k.stream = l.stream AND k.subject = l.subject
      LEFT JOIN (SELECT DISTINCT subject FROM audit_leaf WHERE stream = '%1$s' AND erased) e
        ON e.subject = l.subject
      WHERE l.stream = '%1$s'
      ORDER BY l.subject, l.seq
      """;

  private final JdbcTemplate jdbc;
  private final Map<String, Witness> witnesses = new HashMap<>();
  private final LeafMarks marks;
  private final Tally leaves;
  private long acts;

  /**
   * @param leaves is told of every leaf
   */
  ChainPass(JdbcTemplate jdbc, List<Witness> witnesses, LeafMarks marks, Tally leaves) {
    this.jdbc = jdbc;
    this.marks = marks;
    this.leaves = leaves;
    witnesses.forEach(w -> this.witnesses.put(w.stream(), w));
  }

  /**
   * A leaf as it stands in the database.
   *
   * @param key null once the subject was erased
   * @param gone the subject was erased
   */
  private record Row(long id, Leaf leaf, byte @Nullable [] key, boolean gone, byte[] mark) {

    static RowMapper<Row> of(String stream) {
      return (row, _) ->
          new Row(
              row.getLong(1),
              new Leaf(
                  stream,
                  row.getLong(2),
                  row.getInt(3),
                  row.getBoolean(4),
                  row.getBytes(5),
                  row.getBytes(6)),
              row.getBytes(7),
              row.getBoolean(8),
              row.getBytes(9));
    }
  }

  long acts() {
    return acts;
  }

  Optional<Verdict.Finding> look() {
    TreeSet<String> streams = new TreeSet<>(witnesses.keySet());
    streams.addAll(jdbc.queryForList(STREAMS, String.class));
    for (String stream : streams) {
      @Nullable Witness witness = witnesses.get(stream);
      if (witness == null) {
        return finding("audit_leaf, stream " + stream, "No room of this house knows such acts.");
      }
      Optional<Verdict.Finding> wrong = stream(witness);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** A loose index scan: as many steps as there are streams. */
  private static final String STREAMS =
      """
      WITH RECURSIVE s AS (
        (SELECT stream FROM audit_leaf ORDER BY stream LIMIT 1)
        UNION ALL
        SELECT (SELECT l.stream FROM audit_leaf l WHERE l.stream > s.stream ORDER BY l.stream LIMIT 1)
        FROM s
        WHERE s.stream IS NOT NULL
      )
      SELECT stream FROM s WHERE stream IS NOT NULL
      """;

  private Optional<Verdict.Finding> stream(Witness witness) {
    String stream = witness.stream();
    String sql = LEAVES.formatted(stream.replaceAll("[^a-z]", ""));
    try (Cursor<Row> rows = Cursor.of(jdbc, sql, Row.of(stream));
        Cursor<Act> told = Cursor.over(witness.acts())) {
      byte[] chain = HashChain.beginning();
      @Nullable Leaf before = null;
      for (Row row = rows.peek(); row != null; row = rows.peek()) {
        Leaf leaf = row.leaf();
        boolean first = before == null || before.subject() != leaf.subject();
        if (!first && before != null && before.erased()) {
          return finding("audit_leaf (" + name(leaf) + ")", "Nothing follows an erasure.");
        }
        int expected = first || before == null ? 1 : before.seq() + 1;
        Optional<Verdict.Finding> wrong =
            wrong(row, first ? HashChain.beginning() : chain, expected);
        byte[] hash = leaf.hash();
        if (wrong.isEmpty() && !marks.fits(hash, row.mark())) {
          wrong = finding("audit_leaf (" + name(leaf) + ")", "The house did not write it.");
        }
        if (wrong.isEmpty()) {
          wrong = compare(row, told.peek());
        }
        if (wrong.isPresent()) {
          return wrong;
        }
        told.advance();
        leaves.add(row.id(), hash);
        acts++;
        chain = leaf.chain();
        before = leaf;
        rows.advance();
      }
      @Nullable Act rest = told.peek();
      return rest == null ? Optional.empty() : unrecorded(rest);
    }
  }

  private static Optional<Verdict.Finding> wrong(Row row, byte[] chain, int expected) {
    Leaf leaf = row.leaf();
    if (leaf.seq() != expected) {
      return finding(
          "audit_leaf (%s %d, act %d)".formatted(leaf.stream(), leaf.subject(), expected),
          "The row is missing.");
    }
    if (!HashChain.follows(chain, leaf)) {
      return finding("audit_leaf (" + name(leaf) + ")", "It does not follow the act before.");
    }
    return Optional.empty();
  }

  private static Optional<Verdict.Finding> compare(Row row, @Nullable Act told) {
    Leaf leaf = row.leaf();
    if (told == null || told.subject() != leaf.subject() || told.seq() != leaf.seq()) {
      return told == null || order(told, leaf) > 0
          ? finding(name(leaf), "The row that tells of this act is missing.")
          : unrecorded(told);
    }
    if (leaf.erased() != told.erased()) {
      return finding(name(leaf), "Whether it erases somebody is not what its row says.");
    }
    if (row.gone()) {
      return row.key() == null
          ? Optional.empty()
          : finding("audit_key (" + name(leaf) + ")", "The key should be gone: it was erased.");
    }
    if (row.key() == null) {
      return finding(
          "audit_key (" + name(leaf) + ")", "The row is missing, and nobody was erased.");
    }
    return Arrays.equals(HashChain.commitment(row.key(), told), leaf.commitment())
        ? Optional.empty()
        : finding(name(leaf), "What the row says is not what was recorded when it happened.");
  }

  private static Optional<Verdict.Finding> unrecorded(Act told) {
    return finding(
        "%s %d, act %d".formatted(told.stream(), told.subject(), told.seq()),
        "The row was never put on the trail.");
  }

  private static int order(Act told, Leaf leaf) {
    int bySubject = Long.compare(told.subject(), leaf.subject());
    return bySubject == 0 ? Integer.compare(told.seq(), leaf.seq()) : bySubject;
  }

  static String name(Leaf leaf) {
    return "%s %d, act %d".formatted(leaf.stream(), leaf.subject(), leaf.seq());
  }

  private static Optional<Verdict.Finding> finding(String row, String what) {
    return Optional.of(new Verdict.Finding(row, what));
  }
}
