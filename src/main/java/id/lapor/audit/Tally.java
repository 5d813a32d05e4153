package id.lapor.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Tells whether two piles of leaves are the same, each read in its own order and neither kept: the
 * sum of a keyed hash of every leaf and how many there are (MSet-Add-Hash of Clarke, Devadas, van
 * Dijk, Gassend and Suh, Asiacrypt 2003). The key is drawn anew for every check, so that nobody can
 * have chosen rows whose sums meet.
 */
final class Tally {

  private final byte[] key;
  private final MessageDigest digest = Hashes.digest();
  private final ByteBuffer input = ByteBuffer.allocate(Long.BYTES);
  private final long[] sums = new long[Hashes.LENGTH / Long.BYTES];
  private long count;

  /** One that compares with others of the same key. */
  Tally(byte[] key) {
    this.key = key;
  }

  /** A key for this check. */
  static byte[] key() {
    byte[] key = new byte[Hashes.LENGTH];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /**
   * Counts a leaf.
   *
   * @param hash its hash in the tree
   */
  void add(long id, byte[] hash) {
    digest.update(key);
    digest.update(input.putLong(0, id).array());
    ByteBuffer mark = ByteBuffer.wrap(digest.digest(hash));
    for (int i = 0; i < sums.length; i++) {
      sums[i] += mark.getLong();
    }
    count++;
  }

  boolean same(Tally other) {
    return count == other.count && java.util.Arrays.equals(sums, other.sums);
  }
}
