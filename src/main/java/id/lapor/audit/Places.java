package id.lapor.audit;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether the places of the tree are those of the leaves there are. {@link Tally} says so without
 * holding one beside the other; only where it says no are they joined, to name the row.
 */
final class Places {

  private static final String WAITING =
      """
      SELECT l.id, l.stream, l.subject, l.seq, l.erased, l.commitment, l.chain
      FROM audit_queue q
      JOIN audit_leaf l ON l.id = q.leaf_id
      ORDER BY l.id
      """;

  private static final String JOINED =
      """
      SELECT p.position, p.hash, l.id, l.stream, l.subject, l.seq, l.erased, l.commitment, l.chain
      FROM audit_place p
      LEFT JOIN audit_leaf l ON l.id = p.leaf_id
      WHERE p.position < %d
      ORDER BY p.position
      """;

  private static final String PLACELESS =
      """
      SELECT l.id, l.stream, l.subject, l.seq, l.erased, l.commitment, l.chain
      FROM audit_leaf l
      WHERE (SELECT count(*) FROM audit_place p WHERE p.leaf_id = l.id)
        + (SELECT count(*) FROM audit_queue q WHERE q.leaf_id = l.id) <> 1
      ORDER BY l.id
      LIMIT 1
      """;

  private final JdbcTemplate jdbc;

  Places(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A leaf and its number. */
  private record Numbered(long id, Leaf leaf) {}

  /**
   * What is wrong where a leaf has neither its place nor waits for it, or a place another leaf.
   *
   * @param placed of every place
   * @param leaves of every leaf
   */
  Optional<Verdict.Finding> compare(Tally placed, Tally leaves) {
    try (Cursor<Numbered> waiting =
        Cursor.of(
            jdbc, WAITING, (row, n) -> new Numbered(row.getLong("id"), TrailStore.leaf(row, n)))) {
      for (Numbered w = waiting.peek(); w != null; w = waiting.peek()) {
        placed.add(w.id(), w.leaf().hash());
        waiting.advance();
      }
    }
    return placed.same(leaves)
        ? Optional.empty()
        : firstWrong(Long.MAX_VALUE)
            .or(this::firstWithoutOne)
            .or(() -> finding("audit_place", "Its rows are not those of the leaves."));
  }

  /** A place as it stands, and the leaf it is said to be of. */
  private record Place(long position, byte[] hash, @Nullable Leaf leaf) {

    Optional<Verdict.Finding> wrong() {
      String row = "audit_place " + position;
      if (leaf == null) {
        return finding(row, "The leaf it places is missing.");
      }
      return Arrays.equals(hash, leaf.hash())
          ? Optional.empty()
          : finding(
              row + " (" + ChainPass.name(leaf) + ")", "The hash is not the one of its leaf.");
    }
  }

  /**
   * The first place that is not one of its leaf.
   *
   * @param size of the tree, as far as it is to be looked at
   */
  Optional<Verdict.Finding> firstWrong(long size) {
    try (Cursor<Place> joined =
        Cursor.of(
            jdbc,
            JOINED.formatted(size),
            (row, n) ->
                new Place(
                    row.getLong("position"),
                    row.getBytes("hash"),
                    row.getObject("id") == null ? null : TrailStore.leaf(row, n)))) {
      for (Place p = joined.peek(); p != null; p = joined.peek()) {
        Optional<Verdict.Finding> wrong = p.wrong();
        if (wrong.isPresent()) {
          return wrong;
        }
        joined.advance();
      }
    }
    return Optional.empty();
  }

  private Optional<Verdict.Finding> firstWithoutOne() {
    return jdbc.query(PLACELESS, TrailStore::leaf).stream()
        .findFirst()
        .flatMap(leaf ->
            finding(
                "audit_leaf (" + ChainPass.name(leaf) + ")",
                "It has no place in the tree and waits for none, or has more than one."));
  }

  private static Optional<Verdict.Finding> finding(String row, String what) {
    return Optional.of(new Verdict.Finding(row, what));
  }
}
