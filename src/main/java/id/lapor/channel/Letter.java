package id.lapor.channel;

import java.time.Instant;

/**
 * What came in over a wire, as it came.
 *
 * @param from address of the sender as the wire knows it; a claim, no proof
 * @param to address it was sent to
 * @param sentAt as the wire says, the arrival where it says nothing
 */
public record Letter(String from, String to, String text, Instant sentAt) {}
