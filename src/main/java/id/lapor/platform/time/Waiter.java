package id.lapor.platform.time;

import java.time.Duration;

/** Has whoever asks stand still for a while; they hold no connection and no lock meanwhile. */
@FunctionalInterface
public interface Waiter {

  void pause(Duration duration);
}
