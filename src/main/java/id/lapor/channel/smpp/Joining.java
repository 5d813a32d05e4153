package id.lapor.channel.smpp;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts of long messages become messages. References come round again, operators repeat and reorder
 * what they send, and parts get lost; nothing that came is dropped for any of it. Pure.
 */
final class Joining {

  /**
   * A part that is kept.
   *
   * @param id null for one that came just now
   * @param chain marks of the long message it belongs to and of what it says
   * @param piece null once it was joined
   */
  record Held(
      @Nullable Long id,
      String chain,
      int number,
      String content,
      @Nullable Piece piece,
      Instant arrivedAt) {}

  private final Map<String, SortedMap<Integer, Held>> open = new HashMap<>();
  private final Set<List<Object>> told = new HashSet<>();
  private final List<Held> fresh = new ArrayList<>();
  private final Set<Held> joined = new HashSet<>();
  private final List<Whole> wholes = new ArrayList<>();

  /**
   * @param held everything that is kept of the long messages this is about
   */
  Joining(List<Held> held) {
    for (Held part : held) {
      if (part.piece() == null) {
        told.add(identity(part));
      } else {
        waiting(part.chain()).put(part.number(), part);
      }
    }
  }

  private static List<Object> identity(Held part) {
    return List.of(part.chain(), part.number(), part.content());
  }

  private SortedMap<Integer, Held> waiting(String chain) {
    return open.computeIfAbsent(chain, _ -> new TreeMap<>());
  }

  private boolean told(Held part) {
    return told.contains(identity(part));
  }

  /**
   * One that came just now. A part that was in a message already is taken for a repetition where
   * there is another for its place, and else for one that happens to be the same: then the message
   * waits, for such another may still come.
   */
  void add(Held part) {
    SortedMap<Integer, Held> parts = waiting(part.chain());
    @Nullable Held before = parts.get(part.number());
    if (before != null && (before.content().equals(part.content()) || told(part))) {
      return;
    }
    if (before != null && told(before)) {
      joined.add(before);
    } else if (before != null) {
      close(part.chain()); // the reference came round before the earlier message was whole
      parts = waiting(part.chain());
    }
    fresh.add(part);
    parts.put(part.number(), part);
    long repeated = parts.values().stream().filter(this::told).count();
    if (parts.size() == total(part) && (repeated == 0 || repeated == parts.size())) {
      close(part.chain());
    }
  }

  private static int total(Held part) {
    return Objects.requireNonNull(Objects.requireNonNull(part.piece()).chain()).total();
  }

  /**
   * What there is becomes a message; the rest does not come any more. Nothing but parts of earlier
   * messages is one that was sent again.
   */
  void close(String chain) {
    @Nullable SortedMap<Integer, Held> parts = open.remove(chain);
    if (parts == null) {
      return;
    }
    if (parts.values().stream().anyMatch(p -> !told(p))) {
      wholes.add(
          Whole.of(parts.values().stream().map(h -> Objects.requireNonNull(h.piece())).toList()));
    }
    joined.addAll(parts.values());
    parts.values().forEach(p -> told.add(identity(p)));
  }

  /** Messages that came about. */
  List<Whole> wholes() {
    return wholes;
  }

  /** Parts that were not kept before. */
  List<Held> fresh() {
    return fresh;
  }

  /** They are part of a message now. */
  boolean joined(Held part) {
    return joined.contains(part);
  }

  /** Those among them that were kept before. */
  List<Long> settled() {
    return joined.stream().map(Held::id).filter(Objects::nonNull).toList();
  }

  /**
   * A message.
   *
   * @param readable it is text, in an alphabet that is known
   */
  record Whole(String from, String to, String text, boolean readable) {

    static Whole of(Piece alone) {
      return new Whole(alone.from(), alone.to(), alone.text(), alone.coding() != Coding.OCTETS);
    }

    /**
     * @param parts in their order, of one long message
     */
    static Whole of(List<Piece> parts) {
      Piece first = parts.getFirst();
      StringBuilder text = new StringBuilder();
      ByteArrayOutputStream run = new ByteArrayOutputStream();
      Coding coding = first.coding();
      int next = 1;
      for (Piece part : parts) {
        boolean gap = place(part).number() != next;
        if (gap || part.coding() != coding) {
          text.append(coding.decode(run.toByteArray())).append(gap ? GAP : "");
          run.reset();
        }
        coding = part.coding();
        run.writeBytes(part.content()); // a letter may be torn between two parts
        next = place(part).number() + 1;
      }
      text.append(coding.decode(run.toByteArray()));
      if (next <= place(first).total()) {
        text.append(GAP);
      }
      boolean readable = parts.stream().allMatch(p -> p.coding() != Coding.OCTETS);
      return new Whole(first.from(), first.to(), text.toString().strip(), readable);
    }

    private static Piece.Chain place(Piece part) {
      return Objects.requireNonNull(part.chain());
    }
  }

  /** In the place of what did not come, in the words of whoever wrote it. */
  static final String GAP = " [… sebagian SMS tidak sampai …] ";
}
