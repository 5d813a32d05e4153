package id.lapor.agency;

import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.agency.WorkingCalendar.Opening;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Working time of one calendar added up over any number of stretches, exactly: as fractions of
 * working days, never rounded on the way, so that it makes no difference into how many pieces a
 * stretch is cut.
 */
public final class WorkedTime {

  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final BigInteger BIG_DAY = BigInteger.valueOf(DAY);

  private final WorkingCalendar calendar;
  private final Measure measure;
  private final Map<LocalDate, Long> lengths = new HashMap<>();
  private BigInteger worked = BigInteger.ZERO;
  private BigInteger perDay = BigInteger.ONE;

  WorkedTime(WorkingCalendar calendar, Measure measure) {
    this.calendar = calendar;
    this.measure = measure;
  }

  /** Adds what the office works between two moments; nothing when the second is not later. */
  public WorkedTime add(Instant from, Instant until) {
    if (from.isBefore(until)) {
      calendar.forward(
          from,
          o -> {
            if (o.begins().isBefore(until)) {
              Instant ends = o.ends().isBefore(until) ? o.ends() : until;
              count(Duration.between(o.begins(), ends).toNanos(), length(o.day()));
            }
            return o.ends().isBefore(until);
          });
    }
    return this;
  }

  /** All that was added, rounded down to a nanosecond; 24 hours for a working day. */
  public Duration total() {
    return Duration.ofNanos(worked.multiply(BIG_DAY).divide(perDay).longValueExact());
  }

  /**
   * The first moment at which the sum reaches the budget when the office goes on at {@code from};
   * {@code from} itself when it has reached it already, and where it never does the end of the way.
   */
  public Instant reaches(Duration budget, Instant from) {
    if (missing(budget).signum() <= 0) {
      return from;
    }
    @Nullable Instant[] found = {null};
    Instant last =
        calendar.forward(
            from,
            o -> {
              long left = left(budget, o);
              if (left >= 0) {
                found[0] = o.begins().plusNanos(left);
              }
              return left < 0;
            });
    return found[0] == null ? last : found[0];
  }

  /** Like {@link #reaches}, into the past. */
  Instant reachesBack(Duration budget, Instant until) {
    if (missing(budget).signum() <= 0) {
      return until;
    }
    @Nullable Instant[] found = {null};
    Instant first =
        calendar.backward(
            until,
            o -> {
              long left = left(budget, o);
              if (left >= 0) {
                found[0] = o.ends().minusNanos(left);
              }
              return left < 0;
            });
    return found[0] == null ? first : found[0];
  }

  /** Nanoseconds of the opening that are still needed; -1 when all of it is, and was counted. */
  private long left(Duration budget, Opening o) {
    long whole = Duration.between(o.begins(), o.ends()).toNanos();
    long length = length(o.day());
    BigInteger[] parts =
        missing(budget)
            .multiply(BigInteger.valueOf(length))
            .divideAndRemainder(BIG_DAY.multiply(perDay));
    BigInteger needed = parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    if (needed.compareTo(BigInteger.valueOf(whole)) <= 0) {
      return needed.longValueExact();
    }
    count(whole, length);
    return -1;
  }

  /** What lacks to the budget, in days times {@link #DAY} times {@link #perDay}. */
  private BigInteger missing(Duration budget) {
    return BigInteger.valueOf(budget.toNanos()).multiply(perDay).subtract(worked.multiply(BIG_DAY));
  }

  private void count(long nanos, long length) {
    BigInteger part = BigInteger.valueOf(nanos);
    BigInteger whole = BigInteger.valueOf(length);
    if (whole.equals(perDay)) {
      worked = worked.add(part);
      return;
    }
    worked = worked.multiply(whole).add(part.multiply(perDay));
    perDay = perDay.multiply(whole);
    BigInteger common = worked.gcd(perDay);
    if (common.signum() > 0) {
      worked = worked.divide(common);
      perDay = perDay.divide(common);
    }
    BigInteger[] multiple = whole.divideAndRemainder(perDay);
    if (multiple[1].signum() == 0) {
      worked = worked.multiply(multiple[0]);
      perDay = whole;
    }
  }

  private long length(LocalDate day) {
    return measure == Measure.TIME ? DAY : lengths.computeIfAbsent(day, calendar::dayNanos);
  }
}
