package id.lapor.agency;

import java.time.LocalDate;

/**
 * A date on which offices stay closed.
 *
 * @param decree which fixes it, {@code SKB 1205/3/2 of 2026}
 */
public record Holiday(LocalDate day, Kind kind, String name, String decree) {

  /** By whose decree. */
  public enum Kind {
    /** Libur nasional. */
    NATIONAL,
    /** Cuti bersama; a calendar may go without them. */
    JOINT_LEAVE
  }
}
