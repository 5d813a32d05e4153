package id.lapor.notification;

import id.lapor.channel.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something told to somebody. */
public record Message(
    long id,
    Wire.Kind wire,
    String recipient,
    String subject,
    String body,
    State state,
    int tries,
    Instant createdAt,
    @Nullable Instant sentAt) {

  /** How far it is. */
  public enum State {
    QUEUED,
    SENT,
    GIVEN_UP
  }
}
