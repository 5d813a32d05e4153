package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When an office works: spans of each weekday on the clocks of its zone, and dates that are
 * otherwise. Spans are half-open, and an hour the clocks show twice is worked twice. Minutes and
 * hours of a promise are time in which the office is open; a working day is one date on which it
 * opens, however long: three working days from Monday 10:00 are over on Thursday 10:00, from
 * Saturday on Wednesday when the office closes.
 *
 * @param week spans of each weekday; days without any may be absent
 * @param later weeks that hold from a day on, instead of the one before
 * @param exceptions dates that go by other spans than their weekday, none on a holiday
 */
public record WorkingCalendar(
    ZoneId zone,
    Map<DayOfWeek, List<Span>> week,
    NavigableMap<LocalDate, Map<DayOfWeek, List<Span>>> later,
    Map<LocalDate, List<Span>> exceptions) {

  private static final List<Span> WHOLE = List.of(Span.WHOLE_DAY);

  /** Longest way ahead or back, in days and changes of the zone's offset: some thirty years. */
  private static final int FARTHEST = 11_000;

  /** No zone has ever been farther from UTC than this. */
  private static final Duration WIDEST_OFFSET = Duration.ofHours(18);

  /** How working time is counted. */
  public enum Measure {
    /** Minutes and hours while the office is open. */
    TIME,
    /**
     * Working days: each date on which the office opens counts one, its parts in proportion. A
     * {@link Duration} of 24 hours stands for one.
     */
    DAYS
  }

  /** A stretch of time in which the office is open, all on one date. */
  record Opening(LocalDate day, Instant begins, Instant ends) {}

  public WorkingCalendar {
    checkWeek(week);
    later.values().forEach(WorkingCalendar::checkWeek);
    exceptions.values().forEach(WorkingCalendar::checkOrder);
    week = Map.copyOf(week);
    later = Collections.unmodifiableNavigableMap(new TreeMap<>(later));
    exceptions = Map.copyOf(exceptions);
  }

  /** The same week at all times. */
  public WorkingCalendar(
      ZoneId zone, Map<DayOfWeek, List<Span>> week, Map<LocalDate, List<Span>> exceptions) {
    this(zone, week, Collections.emptyNavigableMap(), exceptions);
  }

  /** The same spans on each of the weekdays, without the holidays. */
  public WorkingCalendar(
      ZoneId zone, Set<DayOfWeek> weekdays, List<Span> spans, Set<LocalDate> holidays) {
    this(
        zone,
        weekdays.stream().collect(Collectors.toMap(Function.identity(), _ -> spans)),
        holidays.stream().collect(Collectors.toMap(Function.identity(), _ -> List.of())));
  }

  /** Every hour of every day. */
  public static WorkingCalendar always(ZoneId zone) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    Arrays.stream(DayOfWeek.values()).forEach(d -> week.put(d, WHOLE));
    return new WorkingCalendar(zone, week, Map.of());
  }

  /** Whether it never closes, and never did. */
  public boolean always() {
    return alwaysFrom(LocalDate.MIN);
  }

  /** Whether it closes on no day from one on. */
  public boolean alwaysFrom(LocalDate day) {
    @Nullable LocalDate held = later.floorKey(day);
    return exceptions.entrySet().stream()
            .allMatch(e -> e.getKey().isBefore(day) || WHOLE.equals(e.getValue()))
        && Stream.concat(
                held == null ? Stream.of(week) : Stream.of(),
                later.tailMap(held == null ? day : held, true).values().stream())
            .allMatch(w -> Arrays.stream(DayOfWeek.values()).allMatch(d -> WHOLE.equals(w.get(d))));
  }

  /** The same calendar, closed on further dates. */
  public WorkingCalendar without(Collection<LocalDate> dates) {
    Map<LocalDate, List<Span>> more =
        dates.stream().distinct().collect(Collectors.toMap(Function.identity(), _ -> List.of()));
    exceptions.forEach((date, spans) -> more.putIfAbsent(date, spans));
    return new WorkingCalendar(zone, week, later, more);
  }

  public List<Span> spans(LocalDate date) {
    @Nullable List<Span> special = exceptions.get(date);
    return special == null ? usual(date) : special;
  }

  /** What the week that holds on a date says about its weekday. */
  List<Span> usual(LocalDate date) {
    Map.@Nullable Entry<LocalDate, Map<DayOfWeek, List<Span>>> changed = later.floorEntry(date);
    return (changed == null ? week : changed.getValue())
        .getOrDefault(date.getDayOfWeek(), List.of());
  }

  public boolean worksOn(LocalDate date) {
    return !spans(date).isEmpty();
  }

  public boolean isWorking(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    int minute = local.getHour() * 60 + local.getMinute();
    return spans(local.toLocalDate()).stream()
        .anyMatch(s -> s.from() <= minute && minute < s.until());
  }

  /** The first moment not before this one at which a working day begins, within thirty years. */
  public Instant opening(Instant from) {
    LocalDate day = LocalDate.ofInstant(from, zone);
    for (int i = 0; i < FARTHEST; i++, day = day.plusDays(1)) {
      if (worksOn(day)) {
        Instant opens = opens(day);
        if (!opens.isBefore(from)) {
          return opens;
        }
      }
    }
    return day.atStartOfDay(zone).toInstant();
  }

  private Instant opens(LocalDate day) {
    return day.atStartOfDay().plusMinutes(spans(day).getFirst().from()).atZone(zone).toInstant();
  }

  /** So many working days later. */
  public Instant plusDays(Instant from, int count) {
    return plus(from, Duration.ofDays(count), Measure.DAYS);
  }

  /** So long in open minutes and hours later. */
  public Instant plus(Instant from, Duration workingTime) {
    return plus(from, workingTime, Measure.TIME);
  }

  /**
   * The first moment by which the office has worked so long since {@code from}; {@code from} itself
   * for no time at all. Where thirty years do not suffice, their end: a report is received and
   * forwarded whatever hours its office has.
   *
   * @throws IllegalArgumentException when the time is negative
   */
  public Instant plus(Instant from, Duration workingTime, Measure measure) {
    return worked(measure).reaches(positive(workingTime), from);
  }

  /**
   * The last moment from which on the office works so long until {@code until}; {@code until}
   * itself for no time at all.
   */
  public Instant minus(Instant until, Duration workingTime, Measure measure) {
    return worked(measure).reachesBack(positive(workingTime), until);
  }

  /** How long the office is open between two moments; zero when the second is not later. */
  public Duration between(Instant from, Instant until) {
    return between(from, until, Measure.TIME);
  }

  public Duration between(Instant from, Instant until, Measure measure) {
    return worked(measure).add(from, until).total();
  }

  /** An empty account of working time. */
  public WorkedTime worked(Measure measure) {
    return new WorkedTime(this, measure);
  }

  /**
   * Shows the openings from a moment on, in the order of time, as long as the visitor wants more.
   * The way goes by stretches of one date and one offset from UTC, so that summer time, skipped
   * dates and dates that are not in one piece are nothing special.
   *
   * @return where the way ended, after some thirty years at most
   */
  Instant forward(Instant from, Predicate<Opening> visitor) {
    ZoneRules rules = zone.getRules();
    Instant at = from;
    for (int i = 0; i < FARTHEST; i++) {
      ZoneOffset offset = rules.getOffset(at);
      LocalDate day = LocalDate.ofInstant(at, offset);
      Instant end = at(day, Span.DAY_MINUTES, offset);
      @Nullable ZoneOffsetTransition change = rules.nextTransition(at);
      if (change != null && change.getInstant().isBefore(end)) {
        end = change.getInstant();
      }
      for (Span span : spans(day)) {
        Instant begins = latest(at, at(day, span.from(), offset));
        Instant ends = earliest(end, at(day, span.until(), offset));
        if (begins.isBefore(ends) && !visitor.test(new Opening(day, begins, ends))) {
          return ends;
        }
      }
      at = end;
    }
    return at;
  }

  /** Like {@link #forward}, into the past. */
  Instant backward(Instant until, Predicate<Opening> visitor) {
    ZoneRules rules = zone.getRules();
    Instant at = until;
    for (int i = 0; i < FARTHEST; i++) {
      Instant last = at.minusNanos(1);
      ZoneOffset offset = rules.getOffset(last);
      LocalDate day = LocalDate.ofInstant(last, offset);
      Instant begin = at(day, 0, offset);
      @Nullable ZoneOffsetTransition change = rules.previousTransition(at);
      if (change != null && change.getInstant().isAfter(begin)) {
        begin = change.getInstant();
      }
      for (Span span : spans(day).reversed()) {
        Instant begins = latest(begin, at(day, span.from(), offset));
        Instant ends = earliest(at, at(day, span.until(), offset));
        if (begins.isBefore(ends) && !visitor.test(new Opening(day, begins, ends))) {
          return begins;
        }
      }
      at = begin;
    }
    return at;
  }

  /** How long the office is open on a date, in nanoseconds; an hour more or less on odd days. */
  long dayNanos(LocalDate day) {
    Instant first = day.atStartOfDay().toInstant(ZoneOffset.UTC).minus(WIDEST_OFFSET);
    Instant last = first.plus(WIDEST_OFFSET.multipliedBy(2)).plus(Duration.ofDays(1));
    @Nullable ZoneOffsetTransition change = zone.getRules().nextTransition(first);
    if (change == null || change.getInstant().isAfter(last)) {
      return Duration.ofMinutes(spans(day).stream().mapToLong(Span::minutes).sum()).toNanos();
    }
    long[] sum = {0};
    forward(
        first,
        o -> {
          sum[0] += o.day().equals(day) ? Duration.between(o.begins(), o.ends()).toNanos() : 0;
          return o.begins().isBefore(last);
        });
    return sum[0];
  }

  private static void checkWeek(Map<DayOfWeek, List<Span>> week) {
    week.values().forEach(WorkingCalendar::checkOrder);
    if (week.values().stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException("An office that never works can keep no promise");
    }
  }

  private static void checkOrder(List<Span> spans) {
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from() < spans.get(i - 1).until()) {
        throw new IllegalArgumentException("Spans overlap or are out of order: " + spans);
      }
    }
  }

  private static Duration positive(Duration workingTime) {
    if (workingTime.isNegative()) {
      throw new IllegalArgumentException("Working time is never negative: " + workingTime);
    }
    return workingTime;
  }

  private static Instant at(LocalDate date, int minute, ZoneOffset offset) {
    return date.atStartOfDay().plusMinutes(minute).toInstant(offset);
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
