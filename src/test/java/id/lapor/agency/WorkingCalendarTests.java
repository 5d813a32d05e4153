package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.WorkingCalendar.Measure;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final List<Span> HOURS = List.of(Span.of("08:00", "16:00"));
  private static final WorkingCalendar OFFICE =
      new WorkingCalendar(WITA, WEEK, HOURS, ShippedHolidays.all());

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
    "2026-12-31T16:00, 1, 2027-01-04T16:00", // from closing time over New Year
  })
  void endsPromisesOnTheOfficesClock(LocalDateTime from, int days, LocalDateTime due) {
    assertThat(OFFICE.plusDays(at(from), days)).isEqualTo(at(due));
  }

  @Test
  void countsShortDaysAsWholeWorkingDays() {
    WorkingCalendar fasting =
        new WorkingCalendar(
            WITA,
            Map.of(
                DayOfWeek.MONDAY, HOURS,
                DayOfWeek.TUESDAY, HOURS,
                DayOfWeek.WEDNESDAY, List.of(Span.of("08:00", "12:00")),
                DayOfWeek.THURSDAY, HOURS,
                DayOfWeek.FRIDAY, List.of(Span.of("08:00", "11:30"), Span.of("13:30", "16:00"))),
            Map.of());
    Instant monday = at(LocalDateTime.parse("2026-01-05T10:00"));
    assertThat(fasting.plusDays(monday, 2)).isEqualTo(at(LocalDateTime.parse("2026-01-07T09:00")));
    assertThat(fasting.plusDays(monday, 3)).isEqualTo(at(LocalDateTime.parse("2026-01-08T10:00")));
    assertThat(fasting.plusDays(monday, 4)).isEqualTo(at(LocalDateTime.parse("2026-01-09T09:30")));
  }

  @Test
  void runsTheSevenMinutesAtNightOnlyWhereTheDeskIsOpen() {
    Instant night = at(LocalDateTime.parse("2026-02-16T23:58"));
    assertThat(WorkingCalendar.always(WITA).plus(night, Duration.ofMinutes(7)))
        .isEqualTo(at(LocalDateTime.parse("2026-02-17T00:05")));
    assertThat(OFFICE.plus(night, Duration.ofMinutes(7)))
        .isEqualTo(at(LocalDateTime.parse("2026-02-18T08:07")));
  }

  @Test
  void losesNoMinuteAtMidnightOfADeskThatNeverCloses() {
    Instant from = Instant.parse("2026-01-04T15:59:30Z");
    WorkingCalendar always = WorkingCalendar.always(WITA);
    assertThat(always.between(from, from.plusSeconds(86_400 * 3))).isEqualTo(Duration.ofDays(3));
    assertThat(always.plus(from, Duration.ofMinutes(7))).isEqualTo(from.plusSeconds(420));
  }

  @Test
  void refusesOfficesThatNeverWorkAndSpansThatOverlap() {
    assertThatThrownBy(() -> new WorkingCalendar(WITA, Set.of(), HOURS, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new WorkingCalendar(
                WITA, Map.of(DayOfWeek.MONDAY, List.of()), Map.of(LocalDate.EPOCH, HOURS)))
        .hasMessageContaining("never works");
    assertThatThrownBy(() ->
            new WorkingCalendar(WITA, WEEK, List.of(new Span(0, 60), new Span(30, 90)), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsSpansAsPeopleTypeThem() {
    assertThat(Span.read(" 13.00 - 24:00, 08:00-12:00 "))
        .containsExactly(Span.of("08:00", "12:00"), Span.of("13:00", "24:00"));
    assertThat(Span.write(Span.read("7:30–12:00; 13:00-16:30")))
        .isEqualTo("07:30-12:00, 13:00-16:30");
    assertThat(Span.read("  ")).isEmpty();
    for (String wrong : List.of("8-16", "08:00", "16:00-08:00", "08:00-12:00,11:00-13:00", "x")) {
      assertThatThrownBy(() -> Span.read(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** What the clock on the wall shows each minute is all there is to know. */
  @Test
  void agreesWithAClockThatCountsEveryMinute() {
    generated(
        150,
        (scene, random) -> {
          WorkingCalendar calendar = scene.calendar();
          Instant from = scene.from();
          Instant until = from.plus(Duration.ofMinutes(random.nextInt(12_000)));
          long counted = 0;
          for (Instant m = from; m.isBefore(until); m = m.plusSeconds(60)) {
            counted += open(calendar, LocalDateTime.ofInstant(m, calendar.zone())) ? 1 : 0;
          }
          assertThat(calendar.between(from, until)).hasMinutes(counted);
        });
  }

  /**
   * A working day is a date on which the office opens, a minute the part of it that it is of all
   * minutes of that date: counted minute by minute as well, dates that come twice or not at all
   * included.
   */
  @Test
  void agreesWithACountOfTheDaysMinuteByMinute() {
    generated(
        100,
        (scene, random) -> {
          WorkingCalendar calendar = scene.calendar();
          Instant from = scene.from();
          Instant until = from.plus(Duration.ofMinutes(random.nextInt(12_000)));
          Map<LocalDate, Integer> whole = new HashMap<>();
          Map<LocalDate, Integer> counted = new HashMap<>();
          Instant last = until.plus(Duration.ofDays(2));
          for (Instant m = from.minus(Duration.ofDays(2));
              m.isBefore(last);
              m = m.plusSeconds(60)) {
            LocalDateTime wall = LocalDateTime.ofInstant(m, calendar.zone());
            if (open(calendar, wall)) {
              whole.merge(wall.toLocalDate(), 1, Integer::sum);
              boolean within = !m.isBefore(from) && m.isBefore(until);
              counted.merge(wall.toLocalDate(), within ? 1 : 0, Integer::sum);
            }
          }
          double days = 0;
          for (Map.Entry<LocalDate, Integer> day : counted.entrySet()) {
            days += day.getValue() / (double) whole.getOrDefault(day.getKey(), 0);
          }
          Duration sum = Duration.ofNanos(Math.round(days * Duration.ofDays(1).toNanos()));
          assertThat(calendar.between(from, until, Measure.DAYS)).isCloseTo(sum, NEARLY);
        });
  }

  private static boolean open(WorkingCalendar calendar, LocalDateTime wall) {
    int minute = wall.getHour() * 60 + wall.getMinute();
    return calendar.spans(wall.toLocalDate()).stream()
        .anyMatch(s -> s.from() <= minute && minute < s.until());
  }

  /** One minute a week does not hold a hundred and twenty hours: nothing breaks by it. */
  @Test
  void endsWhereThirtyYearsDoNotSuffice() {
    WorkingCalendar hardly =
        new WorkingCalendar(WITA, Map.of(DayOfWeek.MONDAY, Span.read("08:00-08:01")), Map.of());
    Instant monday = at(LocalDateTime.parse("2026-01-05T10:00"));
    Instant end = hardly.plus(monday, Duration.ofHours(120));
    assertThat(end)
        .isBetween(monday.plus(Duration.ofDays(10_990)), monday.plus(Duration.ofDays(11_001)));
    assertThat(hardly.between(monday, end)).isLessThan(Duration.ofHours(120));
    assertThat(hardly.minus(monday, Duration.ofHours(120), Measure.TIME)).isBefore(monday);
    assertThat(hardly.opening(end)).isAfterOrEqualTo(end);
  }

  @Test
  void addsAndSubtractsAsInverses() {
    generated(
        400,
        (scene, random) -> {
          WorkingCalendar calendar = scene.calendar();
          Instant from = scene.from().plusSeconds(random.nextInt(60));
          for (Measure measure : Measure.values()) {
            Duration time =
                measure == Measure.TIME
                    ? Duration.ofSeconds(1 + random.nextInt(40_000))
                    : Duration.ofMinutes(1 + random.nextInt(20_000));
            Instant later = calendar.plus(from, time, measure);
            Instant earlier = calendar.minus(from, time, measure);
            assertThat(calendar.between(from, later, measure)).isCloseTo(time, GRAIN);
            assertThat(calendar.between(earlier, from, measure)).isCloseTo(time, GRAIN);
            assertThat(calendar.isWorking(later.minusNanos(1))).isTrue();
            assertThat(calendar.isWorking(earlier)).isTrue();
            assertThat(calendar.minus(later, time, measure))
                .isBetween(
                    from.minusNanos(1), calendar.plus(from, Duration.ofNanos(1)).plus(GRAIN));
          }
        });
  }

  @Test
  void isTheSameInHoweverManyPieces() {
    generated(
        300,
        (scene, random) -> {
          Instant until = scene.from().plus(Duration.ofMinutes(1 + random.nextInt(30_000)));
          for (Measure measure : Measure.values()) {
            WorkedTime pieces = scene.calendar().worked(measure);
            Instant at = scene.from();
            while (at.isBefore(until)) {
              Instant next = at.plusSeconds(random.nextInt(200_000));
              next = next.isBefore(until) ? next : until;
              pieces.add(at, next);
              at = next;
            }
            Duration whole = scene.calendar().between(scene.from(), until, measure);
            assertThat(pieces.total()).isEqualTo(whole);
            Duration budget = whole.plus(Duration.ofMinutes(random.nextInt(SPARSE)));
            assertThat(pieces.reaches(budget, until))
                .isEqualTo(
                    scene
                        .calendar()
                        .worked(measure)
                        .add(scene.from(), until)
                        .reaches(budget, until));
          }
        });
  }

  @Test
  void neverEndsAPromiseEarlierForMoreTime() {
    generated(
        200,
        (scene, random) -> {
          Duration less = Duration.ofMinutes(random.nextInt(SPARSE / 2));
          Duration more = less.plusMinutes(random.nextInt(SPARSE / 2));
          for (Measure measure : Measure.values()) {
            assertThat(scene.calendar().plus(scene.from(), less, measure))
                .isBeforeOrEqualTo(scene.calendar().plus(scene.from(), more, measure));
          }
        });
  }

  /** So many minutes the emptiest calendar holds before thirty years are over: one a week. */
  private static final int SPARSE = 1_400;

  /** As exact as a sum of so many fractions is. */
  private static final Duration NEARLY = Duration.ofNanos(1_000);

  /** A nanosecond of a day that is open for one minute. */
  private static final Duration GRAIN = Duration.ofNanos(1_440);

  private static void generated(int times, BiConsumer<GeneratedCalendars.Scene, Random> check) {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    GeneratedCalendars calendars = new GeneratedCalendars(random);
    for (int i = 0; i < times; i++) {
      GeneratedCalendars.Scene scene = calendars.next();
      try {
        check.accept(scene, random);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dseed=" + seed + ", scene " + i + ": " + scene, e);
      }
    }
  }

  private static Instant at(LocalDateTime local) {
    return local.atZone(WITA).toInstant();
  }
}
