package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** By decrees alone nobody can see to it that nothing is ever due. */
class HolidayBoundsTests {

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);

  @Test
  void leavesRoomForEveryDecreeThereWas() {
    assertThat(HolidayBounds.exceeded(ShippedHolidays.all())).isFalse();
  }

  @Test
  void closesNoMoreThanTenWorkingDaysInARow() {
    List<LocalDate> row = new ArrayList<>(MONDAY.datesUntil(MONDAY.plusDays(14)).toList());
    assertThat(HolidayBounds.exceeded(row)).as("two weeks with their weekends").isFalse();
    row.add(MONDAY.plusDays(14));
    assertThat(HolidayBounds.exceeded(row)).isTrue();
    row.remove(MONDAY.plusDays(8));
    assertThat(HolidayBounds.exceeded(row)).as("with a day to work in between").isFalse();
  }

  @Test
  void closesNoMoreThanFortyWorkingDaysAYear() {
    List<LocalDate> days =
        new ArrayList<>(
            LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .filter(d -> d.getDayOfWeek().getValue() == 3)
                .limit(40)
                .toList());
    assertThat(HolidayBounds.exceeded(days)).isFalse();
    days.add(LocalDate.of(2026, 12, 26));
    assertThat(HolidayBounds.exceeded(days)).as("a Saturday").isFalse();
    days.add(LocalDate.of(2026, 12, 28));
    assertThat(HolidayBounds.exceeded(days)).isTrue();
  }

  /** Nor by special days of hours that look like any others. */
  @Test
  void closesNoMoreThanThirtySpecialDaysAYear() {
    TreeMap<LocalDate, Timetable.Special> specials = new TreeMap<>();
    MONDAY.datesUntil(MONDAY.plusDays(30)).forEach(day -> specials.put(day, special("")));
    assertThat(hours(specials).wrong()).as("22 of them from Monday to Friday").isEmpty();
    MONDAY
        .plusDays(30)
        .datesUntil(MONDAY.plusDays(42))
        .forEach(day -> specials.put(day, special("08:00-11:59")));
    assertThat(hours(specials).wrong()).as("thirty").isEmpty();
    specials.put(MONDAY.plusDays(42), special("08:00-12:00"));
    assertThat(hours(specials).wrong()).as("half a day is a day").isEmpty();
    specials.put(MONDAY.plusDays(43), special("08:00-08:01"));
    assertThat(hours(specials).wrong()).contains("agency.calendar.wrong.closedSpecials");
  }

  /** Nor by one version of them after another, or one timetable after another. */
  @Test
  void countsTheSpecialDaysOfAnOfficeAcrossItsHours() {
    OfficeHours usual = Offices.hours(List.of());
    LocalDate later = MONDAY.plusDays(42);
    OfficeHours first = usual.with(version(MONDAY));
    assertThat(first.closesTooMany(usual)).as("thirty").isFalse();
    assertThat(first.with(version(later)).closesTooMany(first)).as("sixty").isTrue();
    LocalDate january = LocalDate.of(2027, 1, 4);
    assertThat(first.with(version(january)).closesTooMany(first)).as("next year").isFalse();
    OfficeHours gone = first.with(version(MONDAY.plusDays(14))); // ten days of the first hold
    assertThat(gone.closesTooMany(first)).as("ten and thirty").isTrue();
    OfficeHours both = first.with(version(later));
    assertThat(both.with(version(january)).closesTooMany(both)).as("not by this").isFalse();
  }

  /** Thirty closed days from a Monday on. */
  private static OfficeHours.Version version(LocalDate monday) {
    TreeMap<LocalDate, Timetable.Special> specials = new TreeMap<>();
    monday
        .datesUntil(monday.plusDays(42))
        .filter(day -> day.getDayOfWeek().getValue() < 6)
        .forEach(day -> specials.put(day, special("")));
    Timetable plain = hours(specials);
    return new OfficeHours.Version(
        new Timetable(OfficeHours.USUAL, plain.name(), plain.week(), specials, true, true),
        new Given(monday, "Rapat kerja seluruh kantor kota", "Nadia"));
  }

  private static Timetable.Special special(String spans) {
    return new Timetable.Special(Span.read(spans), "Rapat");
  }

  private static Timetable hours(TreeMap<LocalDate, Timetable.Special> specials) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, day.getValue() > 5 ? List.of() : Span.read("08:00-16:00"));
    }
    return new Timetable(0, "Jam biasa", week, specials, true, true);
  }
}
