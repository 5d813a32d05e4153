package id.lapor.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree of RFC 9162, section 2.1: roots, inclusion proofs and consistency proofs, and
 * their verification. Pure; where the hashes of whole subtrees come from is the {@link Nodes}'
 * matter.
 */
public final class MerkleTree {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  /** Hashes of complete subtrees. */
  public interface Nodes {

    /**
     * The hash over the 2^level leaves that begin at {@code index << level}; only asked for where
     * all of them exist.
     */
    byte[] hash(int level, long index);
  }

  /** Hash of a leaf, section 2.1.1. */
  public static byte[] leaf(byte[] entry) {
    return Hashes.sha256(LEAF, entry);
  }

  /** Hash of two neighbours. */
  public static byte[] node(byte[] left, byte[] right) {
    return Hashes.sha256(NODE, left, right);
  }

  /** The root over the first {@code size} leaves; of nothing it is the hash of nothing. */
  public static byte[] root(Nodes nodes, long size) {
    return size == 0 ? Hashes.sha256() : range(nodes, 0, size);
  }

  /** The path from a leaf to the root, section 2.1.3.1, nearest first. */
  public static List<byte[]> inclusion(Nodes nodes, long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("No leaf " + index + " among " + size);
    }
    List<byte[]> path = new ArrayList<>();
    include(nodes, index, 0, size, path);
    return path;
  }

  /**
   * Proof that the tree of the first {@code from} leaves is the beginning of a later one, 2.1.4.1.
   */
  public static List<byte[]> consistency(Nodes nodes, long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException("A tree of " + from + " is no part of one of " + to);
    }
    List<byte[]> proof = new ArrayList<>();
    if (from < to) {
      new Sub(nodes, proof).prove(from, 0, to, true);
    }
    return proof;
  }

  private static void include(Nodes nodes, long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + half(to - from);
    if (index < middle) {
      include(nodes, index, from, middle, path);
      path.add(range(nodes, middle, to));
    } else {
      include(nodes, index, middle, to, path);
      path.add(range(nodes, from, middle));
    }
  }

  /** SUBPROOF of the RFC over the leaves {@code from} to before {@code to}. */
  private record Sub(Nodes nodes, List<byte[]> proof) {

    /**
     * @param size leaves of the older tree that lie in here
     * @param whole nothing to the left of here has been proven yet
     */
    void prove(long size, long from, long to, boolean whole) {
      if (size == to - from) {
        if (!whole) {
          proof.add(range(nodes, from, to));
        }
        return;
      }
      long k = half(to - from);
      if (size <= k) {
        prove(size, from, from + k, whole);
        proof.add(range(nodes, from + k, to));
      } else {
        prove(size - k, from + k, to, false);
        proof.add(range(nodes, from, from + k));
      }
    }
  }

  private static byte[] range(Nodes nodes, long from, long to) {
    long n = to - from;
    if (Long.bitCount(n) == 1) {
      int level = Long.numberOfTrailingZeros(n);
      return nodes.hash(level, from >> level);
    }
    long k = half(n);
    return node(range(nodes, from, from + k), range(nodes, from + k, to));
  }

  /** The largest power of two smaller than n. */
  private static long half(long n) {
    return Long.highestOneBit(n - 1);
  }

  /** Section 2.1.3.2. */
  public static boolean included(
      byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    byte[] hash = leaf;
    for (byte[] step : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = node(step, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = node(hash, step);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(hash, root);
  }

  /** A root over so many leaves. */
  public record Head(long size, byte[] root) {}

  /** Section 2.1.4.2: whether the proof shows the older head to be a beginning of the newer. */
  public static boolean consistent(Head older, Head newer, List<byte[]> proof) {
    long m = older.size();
    if (m < 1 || m > newer.size()) {
      return false;
    }
    if (m == newer.size()) {
      return proof.isEmpty() && Arrays.equals(older.root(), newer.root());
    }
    List<byte[]> path = new ArrayList<>(proof);
    if (Long.bitCount(m) == 1) {
      path.addFirst(older.root());
    }
    if (path.isEmpty()) {
      return false;
    }
    int shift = Long.numberOfTrailingZeros(~(m - 1));
    long fn = m - 1 >> shift;
    long sn = newer.size() - 1 >> shift;
    byte[] fr = path.getFirst();
    byte[] sr = path.getFirst();
    for (byte[] step : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = node(step, fr);
        sr = node(step, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = node(sr, step);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(fr, older.root()) && Arrays.equals(sr, newer.root());
  }

  /** A tree that leaves are added to one after the other, keeping one hash a level. */
  static final class Growing {

    /** Told of every complete subtree, leaves included. */
    interface Listener {
      void complete(int level, long index, byte[] hash);
    }

    private final Listener listener;
    private final List<byte[]> peaks = new ArrayList<>();
    private long size;

    Growing(Listener listener) {
      this.listener = listener;
    }

    void add(byte[] leafHash) {
      byte[] hash = leafHash;
      listener.complete(0, size, hash);
      int level = 0;
      for (long rest = size; (rest & 1) == 1; rest >>= 1) {
        hash = node(peaks.removeLast(), hash);
        level++;
        listener.complete(level, rest >> 1, hash);
      }
      peaks.add(hash);
      size++;
    }

    long size() {
      return size;
    }

    byte[] root() {
      if (peaks.isEmpty()) {
        return Hashes.sha256();
      }
      byte[] root = peaks.getLast();
      for (int i = peaks.size() - 2; i >= 0; i--) {
        root = node(peaks.get(i), root);
      }
      return root;
    }
  }
}
