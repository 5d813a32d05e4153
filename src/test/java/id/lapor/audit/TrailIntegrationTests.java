package id.lapor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class TrailIntegrationTests {

  @Autowired Trail trail;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired TreeStore tree;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired SettableClock clock;

  @Test
  void placesEveryLeafOnceWhoeverAddsAndWhoeverPlaces() throws Exception {
    sequencer.placeAll();
    long before = tree.size();
    try (var people = Executors.newFixedThreadPool(6)) {
      List<Callable<Void>> work =
          IntStream.range(0, 300)
              .<Callable<Void>>mapToObj(i ->
                  () -> {
                    add("crowd", i, 1, "one");
                    add("crowd", i, 2, "two");
                    if (i % 20 == 0) {
                      sequencer.placeAll();
                    }
                    return null;
                  })
              .toList();
      people.invokeAll(work).forEach(f -> assertThat(f.state().name()).isEqualTo("SUCCESS"));
    }
    sequencer.placeAll();
    assertThat(tree.size()).isEqualTo(before + 600);
    assertThat(tree.hashes(0, 0, tree.size())).hasSize((int) tree.size());
    assertThat(jdbc.queryForObject("SELECT count(*) FROM audit_queue", Long.class)).isZero();
  }

  @Test
  void provesAgainstEachDaysRootAndEachRootAgainstTheNext() {
    for (int i = 0; i < 520; i++) {
      add("proof", i, 1, "act " + i);
    }
    sequencer.placeAll();
    checkpoints.publish();
    Checkpoint first = checkpoints.latest(1).getFirst();
    checkpoints.publish();
    assertThat(checkpoints.latest(9)).as("one a day").hasSize(1);
    clock.advance(Duration.ofDays(1));
    add("proof", 7, 2, "later");
    sequencer.placeAll();
    checkpoints.publish();
    Checkpoint second = checkpoints.latest(1).getFirst();
    assertThat(second.size()).isGreaterThan(first.size());
    assertThat(
            MerkleTree.consistent(
                new MerkleTree.Head(first.size(), first.root()),
                new MerkleTree.Head(second.size(), second.root()),
                checkpoints.consistency(first, second)))
        .isTrue();
    var proof = checkpoints.proof(trail.leaves("proof", 7)).orElseThrow();
    assertThat(proof.leaf().seq()).isEqualTo(2);
    assertThat(
            MerkleTree.included(
                proof.leaf().hash(),
                proof.position(),
                proof.checkpoint().size(),
                proof.path(),
                second.root()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_leaf SET seq = seq + 1",
        "DELETE FROM audit_leaf",
        "TRUNCATE audit_leaf CASCADE",
        "UPDATE audit_place SET position = position + 1000000",
        "DELETE FROM audit_place",
        "UPDATE audit_key SET key = sha256(key)",
        "DELETE FROM audit_key"
      })
  void isRefusedByTheDatabaseItself(String sql) {
    add("refusal", System.nanoTime(), 1, "kept");
    sequencer.placeAll();
    assertThatThrownBy(() -> jdbc.update(sql)).hasMessageContaining("only ever added to");
  }

  @Test
  void forgetsWhatAnErasedSubjectSaidAndNothingElse() {
    add("identity", 1, 1, "rahasia");
    transaction.executeWithoutResult(_ -> {
      look(1, 2);
      trail.erase("identity", 1, 2);
    });
    assertThat(
            jdbc.queryForObject(
                "SELECT count(*) FROM audit_key WHERE stream = 'identity' AND subject = 1",
                Long.class))
        .isZero();
    List<Leaf> leaves = trail.leaves("identity", 1);
    assertThat(leaves).hasSize(2);
    assertThat(HashChain.follows(HashChain.beginning(), leaves.getFirst())).isTrue();
    assertThat(HashChain.follows(leaves.getFirst().chain(), leaves.getLast())).isTrue();
    assertThatThrownBy(() -> add("identity", 1, 3, "again")).hasMessageContaining("knows nothing");
  }

  /** What was erased is compared with nothing any more; so nothing else can be called erased. */
  @Test
  void erasesNobodyButAPersonWhosePageTellsOfIt() {
    add("report", 1, 1, "Lampu mati");
    assertThatThrownBy(() -> erase("report", 1, 2))
        .hasMessageContaining("audit_leaf_erases_people");
    add("identity", 2, 1, "kept");
    assertThatThrownBy(() -> erase("identity", 2, 2)).hasMessageContaining("only ever added to");
    transaction.executeWithoutResult(_ -> {
      look(2, 3);
      add("identity", 2, 2, "opened");
    });
    assertThatThrownBy(() -> erase("identity", 2, 4))
        .as("the look is not the last")
        .hasMessageContaining("only ever added to");
  }

  /** Nor by tables of one's own that tell of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TEMP TABLE people_look AS SELECT 3::bigint AS reporter_id, 1 AS seq, 'ERASED' AS purpose;"
            + "CREATE TEMP TABLE audit_leaf AS SELECT 'identity' AS stream, 3::bigint AS subject, 1 AS seq, true AS erased;"
            + "DELETE FROM audit_key WHERE stream = 'identity' AND subject = 3",
        "CREATE TEMP TABLE people_look AS SELECT 3::bigint AS reporter_id, 1 AS seq, 'ERASED' AS purpose;"
            + "UPDATE public.people_look SET words = NULL WHERE reporter_id = 3"
      })
  void isDeceivedByNoTableOfSomebodysOwn(String sql) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      add("identity", 3, 1, "kept");
      jdbc.update(
          """
          INSERT INTO people_look (reporter_id, seq, at, purpose, name, role, words)
          VALUES (3, 1, now(), 'KEPT', '', '', 'Siti')
          """);
      assertThatThrownBy(() -> jdbc.execute(sql)).hasMessageContaining("only ever added to");
    });
  }

  private void erase(String stream, long subject, int seq) {
    transaction.executeWithoutResult(_ -> trail.erase(stream, subject, seq));
  }

  private void look(long reporter, int seq) {
    jdbc.update(
        """
        INSERT INTO people_look (reporter_id, seq, at, purpose, name, role) VALUES (?, ?, now(), 'ERASED', '', '')
        """,
        reporter,
        seq);
  }

  private void add(String stream, long subject, int seq, String content) {
    transaction.executeWithoutResult(_ ->
        trail.add(
            List.of(new Act(stream, subject, seq, content.getBytes(StandardCharsets.UTF_8)))));
  }
}
