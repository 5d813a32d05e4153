package id.lapor.channel;

import org.jspecify.annotations.Nullable;

/**
 * A message as it is handed to a wire.
 *
 * @param key the same for every try, so that a receiver can tell a repetition
 * @param thread what answers to it belong to, empty when to nothing
 * @param answers number of the mail or post it follows, null when there is none
 * @param answer somebody wrote and this is said back; else the house speaks by itself
 */
public record Envelope(
    String recipient,
    String subject,
    String text,
    String key,
    String thread,
    @Nullable String answers,
    boolean answer) {}
