package id.lapor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the definitions of RFC 9162, section 2.1, written down a second time and naively. */
class MerkleTreeTests {

  private static final int MOST = 70;

  /** The eight entries of the reference implementation of Certificate Transparency. */
  private static final List<byte[]> KNOWN =
      List.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .stream()
          .map(HexFormat.of()::parseHex)
          .toList();

  @ParameterizedTest
  @CsvSource({
    "0,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3,aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5,4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6,76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7,ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8,5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void hasTheRootsOfCertificateTransparency(int size, String root) {
    assertThat(hex(MerkleTree.root(nodes(KNOWN), size))).isEqualTo(root);
    assertThat(hex(grown(KNOWN.subList(0, size)))).isEqualTo(root);
  }

  @Test
  void growsToTheSameRootsAsTheDefinition() {
    List<byte[]> entries = entries(MOST);
    for (int n = 1; n <= MOST; n++) {
      byte[] expected = naive(entries.subList(0, n));
      assertThat(MerkleTree.root(nodes(entries), n)).isEqualTo(expected);
      assertThat(grown(entries.subList(0, n))).isEqualTo(expected);
    }
  }

  @Test
  void provesEveryLeafOfEveryTreeAndNothingElse() {
    List<byte[]> entries = entries(MOST);
    MerkleTree.Nodes nodes = nodes(entries);
    for (int n = 1; n <= MOST; n++) {
      byte[] root = naive(entries.subList(0, n));
      for (int i = 0; i < n; i++) {
        List<byte[]> path = MerkleTree.inclusion(nodes, i, n);
        byte[] leaf = MerkleTree.leaf(entries.get(i));
        assertThat(path).hasSize(naivePath(i, entries.subList(0, n)).size());
        assertThat(MerkleTree.included(leaf, i, n, path, root)).isTrue();
        assertThat(MerkleTree.included(leaf, (i + 1) % n, n, path, root)).isEqualTo(n == 1);
        assertThat(MerkleTree.included(MerkleTree.leaf(new byte[] {9}), i, n, path, root))
            .isFalse();
        for (int step = 0; step < path.size(); step++) {
          List<byte[]> bent = new ArrayList<>(path);
          bent.set(step, flipped(path.get(step)));
          assertThat(MerkleTree.included(leaf, i, n, bent, root)).isFalse();
        }
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);
        assertThat(MerkleTree.included(leaf, i, n, longer, root)).isFalse();
      }
    }
  }

  @Test
  void provesEveryTreeToBeTheBeginningOfEveryLaterOne() {
    List<byte[]> entries = entries(MOST);
    MerkleTree.Nodes nodes = nodes(entries);
    for (int n = 1; n <= MOST; n++) {
      MerkleTree.Head newer = new MerkleTree.Head(n, naive(entries.subList(0, n)));
      for (int m = 1; m <= n; m++) {
        MerkleTree.Head older = new MerkleTree.Head(m, naive(entries.subList(0, m)));
        List<byte[]> proof = MerkleTree.consistency(nodes, m, n);
        assertThat(MerkleTree.consistent(older, newer, proof)).isTrue();
        MerkleTree.Head other = new MerkleTree.Head(m, flipped(older.root()));
        assertThat(MerkleTree.consistent(other, newer, proof)).isFalse();
        MerkleTree.Head otherNewer = new MerkleTree.Head(n, flipped(newer.root()));
        assertThat(MerkleTree.consistent(older, otherNewer, proof)).isFalse();
        for (int step = 0; step < proof.size(); step++) {
          List<byte[]> bent = new ArrayList<>(proof);
          bent.set(step, flipped(proof.get(step)));
          assertThat(MerkleTree.consistent(older, newer, bent)).isFalse();
        }
      }
    }
  }

  @Test
  void tellsACanonicalSpellingWhateverTheDatabaseMakesOfIt() {
    String typed =
        "{\"b\":1.50,\"aa\":[1e2,{\"z\":null,\"y\":\"a\\u0041\\n\\\"\"}],\"c\":1.0E-5,\"d\":{}}";
    String kept =
        "{\"b\": 1.5, \"c\": 0.000010, \"d\": {}, \"aa\": [100, {\"y\": \"aA\\n\\\"\", \"z\": null}]}";
    assertThat(Canonical.json(typed)).isEqualTo(Canonical.json(kept));
    assertThat(Canonical.json(typed))
        .isEqualTo(
            "{\"aa\":[100,{\"y\":\"aA\\u000a\\\"\",\"z\":null}],\"b\":1.5,\"c\":0.00001,\"d\":{}}");
  }

  /** MTH of the RFC, word for word. */
  private static byte[] naive(List<byte[]> entries) {
    int n = entries.size();
    if (n == 1) {
      return MerkleTree.leaf(entries.getFirst());
    }
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return MerkleTree.node(naive(entries.subList(0, k)), naive(entries.subList(k, n)));
  }

  /** PATH of the RFC, word for word. */
  private static List<byte[]> naivePath(int m, List<byte[]> entries) {
    int n = entries.size();
    if (n == 1) {
      return List.of();
    }
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    List<byte[]> path =
        new ArrayList<>(
            m < k ? naivePath(m, entries.subList(0, k)) : naivePath(m - k, entries.subList(k, n)));
    path.add(m < k ? naive(entries.subList(k, n)) : naive(entries.subList(0, k)));
    return path;
  }

  private static MerkleTree.Nodes nodes(List<byte[]> entries) {
    return (level, index) ->
        naive(entries.subList((int) (index << level), (int) (index + 1 << level)));
  }

  private static byte[] grown(List<byte[]> entries) {
    MerkleTree.Growing tree = new MerkleTree.Growing((_, _, _) -> {});
    entries.forEach(e -> tree.add(MerkleTree.leaf(e)));
    return tree.root();
  }

  private static List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
    }
    return entries;
  }

  private static byte[] flipped(byte[] hash) {
    byte[] other = Arrays.copyOf(hash, hash.length);
    other[5] ^= 1;
    return other;
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
