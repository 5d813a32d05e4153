package id.lapor.citizen;

import id.lapor.audit.Checkpoints;
import id.lapor.audit.Leaf;
import id.lapor.audit.MerkleTree;
import id.lapor.audit.Trail;
import id.lapor.report.Recorded;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What a sceptic would compute about one report's history, and the house does as well. */
@Component
class OwnProof {

  private final Trail trail;
  private final Checkpoints checkpoints;
  private final Recorded recorded;

  OwnProof(Trail trail, Checkpoints checkpoints, Recorded recorded) {
    this.trail = trail;
    this.checkpoints = checkpoints;
    this.recorded = recorded;
  }

  /**
   * A history and what proves it.
   *
   * @param proof null while nothing of it stands under a published root
   * @param opened of acts the reporter may read what they say, by their numbers
   */
  record Told(
      List<Leaf> leaves,
      Checkpoints.@Nullable Proof proof,
      boolean right,
      Map<Integer, Trail.Opened> opened) {}

  /** All at one moment, so that an act that comes meanwhile makes nothing look wrong. */
  @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
  public Told of(Report report) {
    List<Leaf> leaves = trail.leaves(Reports.STREAM, report.id().value());
    Checkpoints.@Nullable Proof proof = checkpoints.proof(leaves).orElse(null);
    Recorded.Read read = recorded.read(report, leaves.size());
    boolean right = proof != null && right(leaves, proof) && read.fits();
    return new Told(leaves, proof, right, read.opened());
  }

  /** The chain from the beginning, and the path to the root. */
  private static boolean right(List<Leaf> leaves, Checkpoints.Proof proof) {
    return Trail.chained(leaves)
        && MerkleTree.included(
            proof.leaf().hash(),
            proof.position(),
            proof.checkpoint().size(),
            proof.path(),
            proof.checkpoint().root());
  }
}
