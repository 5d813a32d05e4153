package id.lapor.channel.x;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a list of posts; the newest come first.
 *
 * @param since number behind which they lie, null for those after {@code from}
 * @param until number before which they lie, null for no end
 * @param from when they were written at the earliest; counts without {@code since}
 * @param most so many at once
 * @param next where the last page ended, null for the first one
 */
record Reading(
    Source source,
    @Nullable Long since,
    @Nullable Long until,
    Instant from,
    int most,
    @Nullable String next) {

  /** Where mentions are found. */
  enum Source {
    /** By the account's name. */
    MENTIONS,
    /** By what the house searches for. */
    SEARCH;

    /** The API's smallest page. */
    int least() {
      return this == MENTIONS ? 5 : 10;
    }
  }
}
