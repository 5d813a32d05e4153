package id.lapor.audit;

import java.util.Optional;

/**
 * What {@link Verifier} found.
 *
 * @param acts how many acts were compared with what their rooms say
 * @param placed how many of them have their place in the tree
 * @param first the first wrong row, empty when everything is as it was written
 */
public record Verdict(long acts, long placed, Optional<Finding> first) {

  /**
   * A row that is not as it was written.
   *
   * @param row which one, {@code audit_leaf 17 (report 12, act 3)}
   * @param what in a sentence
   */
  public record Finding(String row, String what) {}

  public boolean sound() {
    return first.isEmpty();
  }
}
