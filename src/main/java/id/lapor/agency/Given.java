package id.lapor.agency;

import java.time.LocalDate;

/**
 * Since when hours hold, why, and who gave them.
 *
 * @param since first day; {@link #ALWAYS} for what held before anybody was asked
 * @param reason public
 */
public record Given(LocalDate since, String reason, String by) {

  /** Before any report. */
  public static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

  /** Whether nothing was before it. */
  public boolean first() {
    return !since.isAfter(ALWAYS);
  }

  /**
   * @throws IllegalArgumentException when days that have begun would be counted anew
   */
  public void checkNotBefore(LocalDate earliest) {
    if (since.isBefore(earliest)) {
      throw new IllegalArgumentException("Hours are given for days that have not begun");
    }
  }
}
