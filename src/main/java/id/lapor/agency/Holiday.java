package id.lapor.agency;

import java.time.LocalDate;

/**
 * A date on which offices stay closed.
 *
 * @param decree which fixes it, {@code SKB 1205/3/2 of 2026}
 */
public record Holiday(LocalDate day, Kind kind, String name, String decree) {

  /**
   * Offices have been open or closed on a day by what was known of it then: nothing that was kept,
   * missed or measured on it is counted anew.
   *
   * @throws IllegalArgumentException when the day has begun
   */
  public static void checkNotBefore(LocalDate day, LocalDate earliest) {
    if (day.isBefore(earliest)) {
      throw new IllegalArgumentException("Holidays are fixed for days that have not begun");
    }
  }

  /**
   * One that was taken back.
   *
   * @param why with the number of the decree that did it
   */
  public record Revoked(Holiday holiday, String by, String why) {}

  /** By whose decree. */
  public enum Kind {
    /** Libur nasional. */
    NATIONAL,
    /** Cuti bersama; a calendar may go without them. */
    JOINT_LEAVE
  }
}
