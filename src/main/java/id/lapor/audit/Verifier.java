package id.lapor.audit;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the whole trail against itself, against the published roots and against what the rooms say
 * happened, and names the first wrong row. Reads every row once, in order, in one snapshot; keeps
 * no more in memory than one row of each table.
 */
@Service
public class Verifier {

  private final JdbcTemplate jdbc;
  private final Checkpoints checkpoints;
  private final Signet signet;
  private final LeafMarks marks;
  private final List<Witness> witnesses;
  private final List<Check> checks;
  private final TransactionTemplate snapshot;

  Verifier(
      JdbcTemplate jdbc,
      Checkpoints checkpoints,
      Signet signet,
      LeafMarks marks,
      List<Witness> witnesses,
      List<Check> checks,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.checkpoints = checkpoints;
    this.signet = signet;
    this.marks = marks;
    this.witnesses = witnesses;
    this.checks = checks;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
  }

  /** Checks everything. Joins a transaction that is already there. */
  public Verdict verify() {
    Verdict verdict = snapshot.execute(_ -> look());
    if (verdict == null) {
      throw new IllegalStateException("The trail could not be read");
    }
    return verdict;
  }

  private Verdict look() {
    byte[] key = Tally.key();
    Tally placed = new Tally(key);
    Tally leaves = new Tally(key);
    Places places = new Places(jdbc);
    TreePass tree = new TreePass(jdbc, checkpoints, signet, placed);
    Optional<Verdict.Finding> wrong = tree.look();
    if (wrong.isPresent()) {
      Optional<Verdict.Finding> found = wrong;
      wrong = places.firstWrong(tree.placed() + 1).or(() -> found);
    }
    ChainPass chains = new ChainPass(jdbc, witnesses, marks, leaves);
    if (wrong.isEmpty()) {
      wrong = chains.look();
    }
    if (wrong.isEmpty()) {
      wrong = places.compare(placed, leaves);
    }
    for (Check check : checks) {
      if (wrong.isEmpty()) {
        wrong = check.look();
      }
    }
    return new Verdict(chains.acts(), tree.placed(), wrong);
  }
}
