package id.lapor.channel.x;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** X did not do what it was asked. */
final class XRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** As far as one can know. */
  enum Why {
    /** It was asked too often, and says until when to wait. */
    LIMITED,
    /** What may be spent is spent, by our rules or by X's. */
    CAPPED,
    /** What may be read in a day is read. */
    DAY,
    /** It does not let the account in. */
    LOGIN,
    AWAY,
    /** The connection is not as safe as it has to be. */
    UNSAFE,
    /** It answers in a way nobody understands. */
    BROKEN,
    /** The account wrote the same already. */
    WRITTEN_ALREADY,
    /** It will not do this, however often it is asked. */
    HOPELESS
  }

  private final Why why;
  private final @Nullable Instant until;

  /**
   * @param until when to come again, null when X does not say
   */
  XRefused(Why why, String words, @Nullable Instant until, @Nullable Throwable cause) {
    super(words, cause);
    this.why = why;
    this.until = until;
  }

  XRefused(Why why, String words) {
    this(why, words, null, null);
  }

  Why why() {
    return why;
  }

  @Nullable Instant until() {
    return until;
  }
}
