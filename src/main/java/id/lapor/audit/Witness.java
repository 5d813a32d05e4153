package id.lapor.audit;

import java.util.stream.Stream;

/** A room whose acts are on the trail and that can repeat them word for word. */
public interface Witness {

  /** The stream it speaks for; no other witness speaks for the same. */
  String stream();

  /**
   * Every act it ever put on the trail, erasures included, ordered by subject and number. Read row
   * by row inside the caller's transaction; the caller closes it.
   */
  Stream<Act> acts();
}
