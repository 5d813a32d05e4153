package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How many days can be decreed closed: no more than anybody ever needed and some. Beyond it nothing
 * would be due for long, and silence had no consequence. Days from Monday to Friday count.
 */
final class HolidayBounds {

  /** The shipped decrees close 24 at the most. */
  static final int MOST_A_YEAR = 40;

  /** The shipped decrees close 7 at the most, of Lebaran 2025 with Nyepi before it. */
  static final int MOST_IN_A_ROW = 10;

  private HolidayBounds() {}

  /**
   * @param closed all dates that would be holidays, whatever decree fixed them
   */
  static boolean exceeded(Collection<LocalDate> closed) {
    SortedSet<LocalDate> days =
        closed.stream()
            .filter(HolidayBounds::weekday)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<Integer, Long> years =
        days.stream().collect(Collectors.groupingBy(LocalDate::getYear, Collectors.counting()));
    return years.values().stream().anyMatch(n -> n > MOST_A_YEAR) || longest(days) > MOST_IN_A_ROW;
  }

  private static int longest(SortedSet<LocalDate> days) {
    int longest = 0;
    int row = 0;
    LocalDate expected = LocalDate.MIN;
    for (LocalDate day : days) {
      row = day.equals(expected) ? row + 1 : 1;
      longest = Math.max(longest, row);
      expected = day.plusDays(day.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
    }
    return longest;
  }

  private static boolean weekday(LocalDate day) {
    return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
  }
}
