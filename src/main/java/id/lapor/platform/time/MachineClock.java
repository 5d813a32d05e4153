package id.lapor.platform.time;

import java.time.Instant;

/**
 * What the clock of this machine shows, right or wrong; the present is nobody's but the house's.
 */
@FunctionalInterface
public interface MachineClock {

  Instant read();
}
