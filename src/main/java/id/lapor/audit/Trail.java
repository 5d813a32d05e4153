package id.lapor.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where acts are put on record, in the transaction in which they happen. Subjects do not wait for
 * each other: the place in the common tree is given later, in batches.
 */
@Service
public class Trail {

  private static final int KEY_BYTES = 32;

  private final TrailStore store;
  private final LeafMarks marks;
  private final SecureRandom random = new SecureRandom();

  Trail(TrailStore store, LeafMarks marks) {
    this.store = store;
    this.marks = marks;
  }

  record Subject(String stream, long id) {}

  /**
   * Puts acts on record. The caller keeps two transactions from adding to the same subject at once.
   *
   * @param acts acts of one subject stand in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(List<Act> acts) {
    if (acts.isEmpty()) {
      return;
    }
    List<Subject> known =
        acts.stream()
            .filter(a -> a.seq() > 1)
            .map(a -> new Subject(a.stream(), a.subject()))
            .distinct()
            .toList();
    Map<Subject, TrailStore.End> ends = new HashMap<>(store.ends(known));
    Map<Subject, byte[]> fresh = new HashMap<>();
    List<Leaf> leaves = new ArrayList<>();
    for (Act act : acts) {
      Subject subject = new Subject(act.stream(), act.subject());
      TrailStore.End end =
          act.seq() == 1 ? begun(subject, fresh) : known(ends.get(subject), subject);
      Leaf leaf = HashChain.leaf(end.chain(), end.key(), act);
      ends.put(subject, new TrailStore.End(leaf.chain(), end.key()));
      leaves.add(leaf);
    }
    store.add(fresh, leaves);
  }

  /**
   * Puts on record that a person was erased and destroys the key its salts came from: what its acts
   * said can be neither found out nor proven from now on, and every proof stays valid.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void erase(String stream, long subject, int seq) {
    Subject who = new Subject(stream, subject);
    TrailStore.End end = known(store.ends(List.of(who)).get(who), who);
    Act act = Act.erasure(stream, subject, seq);
    store.add(Map.of(), List.of(HashChain.leaf(end.chain(), end.key(), act)));
    store.removeKey(who);
  }

  /** The leaves of one subject, oldest first. */
  public List<Leaf> leaves(String stream, long subject) {
    return store.leaves(stream, subject);
  }

  /** Whether each leaf follows the one before, from the first act on. Pure. */
  public static boolean chained(List<Leaf> leaves) {
    byte[] chain = HashChain.beginning();
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i).seq() != i + 1 || !HashChain.follows(chain, leaves.get(i))) {
        return false;
      }
      chain = leaves.get(i).chain();
    }
    return true;
  }

  /**
   * Whether the house put each of these acts on record, word for word. Whoever decides something by
   * an act asks this: a row of it, and a leaf that fits, can be written by anybody who writes to
   * the database. What somebody erased said can no longer be told.
   */
  public boolean holds(List<Act> acts) {
    Map<Place, TrailStore.Kept> kept =
        store.kept(acts).stream()
            .collect(Collectors.toMap(k -> Place.of(k.leaf()), Function.identity()));
    return acts.stream()
        .allMatch(a -> {
          TrailStore.@Nullable Kept leaf = kept.get(new Place(a.stream(), a.subject(), a.seq()));
          return leaf != null && tells(leaf, a);
        });
  }

  /**
   * Where what is on record of a subject ends to be certain: the number of the last act that is not
   * among these, or that the house did not put on record so; 0 when there is none.
   *
   * @param acts all there are of the subject, in any order
   */
  public int lastStrange(String stream, long subject, List<Act> acts) {
    Map<Integer, Act> bySeq =
        acts.stream().collect(Collectors.toMap(Act::seq, Function.identity()));
    Map<Integer, TrailStore.Kept> kept =
        store.kept(stream, subject).stream()
            .collect(Collectors.toMap(k -> k.leaf().seq(), Function.identity()));
    int seq =
        Stream.concat(bySeq.keySet().stream(), kept.keySet().stream())
            .max(Comparator.naturalOrder())
            .orElse(0);
    while (seq > 0 && stands(bySeq.get(seq), kept.get(seq))) {
      seq--;
    }
    return seq;
  }

  private boolean stands(@Nullable Act act, TrailStore.@Nullable Kept leaf) {
    return act != null && leaf != null && tells(leaf, act);
  }

  /** What an act says, and the salt that makes its commitment of it. */
  public record Opened(byte[] salt, String content) {}

  /** Acts of one subject by their numbers, for whoever may read them; none once it was erased. */
  public Map<Integer, Opened> open(List<Act> acts) {
    Map<Integer, Opened> opened = new HashMap<>();
    Map<Integer, Act> bySeq =
        acts.stream().collect(Collectors.toMap(Act::seq, Function.identity()));
    for (TrailStore.Kept kept : store.kept(acts)) {
      int seq = kept.leaf().seq();
      @Nullable Act act = bySeq.get(seq);
      if (kept.key() != null && act != null) {
        String content = new String(act.content(), StandardCharsets.UTF_8);
        opened.put(seq, new Opened(HashChain.salt(kept.key(), seq), content));
      }
    }
    return opened;
  }

  private record Place(String stream, long subject, int seq) {

    static Place of(Leaf leaf) {
      return new Place(leaf.stream(), leaf.subject(), leaf.seq());
    }
  }

  private boolean tells(TrailStore.Kept kept, Act act) {
    if (!marks.fits(kept.leaf().hash(), kept.mark()) || kept.leaf().erased() != act.erased()) {
      return false;
    }
    return kept.key() == null
        ? act.erased()
        : MessageDigest.isEqual(HashChain.commitment(kept.key(), act), kept.leaf().commitment());
  }

  private static TrailStore.End known(TrailStore.@Nullable End end, Subject subject) {
    if (end == null) {
      throw new IllegalStateException(
          "The trail knows nothing (more) of " + subject.stream() + " " + subject.id());
    }
    return end;
  }

  private TrailStore.End begun(Subject subject, Map<Subject, byte[]> fresh) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    fresh.put(subject, key);
    return new TrailStore.End(HashChain.beginning(), key);
  }
}
