package id.lapor.channel;

import java.time.Instant;

/**
 * A way in or out that does not work, told once when it begins and once when it ends.
 *
 * @param line name of the line or way in, {@code SMS}, {@code EMAIL}, or an operator's
 * @param since when it worked last, as far as anybody knows
 * @param over it works again
 */
public record Alarm(String line, Cause cause, Instant since, boolean over) {

  /** What is known of it; each has its sentence under {@code wires.alarm.…}. */
  public enum Cause {
    /** The line is down, whatever the trouble. */
    DOWN,
    /** What may be read in a day is read, told at once. */
    SPENT,
    /** Nothing comes at hours when something always came, see {@link Rhythm}. */
    SILENT,
    /** It was away for longer than its past can be read back; told, never raised. */
    GAP
  }
}
