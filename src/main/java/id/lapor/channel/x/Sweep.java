package id.lapor.channel.x;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a list of posts was read. A sweep goes from the newest post back to where the last one
 * began. Pure.
 *
 * @param startedAt when the house began to read here; older posts are not its own
 * @param since everything up to this one is kept, null before the first sweep
 * @param sweptAt when a sweep came to its end last, null before the first one
 * @param newest the one the present sweep began with, null while none is under way
 * @param until it goes on below this one, null while none is under way
 * @param posts how many the present sweep brought
 */
record Sweep(
    Reading.Source source,
    Instant startedAt,
    @Nullable Long since,
    @Nullable Instant sweptAt,
    @Nullable Long newest,
    @Nullable Long until,
    int posts) {

  /** So many of the newest mentions X gives back (X API v2, user mention timeline). */
  static final int MENTIONS_KEPT = 800;

  /** So long X finds posts (X API v2, recent search). */
  static final Duration SEARCH_KEPT = Duration.ofDays(7);

  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** Milliseconds at which X began to count (numbers of posts hold the time they were made at). */
  private static final long EPOCH = 1_288_834_974_657L;

  private static final int TIME_BITS = 22;

  static Instant at(long post) {
    return Instant.ofEpochMilli((post >> TIME_BITS) + EPOCH);
  }

  /** What to ask for next. */
  Reading reading(int most, @Nullable String next, Instant now) {
    if (source == Reading.Source.MENTIONS) {
      return new Reading(source, since, until, startedAt, most, next);
    }
    Instant from = sweptAt == null ? startedAt : sweptAt.minus(MARGIN);
    Instant oldest = now.minus(SEARCH_KEPT).plus(MARGIN);
    boolean tooOld = since != null && at(since).isBefore(oldest);
    Instant begin = tooOld || from.isBefore(oldest) ? oldest : from;
    return new Reading(source, tooOld ? null : since, until, begin, most, next);
  }

  /** With a page that was kept. */
  Sweep with(Listing page) {
    return new Sweep(
        source,
        startedAt,
        since,
        sweptAt,
        newest == null ? page.newest() : newest,
        page.oldest() == null ? until : page.oldest(),
        posts + page.posts().size());
  }

  /** At its end. */
  Sweep over(Instant now) {
    return new Sweep(source, startedAt, newest == null ? since : newest, now, null, null, 0);
  }

  /** Times of which X gave nothing back, at the end of a sweep. */
  Optional<Gap> gap(Instant now) {
    Instant from = sweptAt == null ? startedAt : sweptAt;
    return switch (source) {
      case MENTIONS ->
          posts >= MENTIONS_KEPT && until != null && at(until).isAfter(from)
              ? Optional.of(new Gap(from, at(until)))
              : Optional.empty();
      case SEARCH -> {
        Instant oldest = now.minus(SEARCH_KEPT);
        yield from.isBefore(oldest) ? Optional.of(new Gap(from, oldest)) : Optional.empty();
      }
    };
  }

  record Gap(Instant from, Instant to) {}
}
