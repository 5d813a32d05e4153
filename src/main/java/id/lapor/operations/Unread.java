package id.lapor.operations;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message a person has to look at, as the page of the wires shows it. */
public record Unread(Inbox.Arrived message) {

  /** Reasons that have a sentence of their own; of all others the reading failed. */
  private static final Set<String> REASONS =
      Set.of(
          "automatic",
          "bounce",
          "brief",
          "deleted",
          "octets",
          "refused",
          "sender",
          "stranger",
          "unreadable",
          "which");

  private static final String POST = "https://x.com/i/web/status/";

  /** Message key of why. */
  public String reason() {
    return "wires.why."
        + Optional.ofNullable(message.why()).filter(REASONS::contains).orElse("failed");
  }

  /** Where everybody reads it; null for what nobody else can. */
  public @Nullable String link() {
    @Nullable String post = message.letter().number();
    return message.wire() == Wire.Kind.X && post != null && post.matches("\\d{1,19}")
        ? POST + post
        : null;
  }
}
