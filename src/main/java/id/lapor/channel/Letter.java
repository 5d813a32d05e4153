package id.lapor.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came in over a wire, as it came.
 *
 * @param from address of the sender as the wire knows it; a claim, no proof
 * @param to address it was sent to
 * @param sentAt as the wire says, the arrival where it says nothing
 * @param number its sender's, by which an answer names it; null where the wire has no such thing
 */
public record Letter(String from, String to, String text, Instant sentAt, @Nullable String number) {

  public Letter(String from, String to, String text, Instant sentAt) {
    this(from, to, text, sentAt, null);
  }
}
