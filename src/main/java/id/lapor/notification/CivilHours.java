package id.lapor.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Predicate;

/**
 * When a message may ring. Holds messages only; clocks and breaches never wait for it. Pure.
 *
 * @param from first moment of the day
 * @param until last moment of the day
 */
record CivilHours(LocalTime from, LocalTime until) {

  /** For reporters, every day. */
  static final CivilHours REPORTERS = new CivilHours(LocalTime.of(7, 0), LocalTime.of(21, 0));

  /** For officers, on their working days. */
  static final CivilHours OFFICERS = new CivilHours(LocalTime.of(6, 0), LocalTime.of(20, 0));

  private static final int LONGEST_WAIT_DAYS = 31;

  /** Now when it is a civil hour, else the next one; never later than a month. */
  Instant next(Instant now, ZoneId zone, Predicate<LocalDate> day) {
    ZonedDateTime local = now.atZone(zone);
    if (day.test(local.toLocalDate())
        && !local.toLocalTime().isBefore(from)
        && local.toLocalTime().isBefore(until)) {
      return now;
    }
    boolean early = local.toLocalTime().isBefore(from);
    LocalDate date = early ? local.toLocalDate() : local.toLocalDate().plusDays(1);
    for (int i = 0; i < LONGEST_WAIT_DAYS && !day.test(date); i++) {
      date = date.plusDays(1);
    }
    return date.atTime(from).atZone(zone).toInstant();
  }
}
