package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each day goes by the hours that held on it. */
class HoursByDayTests {

  private static final Instant DUE = Instant.parse("2026-01-08T01:00:00Z");
  private static final LocalDate CHANGED = LocalDate.of(2026, 3, 2);
  private static final Timetable THIN =
      new Timetable(
          OfficeHours.USUAL,
          "Jam kerja",
          Map.of(DayOfWeek.MONDAY, Span.read("08:00-08:01")),
          new TreeMap<>(),
          true,
          true);

  private final OfficeHours usual = Offices.hours(List.of(LocalDate.of(2026, 3, 9)));

  @Test
  void shrinksNoWaitOfBeforeByHoursOfLater() {
    OfficeHours thin = usual.with(new OfficeHours.Version(THIN, given(CHANGED)));
    Instant then = Instant.parse("2026-03-01T16:00:00Z");
    assertThat(days(thin, then)).isEqualTo(days(usual, then)).isPositive();
    Instant monday = Instant.parse("2026-03-16T02:00:00Z");
    assertThat(days(thin, monday)).as("the 9th is a holiday").isEqualTo(days(usual, then) + 2);
  }

  @Test
  void letsWhatWasGivenLaterHoldOfTwoWithOneDay() {
    OfficeHours twice =
        usual.with(use(Offices.OPD, OfficeHours.ALWAYS)).with(use(Offices.OPD, OfficeHours.USUAL));
    assertThat(twice.office(Offices.OPD).spans(CHANGED)).isEqualTo(Span.read("08:00-16:00"));
    OfficeHours before =
        twice.with(
            new Calendars.Use(Offices.OPD, false, OfficeHours.ALWAYS, given(CHANGED.minusDays(7))));
    assertThat(before.office(Offices.OPD).spans(CHANGED.minusDays(1)))
        .isEqualTo(List.of(Span.WHOLE_DAY));
    assertThat(before.office(Offices.OPD).spans(CHANGED)).isEqualTo(Span.read("08:00-16:00"));
  }

  @Test
  void followsTheOfficeAboveFromTheDayOnThatItDoes() {
    OfficeHours city = usual.with(use(Offices.CITY, OfficeHours.ALWAYS));
    assertThat(city.office(Offices.OPD).worksOn(CHANGED.minusDays(1))).isFalse();
    assertThat(city.office(Offices.OPD).worksOn(LocalDate.of(2026, 3, 8))).isTrue();
    OfficeHours back =
        city.with(new Calendars.Use(Offices.CITY, false, null, given(LocalDate.of(2026, 3, 8))));
    assertThat(back.office(Offices.OPD).worksOn(LocalDate.of(2026, 3, 7))).isTrue();
    assertThat(back.office(Offices.OPD).worksOn(LocalDate.of(2026, 3, 8))).isFalse();
    assertThat(back.periods(Offices.OPD, false))
        .extracting(OfficeHours.Period::since)
        .containsExactly(Given.ALWAYS, CHANGED, LocalDate.of(2026, 3, 8));
  }

  @Test
  void knowsADeskThatClosesFromADayOn() {
    OfficeHours closing =
        usual.with(new Calendars.Use(Offices.DESK, true, OfficeHours.USUAL, given(CHANGED)));
    assertThat(closing.desk(Offices.DESK).always()).isFalse();
    assertThat(usual.desksAlwaysOpen(CHANGED.minusYears(1))).isTrue();
    assertThat(closing.desksAlwaysOpen(CHANGED.minusYears(1))).isFalse();
    OfficeHours open =
        closing.with(
            new Calendars.Use(Offices.DESK, true, OfficeHours.ALWAYS, given(CHANGED.plusDays(9))));
    assertThat(open.desksAlwaysOpen(CHANGED.plusDays(9))).isTrue();
    assertThat(open.desksAlwaysOpen(CHANGED.plusDays(8))).isFalse();
  }

  @Test
  void knowsAThinWeek() {
    assertThat(THIN.thin()).isTrue();
    assertThat(usual.timetable(Offices.OPD, false, CHANGED).thin()).isFalse();
    assertThat(week("08:00-13:00", 4).thin()).isFalse();
    assertThat(week("08:00-12:59", 4).thin()).isTrue();
    assertThat(week("08:00-16:00", 3).thin()).isTrue();
  }

  /** In two years it has to hold the longest promise that rules may give. */
  @Test
  void keepsNoHoursInWhichNothingWouldBeDue() {
    assertThat(THIN.wrong()).contains("agency.calendar.wrong.sparse");
    assertThat(week("08:00-16:00", 1).wrong()).contains("agency.calendar.wrong.sparse");
    assertThat(week("08:00-14:00", 2).wrong()).contains("agency.calendar.wrong.sparse");
    assertThat(week("08:00-15:00", 2).wrong()).isEmpty();
    Timetable least = week("08:00-15:00", 2);
    WorkingCalendar calendar =
        new WorkingCalendar(ZoneId.of("Asia/Makassar"), least.week(), Map.of());
    Instant latest = DUE.plus(Duration.ofDays(2 * 366));
    assertThat(calendar.plus(DUE, Duration.ofHours(8L * Timetable.LONGEST_DAYS))).isBefore(latest);
    assertThat(calendar.plusDays(DUE, Timetable.LONGEST_DAYS)).isBefore(latest);
  }

  private static Timetable week(String spans, int days) {
    TreeMap<DayOfWeek, List<Span>> week = new TreeMap<>();
    for (int day = 1; day <= days; day++) {
      week.put(DayOfWeek.of(day), Span.read(spans));
    }
    return new Timetable(7, "Percobaan", week, new TreeMap<>(), true, true);
  }

  private static Calendars.Use use(AgencyId office, @Nullable Long timetable) {
    return new Calendars.Use(office, false, timetable, given(CHANGED));
  }

  private static Given given(LocalDate since) {
    return new Given(since, "Percobaan jam kerja kantor", "Nadia");
  }

  private static long days(OfficeHours hours, Instant until) {
    return hours
        .office(Offices.OPD)
        .between(DUE, until, WorkingCalendar.Measure.DAYS)
        .dividedBy(Duration.ofDays(1));
  }
}
