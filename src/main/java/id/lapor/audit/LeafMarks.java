package id.lapor.audit;

import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import org.springframework.stereotype.Component;

/**
 * A mark under the installation's key beside every leaf: all else of a leaf can be computed from
 * the database, so that without it whoever writes there could put on record what never happened.
 */
@Component
final class LeafMarks {

  private final byte[] key;

  LeafMarks(InstallationKey installation) {
    this.key = installation.derive("leaf", "");
  }

  byte[] of(Leaf leaf) {
    return Hashes.hmac(key, leaf.hash());
  }

  /**
   * Whether the house wrote it.
   *
   * @param hash of the leaf in the tree
   */
  boolean fits(byte[] hash, byte[] mark) {
    return MessageDigest.isEqual(Hashes.hmac(key, hash), mark);
  }
}
