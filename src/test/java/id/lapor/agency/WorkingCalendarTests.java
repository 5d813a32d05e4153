package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.WorkingCalendar.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final WorkingCalendar OFFICE =
      new WorkingCalendar(WITA, WEEK, List.of(Span.of("08:00", "16:00")), Calendars.holidays());

  @ParameterizedTest
  @CsvSource({"2024,238", "2025,237", "2026,240", "2027,242"})
  void countsTheWorkingDaysTheDecreesLeave(int year, long days) {
    LocalDate first = LocalDate.of(year, 1, 1);
    assertThat(first.datesUntil(first.plusYears(1)).filter(OFFICE::worksOn).count())
        .isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T10:00, 3, 2026-01-08T10:00", // Monday to Thursday
    "2026-01-09T15:00, 3, 2026-01-14T15:00", // over a weekend
    "2026-01-10T12:00, 3, 2026-01-14T16:00", // Saturday counts from Monday 08:00
    "2026-01-05T07:00, 1, 2026-01-05T16:00", // before the office opens
    "2026-01-15T09:00, 1, 2026-01-19T09:00", // over Isra Mikraj, a Friday
    "2026-03-17T09:00, 3, 2026-03-27T09:00", // over Nyepi and Lebaran with its cuti bersama
  })
  void endsPromisesOnTheOfficesClock(LocalDateTime from, int days, LocalDateTime due) {
    Instant start = from.atZone(WITA).toInstant();
    assertThat(OFFICE.plusDays(start, days)).isEqualTo(due.atZone(WITA).toInstant());
  }

  @Test
  void keepsAllHoursAtADeskThatNeverCloses() {
    Instant sunday = Instant.parse("2026-01-04T20:00:00Z");
    assertThat(WorkingCalendar.always(WITA).plus(sunday, Duration.ofMinutes(7)))
        .isEqualTo(sunday.plusSeconds(420));
  }

  @Test
  void refusesOfficesThatNeverWorkAndSpansThatOverlap() {
    assertThatThrownBy(
            () -> new WorkingCalendar(WITA, Set.of(), List.of(new Span(0, 60)), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new WorkingCalendar(WITA, WEEK, List.of(new Span(0, 60), new Span(30, 90)), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithAClockThatCountsEveryMinute() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    WorkingCalendar lunch =
        new WorkingCalendar(
            WITA,
            WEEK,
            List.of(Span.of("07:30", "12:00"), Span.of("13:00", "24:00")),
            Calendars.holidays());
    for (int i = 0; i < 200; i++) {
      WorkingCalendar calendar = random.nextBoolean() ? OFFICE : lunch;
      Instant from =
          Instant.parse("2026-03-10T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(40_000)));
      Instant until = from.plus(Duration.ofMinutes(random.nextInt(20_000)));
      long counted = 0;
      for (Instant m = from; m.isBefore(until); m = m.plusSeconds(60)) {
        counted += calendar.isWorking(m) ? 1 : 0;
      }
      assertThat(calendar.between(from, until))
          .as("seed %s, %s to %s", seed, from, until)
          .hasMinutes(counted);
      Duration budget = Duration.ofMinutes(1 + random.nextInt(5_000));
      Instant due = calendar.plus(from, budget);
      assertThat(calendar.between(from, due)).as("seed %s", seed).isEqualTo(budget);
      assertThat(calendar.isWorking(due.minusNanos(1)))
          .as("seed %s: the last moment is worked", seed)
          .isTrue();
      Duration first = budget.dividedBy(3);
      assertThat(calendar.dueAt(calendar.plus(from, first), budget, first))
          .as("seed %s", seed)
          .isEqualTo(due);
    }
  }
}
