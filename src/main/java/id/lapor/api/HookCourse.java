package id.lapor.api;

import id.lapor.api.Hook.Delivery;
import id.lapor.api.Hook.Delivery.Standing;
import id.lapor.api.Hook.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a hook and of a delivery after a try. A receiver that is away loses nothing: it
 * rests, and after long silence is stopped with all that waits for it. Only what a working receiver
 * will not take is given up. Pure.
 */
final class HookCourse {

  /** A delivery that is not taken for so long, by a receiver that takes others, is given up. */
  static final Duration PATIENCE = Duration.ofDays(3);

  /** A receiver that does not work for so long is stopped. */
  static final Duration SILENCE = Duration.ofDays(5);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private HookCourse() {}

  static Hook after(Hook hook, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Taken _ -> hook.well(now, now);
      case Outcome.Refused _ -> hook.well(now, hook.takenAt());
      case Outcome.Gone _ -> hook.is(Hook.State.GONE);
      case Outcome.Unable _, Outcome.Unreached _ -> failed(hook, now);
    };
  }

  /** Several that fail at the same time are one failure. */
  private static Hook failed(Hook hook, Instant now) {
    @Nullable Instant since = hook.failingSince();
    if (since != null && !now.isBefore(since.plus(SILENCE))) {
      return hook.is(Hook.State.SILENT);
    }
    return now.isBefore(hook.restUntil())
        ? hook
        : hook.resting(now, now.plus(pause(hook.failures(), LONGEST_REST)));
  }

  /**
   * @param hook as it was before the try
   */
  static Delivery after(Delivery d, Hook hook, Outcome outcome, Instant now) {
    Instant first = d.firstAt() == null ? now : d.firstAt();
    boolean late = !now.isBefore(first.plus(PATIENCE));
    boolean others = hook.takenAt() != null && hook.takenAt().isAfter(first);
    return switch (outcome) {
      case Outcome.Taken t -> tried(d, now, Standing.TAKEN, t.status(), null);
      case Outcome.Refused r -> tried(d, now, standing(late), r.status(), r.said());
      case Outcome.Unable u -> tried(d, now, standing(late && others), u.status(), u.said());
      case Outcome.Gone _ -> tried(d, now, Standing.QUEUED, 410, null);
      case Outcome.Unreached u -> tried(d, now, standing(late && others), null, u.why().name());
    };
  }

  private static Standing standing(boolean over) {
    return over ? Standing.DEAD : Standing.QUEUED;
  }

  private static Delivery tried(
      Delivery d,
      Instant now,
      Standing standing,
      @Nullable Integer answer,
      @Nullable String trouble) {
    return new Delivery(
        d.id(),
        d.report(),
        d.seq(),
        d.at(),
        standing,
        d.tries() + 1,
        d.firstAt() == null ? now : d.firstAt(),
        now.plus(pause(d.tries(), LONGEST_PAUSE)),
        now,
        answer,
        trouble);
  }

  /** Doubles with every try. */
  private static Duration pause(int tries, Duration longest) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 16));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
