package id.lapor.api;

import id.lapor.publication.PublicFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The time a list is asked for. Pure. */
final class Window {

  static final Duration LONGEST = Duration.ofDays(90);

  /** What the database tells apart; both ends belong to the time asked for. */
  private static final Duration TICK = Duration.ofNanos(1_000);

  private Window() {}

  /**
   * At most 90 days (GeoReport v2, "GET Service Requests"): the last ones, or those from or to the
   * one end that was given.
   *
   * @throws Wrong when both are given and lie further apart
   */
  static PublicFeed.Span of(@Nullable Instant start, @Nullable Instant end, Instant now) {
    if (start != null && end != null) {
      if (end.isBefore(start)) {
        throw new Wrong(400, "end_date is before start_date");
      }
      if (Duration.between(start, end).compareTo(LONGEST) > 0) {
        throw new Wrong(400, "start_date and end_date may lie at most 90 days apart");
      }
      return new PublicFeed.Span(start, end.plus(TICK));
    }
    if (start != null) {
      return new PublicFeed.Span(start, start.plus(LONGEST).plus(TICK));
    }
    Instant last = end == null ? now : end;
    return new PublicFeed.Span(last.minus(LONGEST), last.plus(TICK));
  }

  /** The ends of a time that has two, as they were asked for. */
  static Instant first(PublicFeed.Span time) {
    return Objects.requireNonNull(time.from());
  }

  static Instant last(PublicFeed.Span time) {
    return Objects.requireNonNull(time.to()).minus(TICK);
  }

  /** Without a limit, both ends included. */
  static PublicFeed.Span open(@Nullable Instant start, @Nullable Instant end) {
    return new PublicFeed.Span(start, end == null ? null : end.plus(TICK));
  }
}
