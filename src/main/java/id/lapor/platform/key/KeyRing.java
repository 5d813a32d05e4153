package id.lapor.platform.key;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Keys of one purpose in versions. New things are sealed with the primary one; older versions stay
 * as long as something is still sealed with them. Written down one key a line:
 *
 * <pre>
 * 1 3q2+7w…=
 * 2 zL0B9g…=
 * 3 Qm9u…=   standby
 * </pre>
 *
 * The primary is the highest version that is not on standby; a key on standby is only read with, so
 * that every server can learn it before the first one writes with it.
 */
public final class KeyRing {

  /** Length of every key, in bytes. */
  public static final int BYTES = 32;

  private final List<Key> keys;
  private final Key primary;

  /** One version. */
  public record Key(int version, byte[] bytes) {}

  private KeyRing(List<Key> keys, Key primary) {
    this.keys = List.copyOf(keys);
    this.primary = primary;
  }

  /** A ring with one key. */
  public static KeyRing of(int version, byte[] bytes) {
    Key key = new Key(version, bytes);
    return new KeyRing(List.of(key), key);
  }

  /**
   * Reads what is written down; lines may be separated by commas too, as they are in a variable.
   *
   * @throws IllegalArgumentException in a sentence that names the line and tells nothing of a key
   */
  public static KeyRing parse(String text) {
    List<Key> keys = new ArrayList<>();
    Optional<Key> primary = Optional.empty();
    int number = 0;
    for (String line : text.split("[\\n,]")) {
      number++;
      String bare = line.replaceFirst("#.*", "").strip();
      if (bare.isEmpty()) {
        continue;
      }
      String[] words = bare.split("\\s+");
      Key key = key(words, number);
      if (keys.stream().anyMatch(k -> k.version() == key.version())) {
        throw new IllegalArgumentException("Version " + key.version() + " stands there twice.");
      }
      keys.add(key);
      boolean standby = words.length == 3;
      if (!standby && primary.filter(p -> p.version() > key.version()).isEmpty()) {
        primary = Optional.of(key);
      }
    }
    return new KeyRing(
        keys,
        primary.orElseThrow(
            () -> new IllegalArgumentException("There is no key that is not on standby.")));
  }

  private static Key key(String[] words, int line) {
    boolean right =
        words.length >= 2
            && words.length <= 3
            && words[0].matches("[1-9]\\d{0,8}")
            && (words.length == 2 || words[2].equals("standby"));
    if (!right) {
      throw new IllegalArgumentException(
          "Line " + line + " is not a version, a key in base64 and perhaps \"standby\".");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(words[1]);
      if (bytes.length == BYTES) {
        return new Key(Integer.parseInt(words[0]), bytes);
      }
    } catch (IllegalArgumentException e) {
      // told below, without what was written there
    }
    throw new IllegalArgumentException("The key in line " + line + " is not 32 bytes in base64.");
  }

  public Key primary() {
    return primary;
  }

  public List<Key> all() {
    return keys;
  }

  /** Never the keys themselves: they must not reach a log. */
  @Override
  public String toString() {
    return "KeyRing" + keys.stream().map(Key::version).toList();
  }
}
