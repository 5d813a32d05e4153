package id.lapor.audit;

import java.nio.ByteBuffer;

/**
 * The chain of one subject: each leaf holds a hash over itself and the leaf before, so that the
 * last one stands for the whole history. Salts come from a key of the subject; when the key is
 * destroyed, nobody can find out or prove what the contents were, and every hash stays valid. Pure.
 */
public final class HashChain {

  /** What the first leaf of a chain follows. */
  private static final byte[] BEGINNING = new byte[Hashes.LENGTH];

  private HashChain() {}

  /** What a chain that has no leaf yet ends with. */
  public static byte[] beginning() {
    return BEGINNING.clone();
  }

  /** The salt of one act: 32 bytes that say nothing without the subject's key. */
  static byte[] salt(byte[] key, int seq) {
    return Hashes.hmac(key, ByteBuffer.allocate(4).putInt(seq).array());
  }

  /** SHA-256 over salt and content. */
  static byte[] commitment(byte[] key, Act act) {
    return Hashes.sha256(salt(key, act.seq()), act.content());
  }

  /** The hash that ties a leaf to the one before. */
  static byte[] link(
      byte[] before, String stream, long subject, int seq, byte[] markAndCommitment) {
    return Hashes.sha256(
        before,
        Hashes.text(stream),
        ByteBuffer.allocate(12).putLong(subject).putInt(seq).array(),
        markAndCommitment);
  }

  /**
   * The leaf for an act.
   *
   * @param before the chain's hash so far
   */
  static Leaf leaf(byte[] before, byte[] key, Act act) {
    byte[] commitment = commitment(key, act);
    byte[] marked = marked(act.erased(), commitment);
    byte[] chain = link(before, act.stream(), act.subject(), act.seq(), marked);
    return new Leaf(act.stream(), act.subject(), act.seq(), act.erased(), commitment, chain);
  }

  /** Whether the leaf follows. */
  public static boolean follows(byte[] before, Leaf leaf) {
    byte[] expected =
        link(
            before,
            leaf.stream(),
            leaf.subject(),
            leaf.seq(),
            marked(leaf.erased(), leaf.commitment()));
    return java.util.Arrays.equals(expected, leaf.chain());
  }

  private static byte[] marked(boolean erased, byte[] commitment) {
    return ByteBuffer.allocate(1 + commitment.length)
        .put((byte) (erased ? 1 : 0))
        .put(commitment)
        .array();
  }
}
