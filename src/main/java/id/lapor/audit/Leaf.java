package id.lapor.audit;

import java.nio.ByteBuffer;

/**
 * An act on the trail: what can be shown to anybody, because it tells nothing of the content.
 *
 * @param erased the subject's key was destroyed with this act; contents up to here can no longer be
 *     compared, the chain and the tree still can
 * @param commitment hash of the content and a salt
 * @param chain hash of this leaf and of the one before in the same subject's chain
 */
public record Leaf(
    String stream, long subject, int seq, boolean erased, byte[] commitment, byte[] chain) {

  /** The canonical bytes that are hashed into the tree. */
  public byte[] entry() {
    byte[] name = Hashes.text(stream);
    return ByteBuffer.allocate(1 + name.length + 8 + 4 + 1 + 2 * Hashes.LENGTH)
        .put((byte) 1)
        .put(name)
        .putLong(subject)
        .putInt(seq)
        .put((byte) (erased ? 1 : 0))
        .put(commitment)
        .put(chain)
        .array();
  }

  /** Its hash in the tree. */
  public byte[] hash() {
    return MerkleTree.leaf(entry());
  }
}
