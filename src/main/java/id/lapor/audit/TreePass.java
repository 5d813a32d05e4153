package id.lapor.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Builds the tree again from its leaves and holds it against what was stored and published. */
final class TreePass {

  private static final String PLACES =
      """
      SELECT position, leaf_id, hash
      FROM audit_place
      ORDER BY position
      """;

  private final JdbcTemplate jdbc;
  private final Checkpoints published;
  private final Signet signet;
  private final Tally placed;
  private final Map<String, byte[]> nodes = new HashMap<>();
  private final Set<LocalDate> days = new HashSet<>();
  private final MerkleTree.Growing tree = new MerkleTree.Growing(this::complete);
  private Optional<Verdict.Finding> wrong = Optional.empty();

  /**
   * @param placed is told of every leaf that has its place
   */
  TreePass(JdbcTemplate jdbc, Checkpoints published, Signet signet, Tally placed) {
    this.jdbc = jdbc;
    this.placed = placed;
    this.published = published;
    this.signet = signet;
  }

  private record Place(long position, long leaf, byte[] hash) {}

  long placed() {
    return tree.size();
  }

  Optional<Verdict.Finding> look() {
    jdbc.query(
        "SELECT level, index, hash FROM audit_node",
        row -> {
          nodes.put(row.getInt(1) + "/" + row.getLong(2), row.getBytes(3));
        });
    try (Cursor<Place> places =
            Cursor.of(
                jdbc,
                PLACES,
                (row, _) -> new Place(row.getLong(1), row.getLong(2), row.getBytes(3)));
        Cursor<Checkpoint> roots =
            Cursor.of(
                jdbc,
                "SELECT day, size, root, at, note FROM audit_checkpoint ORDER BY size, day",
                TreeStore::checkpoint)) {
      for (Place p = places.peek(); p != null && wrong.isEmpty(); p = places.peek()) {
        checkRoots(roots);
        add(p);
        places.advance();
      }
      checkRoots(roots);
      return wrong.or(() -> beyond(roots.peek())).or(this::surplus).or(this::unlisted);
    }
  }

  private Optional<Verdict.Finding> beyond(@Nullable Checkpoint c) {
    return c == null
        ? Optional.empty()
        : finding(
            "audit_checkpoint " + c.day(),
            "It stands over " + c.size() + " leaves, but only " + tree.size() + " are left.");
  }

  private Optional<Verdict.Finding> surplus() {
    return nodes.keySet().stream()
        .sorted()
        .findFirst()
        .map(n -> new Verdict.Finding("audit_node " + n, "The tree has no such complete part."));
  }

  /** A root that was published from this machine and is no longer in the database. */
  private Optional<Verdict.Finding> unlisted() {
    return published
        .filedDays()
        .filter(d -> !days.contains(d))
        .findFirst()
        .map(d ->
            new Verdict.Finding("audit_checkpoint " + d, "The row is missing; its file is there."));
  }

  private void add(Place p) {
    if (p.position() != tree.size()) {
      wrong = finding("audit_place " + tree.size(), "The row is missing.");
    } else {
      placed.add(p.leaf(), p.hash());
      tree.add(p.hash());
    }
  }

  /** Every stored node is compared as soon as what is under it is complete. */
  private void complete(int level, long index, byte[] hash) {
    if (level == 0 || level % TreeStore.STEP != 0) {
      return;
    }
    byte @Nullable [] stored = nodes.remove(level + "/" + index);
    if (stored == null || !Arrays.equals(stored, hash)) {
      wrong =
          finding(
              "audit_node " + level + "/" + index,
              stored == null
                  ? "The row is missing."
                  : "The hash is not the one of what stands under it.");
    }
  }

  private void checkRoots(Cursor<Checkpoint> roots) {
    for (Checkpoint c = roots.peek();
        c != null && c.size() <= tree.size() && wrong.isEmpty();
        c = roots.peek()) {
      String row = "audit_checkpoint " + c.day();
      days.add(c.day());
      if (c.size() != tree.size() || !Arrays.equals(c.root(), tree.root())) {
        wrong = finding(row, "The tree no longer begins with what was published on that day.");
      } else if (!signet.signed(c)) {
        wrong = finding(row, "The row is not what was signed.");
      } else if (differsOnDisk(c)) {
        wrong = finding(row, "The file " + published.file(c.day()) + " says something else.");
      }
      roots.advance();
    }
  }

  /** Only where the file was written on this machine. */
  private boolean differsOnDisk(Checkpoint c) {
    Path file = published.file(c.day());
    try {
      return Files.exists(file) && !Files.readString(file).equals(c.note());
    } catch (IOException e) {
      return true;
    }
  }

  private static Optional<Verdict.Finding> finding(String row, String what) {
    return Optional.of(new Verdict.Finding(row, what));
  }
}
