package id.lapor.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How something came over a wire.
 *
 * @param at when the house had it: from then every promise counts, however long it took until
 *     somebody read it
 * @param sentAt when it was sent, as an operator or the sender's own clock tells; null where nobody
 *     does. No promise counts from it: anybody can set a clock back
 */
public record Arrival(Instant at, Channel over, @Nullable Instant sentAt) {

  /** So far apart two clocks are for being two clocks. */
  private static final Duration SAME = Duration.ofMinutes(5);

  /** What is farther apart was told by a clock that was never set. */
  private static final Duration FARTHEST = Duration.ofDays(366);

  /** What is worth telling beside the arrival. */
  Optional<Sent> sent() {
    if (sentAt == null) {
      return Optional.empty();
    }
    Duration apart = Duration.between(sentAt, at).abs();
    return apart.compareTo(SAME) <= 0 || apart.compareTo(FARTHEST) > 0
        ? Optional.empty()
        : Optional.of(new Sent(over, sentAt, at));
  }
}
