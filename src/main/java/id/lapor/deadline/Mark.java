package id.lapor.deadline;

import java.time.Instant;

/** A place in the order of due times, to go on behind it. */
public record Mark(Instant dueAt, long id) {

  public static final Mark START = new Mark(Instant.EPOCH, 0);

  static Mark of(Clock clock) {
    return new Mark(clock.dueAt(), clock.id());
  }
}
