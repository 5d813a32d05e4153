package id.lapor.channel;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posts on X that were kept, and how the account does. */
public interface XPosts {

  /** Under this a post is kept, whichever way it came. */
  static String externalId(String post) {
    return "x:" + post;
  }

  /** A post that was kept, taken apart again. */
  XPost open(Inbox.Arrived message);

  /** What its author says to us: without our name, the hashtag and the names X puts in front. */
  String words(XPost post);

  /** What the post of ours belongs to, if it is one. */
  Optional<String> thread(String post);

  /**
   * A picture of a post.
   *
   * @throws IOException when it cannot be had now
   * @return empty when it is not there, or too large
   */
  Optional<byte[]> picture(URI address) throws IOException;

  /** Whether the account may write to somebody alone. */
  boolean writesPrivately();

  /** Empty where no account is set. */
  Optional<State> state();

  /**
   * How the account does.
   *
   * @param handle its name
   * @param line to X
   * @param waitsUntil X asked to wait with reading until then, null when it did not
   * @param writesAt the same for writing
   * @param use in this month
   * @param gaps of the last month, the newest first
   */
  record State(
      String handle,
      Lines.State line,
      @Nullable Instant waitsUntil,
      @Nullable Instant writesAt,
      Use use,
      List<Gap> gaps) {}

  /**
   * What was used in a month (UTC).
   *
   * @param cost in the currency the prices are set in
   * @param cap what may be spent, null when nothing limits it
   */
  record Use(long read, long written, BigDecimal cost, @Nullable BigDecimal cap) {}

  /** Between these times posts may be missing: X gives back no further. */
  record Gap(Instant from, Instant to) {}
}
