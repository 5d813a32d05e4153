package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.Actor;
import id.lapor.report.Assignment;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which act starts, stops, pauses which clock (DOMAIN section 4). Pure; clocks depend on typed acts
 * only, never on when something was last touched, so a comment moves nothing.
 */
final class ClockRules {

  private static final Set<ClockKind> ALL = EnumSet.allOf(ClockKind.class);
  private static final Set<ClockKind> AT_DESK =
      EnumSet.of(ClockKind.TRIAGE, ClockKind.ARBITRATION, ClockKind.REPORTER_TURN);
  private static final Set<ClockKind> AT_AGENCY =
      EnumSet.of(
          ClockKind.FIRST_ANSWER,
          ClockKind.SECOND_ANSWER,
          ClockKind.PROMISE,
          ClockKind.REPORTER_TURN);
  private static final Set<ClockKind> REPORTERS =
      EnumSet.of(ClockKind.REPORTER_TURN, ClockKind.SILENCE);
  private static final int HOPS_BEFORE_ARBITER = 2;

  private ClockRules() {}

  /**
   * @param before the report before the event; null for a fresh one
   * @param after the report after the whole transaction
   */
  static List<Act> react(@Nullable Report before, Report after, Entry entry) {
    return switch (entry.event()) {
      case Event.Filed e -> filed(after, e);
      case Event.Redirected e -> List.of(stop(AT_DESK), new Act.Start(ClockKind.TRIAGE, e.to()));
      case Event.Forwarded e -> forwarded(e);
      case Event.Archived _,
          Event.Merged _,
          Event.Withdrawn _,
          Event.Confirmed _,
          Event.ClosedBySilence _,
          Event.ImportedAsClosed _ ->
          List.of(stop(ALL));
      case Event.Appealed _ -> List.of(new Act.Start(ClockKind.TRIAGE, after.course().desk()));
      case Event.Held e -> held(after, e);
      case Event.Resumed _, Event.Replied _ -> resumed(before);
      case Event.FollowedUp e -> List.of(stop(AT_AGENCY, e.by()));
      case Event.Answered e ->
          e.whole()
              ? List.of(
                  stop(AT_AGENCY, e.by()),
                  new Act.StartUntil(ClockKind.SILENCE, e.by(), e.silenceClosesAt()))
              : List.of(stop(AT_AGENCY, e.by()));
      case Event.Scheduled e ->
          List.of(stop(AT_AGENCY, e.by()), new Act.StartDay(ClockKind.PROMISE, e.by(), e.day()));
      case Event.Returned e -> returned(before, after, e);
      case Event.Disputed e ->
          List.of(stop(REPORTERS), new Act.Start(ClockKind.SECOND_ANSWER, e.owner()));
      case Event.ArchiveProposed _,
          Event.ArchiveDeclined _,
          Event.Wrote _,
          Event.Noted _,
          Event.Narrowed _,
          Event.TakenUp _,
          Event.Rated _,
          Event.Supported _,
          Event.Escalated _,
          Event.Reprimanded _ ->
          List.of();
    };
  }

  /** What ended elsewhere starts nothing here. */
  private static List<Act> filed(Report after, Event.Filed e) {
    return after.stage() == Stage.CLOSED
        ? List.of()
        : List.of(new Act.Start(ClockKind.TRIAGE, e.desk()));
  }

  private static List<Act> forwarded(Event.Forwarded e) {
    List<Act> acts = new ArrayList<>();
    acts.add(stop(AT_DESK));
    acts.add(stop(AT_AGENCY));
    acts.add(new Act.Start(ClockKind.FIRST_ANSWER, e.lead()));
    e.others().forEach(o -> acts.add(new Act.Start(ClockKind.FIRST_ANSWER, o)));
    return acts;
  }

  private static List<Act> held(Report after, Event.Held e) {
    Act turn = new Act.StartUntil(ClockKind.REPORTER_TURN, e.by(), e.until());
    Course.@Nullable Waiting waiting = after.course().waiting();
    return waiting != null && waiting.from().atAgency()
        ? List.of(new Act.Pause(e.by()), stop(EnumSet.of(ClockKind.REPORTER_TURN)), turn)
        : List.of(stop(AT_DESK), turn);
  }

  private static List<Act> resumed(@Nullable Report before) {
    return before == null
        ? List.of()
        : owedAgain(before).map(act -> List.of(stop(AT_DESK), act)).orElse(List.of());
  }

  /** A question must not be a way out of a promise: after the time to reply the clock runs on. */
  static Optional<Act> replyTimePassed(Report report) {
    return owedAgain(report);
  }

  /** An agency's clock goes on; a desk's begins anew, the arbiter's as what it was. */
  private static Optional<Act> owedAgain(Report report) {
    return Optional.ofNullable(report.course().waiting())
        .map(w ->
            w.from().atAgency()
                ? new Act.Resume(w.by())
                : atDesk(w.from(), report.course().hops(), w.by()));
  }

  private static Act atDesk(Stage stage, int hops, AgencyId desk) {
    boolean arbiter = stage == Stage.RETURNED && hops >= HOPS_BEFORE_ARBITER;
    return new Act.Start(arbiter ? ClockKind.ARBITRATION : ClockKind.TRIAGE, desk);
  }

  private static List<Act> returned(@Nullable Report before, Report after, Event.Returned e) {
    if (after.stage() != Stage.RETURNED) {
      List<Act> acts = new ArrayList<>();
      acts.add(stop(AT_AGENCY, e.by()));
      askedAgain(before, after)
          .ifPresent(lead -> acts.add(new Act.Start(ClockKind.SECOND_ANSWER, lead)));
      return acts;
    }
    return List.of(stop(AT_AGENCY), atDesk(Stage.RETURNED, e.hop(), e.desk()));
  }

  /** The lead that had answered and has to answer again. */
  private static Optional<AgencyId> askedAgain(@Nullable Report before, Report after) {
    return after
        .course()
        .lead()
        .filter(l -> after.course().assignment(l).filter(Assignment::open).isPresent())
        .filter(l ->
            before != null && before.course().assignment(l).filter(a -> !a.open()).isPresent());
  }

  /** Taken over from another system: the promise begins now, not when it began there. */
  static boolean takenOver(Entry entry) {
    return entry.event() instanceof Event.Filed && entry.actor() instanceof Actor.House;
  }

  private static Act stop(Set<ClockKind> kinds) {
    return new Act.Stop(kinds, null);
  }

  private static Act stop(Set<ClockKind> kinds, AgencyId office) {
    return new Act.Stop(kinds, office);
  }
}
