package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * When an office works: the same spans on each working weekday, in its own time zone, without
 * holidays. Minutes, hours and days of a promise are all working time of this calendar, and one
 * working day is the length of an office day: three working days from Monday 10:00 are over on
 * Thursday 10:00, from Saturday on Wednesday when the office closes.
 *
 * @param weekdays days of the week on which the office works
 * @param spans parts of the day, in order, not overlapping
 * @param holidays dates on which it does not work
 */
public record WorkingCalendar(
    ZoneId zone, Set<DayOfWeek> weekdays, List<Span> spans, Set<LocalDate> holidays) {

  private static final int LONGEST_SEARCH_DAYS = 3_660;

  /**
   * Part of a day, from one minute of it to another.
   *
   * @param from minute of the day, 0 to 1439
   * @param until minute of the day, up to 1440 which is 24:00
   */
  public record Span(int from, int until) {
    public Span {
      if (from < 0 || until > 24 * 60 || from >= until) {
        throw new IllegalArgumentException("Not a span of a day: minute " + from + " to " + until);
      }
    }

    /** From hours and minutes, {@code Span.of("08:00", "24:00")}. */
    public static Span of(String from, String until) {
      return new Span(minute(from), minute(until));
    }

    private static int minute(String time) {
      return time.equals("24:00") ? 24 * 60 : LocalTime.parse(time).toSecondOfDay() / 60;
    }
  }

  public WorkingCalendar {
    weekdays = Set.copyOf(weekdays);
    spans = List.copyOf(spans);
    holidays = Set.copyOf(holidays);
    if (weekdays.isEmpty() || spans.isEmpty()) {
      throw new IllegalArgumentException("An office that never works can keep no promise");
    }
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from() < spans.get(i - 1).until()) {
        throw new IllegalArgumentException("Spans overlap or are out of order: " + spans);
      }
    }
  }

  /** Every hour of every day. */
  public static WorkingCalendar always(ZoneId zone) {
    return new WorkingCalendar(
        zone, Set.of(DayOfWeek.values()), List.of(new Span(0, 24 * 60)), Set.of());
  }

  /** Working time in one working day. */
  public Duration dayLength() {
    return Duration.ofMinutes(spans.stream().mapToInt(s -> s.until() - s.from()).sum());
  }

  /** Working time of so many working days. */
  public Duration days(int count) {
    return dayLength().multipliedBy(count);
  }

  public boolean worksOn(LocalDate date) {
    return weekdays.contains(date.getDayOfWeek()) && !holidays.contains(date);
  }

  public boolean isWorking(Instant moment) {
    LocalDate date = LocalDate.ofInstant(moment, zone);
    return worksOn(date)
        && spans.stream()
            .anyMatch(
                s -> !moment.isBefore(at(date, s.from())) && moment.isBefore(at(date, s.until())));
  }

  /** So many working days later. */
  public Instant plusDays(Instant from, int count) {
    return plus(from, days(count));
  }

  /**
   * The first moment by which the office has worked so long since {@code from}; {@code from} itself
   * for no time at all.
   *
   * @throws IllegalArgumentException when the time is negative
   * @throws IllegalStateException when ten years do not suffice
   */
  public Instant plus(Instant from, Duration workingTime) {
    if (workingTime.isNegative()) {
      throw new IllegalArgumentException("Promises do not run backwards: " + workingTime);
    }
    Duration left = workingTime;
    if (left.isZero()) {
      return from;
    }
    LocalDate date = LocalDate.ofInstant(from, zone);
    for (int day = 0; day < LONGEST_SEARCH_DAYS; day++, date = date.plusDays(1)) {
      if (!worksOn(date)) {
        continue;
      }
      for (Span span : spans) {
        Instant begins = latest(from, at(date, span.from()));
        Instant ends = at(date, span.until());
        if (begins.isBefore(ends)) {
          Duration here = Duration.between(begins, ends);
          if (here.compareTo(left) >= 0) {
            return begins.plus(left);
          }
          left = left.minus(here);
        }
      }
    }
    throw new IllegalStateException(
        "Ten years of this calendar do not hold " + workingTime + " of working time");
  }

  /** How long the office works between two moments; zero when the second is not later. */
  public Duration between(Instant from, Instant until) {
    Duration sum = Duration.ZERO;
    if (!from.isBefore(until)) {
      return sum;
    }
    LocalDate last = LocalDate.ofInstant(until, zone);
    for (LocalDate date = LocalDate.ofInstant(from, zone);
        !date.isAfter(last);
        date = date.plusDays(1)) {
      if (worksOn(date)) {
        for (Span span : spans) {
          Instant begins = latest(from, at(date, span.from()));
          Instant ends = earliest(until, at(date, span.until()));
          if (begins.isBefore(ends)) {
            sum = sum.plus(Duration.between(begins, ends));
          }
        }
      }
    }
    return sum;
  }

  /**
   * When a promise is due: now, plus what is left of its budget. Never earlier than now.
   *
   * @param consumed working time already used up while the clock ran
   */
  public Instant dueAt(Instant now, Duration budget, Duration consumed) {
    Duration left = budget.minus(consumed);
    return left.isNegative() ? now : plus(now, left);
  }

  private Instant at(LocalDate date, int minute) {
    ZonedDateTime midnight = date.atStartOfDay(zone);
    return minute == 24 * 60
        ? date.plusDays(1).atStartOfDay(zone).toInstant()
        : midnight.plusMinutes(minute).toInstant();
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
