package id.lapor.agency;

import java.time.LocalDate;

/**
 * A date on which offices stay closed.
 *
 * @param decree which fixes it, {@code SKB 1205/3/2 of 2026}
 */
public record Holiday(LocalDate day, Kind kind, String name, String decree) {

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
