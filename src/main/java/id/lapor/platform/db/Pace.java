package id.lapor.platform.db;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as one server tells it: its own ticks, set right by what the database said. It never goes
 * back: what it is ahead it loses by going at half its speed. Pure.
 *
 * @param tick of this machine, in nanoseconds from anywhere
 * @param at the moment told at that tick
 * @param ahead how far that was beyond the database's time
 */
record Pace(long tick, Instant at, Duration ahead) {

  /**
   * What the database said.
   *
   * @param asked tick at which it was asked; what it said was true at that tick or later
   * @param answered tick at which its answer was here
   */
  record Reading(long asked, long answered, Instant told) {

    /** For so long nobody knows when within it that moment was. */
    Duration unsure() {
      return Duration.ofNanos(answered - asked);
    }
  }

  /** From the middle of what a reading leaves open. */
  static Pace from(Reading reading) {
    Instant middle = reading.told().plus(reading.unsure().dividedBy(2));
    return new Pace(reading.answered(), middle, Duration.ZERO);
  }

  Instant read(long now) {
    Duration passed = Duration.ofNanos(now - tick);
    Duration lost = passed.isNegative() ? Duration.ZERO : passed.dividedBy(2);
    return at.plus(passed).minus(lost.compareTo(ahead) < 0 ? lost : ahead);
  }

  /** Goes on; moved only by what the reading proves wrong, so that a slow answer moves nothing. */
  Pace after(Reading reading) {
    Instant now = read(reading.answered());
    Instant latest = reading.told().plus(reading.unsure());
    if (now.isBefore(reading.told())) {
      return new Pace(reading.answered(), reading.told(), Duration.ZERO);
    }
    Duration ahead = now.isAfter(latest) ? Duration.between(latest, now) : Duration.ZERO;
    return new Pace(reading.answered(), now, ahead);
  }
}
