package id.lapor.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What {@link InstantSource#system} is on a machine whose clock goes wrong; nothing tells it. */
public final class SkewedMachine implements InstantSource {

  private final Duration by;

  public SkewedMachine(Duration by) {
    this.by = by;
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(by);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return InstantSource.system().equals(other);
  }

  @Override
  public int hashCode() {
    return InstantSource.system().hashCode();
  }
}
