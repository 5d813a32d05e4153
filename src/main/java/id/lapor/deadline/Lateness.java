package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.platform.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How late a promise is, or was when it was kept, counted as the promise itself is: seven minutes
 * of a desk that keeps all hours are late by the wall clock, days of an office by its working days.
 * The days of the wall are told beside: no change of hours can shrink them.
 *
 * @param time 24 hours stand for a working day
 * @param wall the same by the wall clock; null in letters of before that was noted
 */
public record Lateness(Duration time, Unit unit, @Nullable Duration wall) {

  /** In what it is counted. */
  public enum Unit {
    WORKING_DAYS,
    /** Hours and minutes in which the office was open. */
    WORKING_TIME,
    /** Of a calendar that never closes. */
    TIME
  }

  /**
   * @param term what the rules gave its budget for; null for a promised day, which is counted in
   *     days as well
   * @param calendar by which the promise ran
   */
  static Lateness of(
      Instant dueAt,
      Instant until,
      @Nullable Term term,
      Allowance.Unit counted,
      WorkingCalendar calendar) {
    Duration wall = wall(dueAt, until);
    if (calendar.always()) {
      return new Lateness(wall, Unit.TIME, wall);
    }
    Measure measure = term == null ? Measure.DAYS : counted.measure();
    return new Lateness(
        exact(calendar.between(dueAt, until, measure)),
        measure == Measure.DAYS ? Unit.WORKING_DAYS : Unit.WORKING_TIME,
        wall);
  }

  static Duration wall(Instant dueAt, Instant until) {
    Duration late = Duration.between(dueAt, until);
    return exact(late.isNegative() ? Duration.ZERO : late);
  }

  /** As exact as it is kept. */
  private static Duration exact(Duration time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  static Lateness of(Clock clock, Instant until, House house) {
    return of(clock.dueAt(), until, clock.term(), clock.unit(), house.calendar(clock));
  }

  /** Where no more than the day may be told: whole days, or less than one. */
  public String days(Page page) {
    if (unit == Unit.WORKING_DAYS) {
      return words(page);
    }
    return wall == null || wall.toDays() == 0
        ? page.t("deadline.late.short")
        : page.t("deadline.late.wall", wall.toDays());
  }

  /** For people: 3 hari kerja, 5 hari kalender. */
  public String words(Page page) {
    String counted =
        switch (unit) {
          case WORKING_DAYS ->
              time.toDays() == 0
                  ? page.t("deadline.late.today")
                  : page.t("deadline.late.days", time.toDays());
          case WORKING_TIME -> page.t("deadline.late.working", page.span(time));
          case TIME -> page.span(time);
        };
    return unit == Unit.TIME || wall == null || wall.toDays() == 0
        ? counted
        : counted + ", " + page.t("deadline.late.wall", wall.toDays());
  }
}
