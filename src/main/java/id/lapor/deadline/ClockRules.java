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
 * only, never on when something was last touched, so a comment moves nothing. docs/clocks.md is the
 * same as a table, and a test compares the two.
 */
final class ClockRules {

  private static final Set<ClockKind> ALL = EnumSet.allOf(ClockKind.class);
  private static final Set<ClockKind> AT_DESK =
      EnumSet.of(ClockKind.TRIAGE, ClockKind.ARBITRATION, ClockKind.REPORTER_TURN);
  private static final Set<ClockKind> AT_DESK_OR_WHOLE =
      EnumSet.of(
          ClockKind.TRIAGE, ClockKind.ARBITRATION, ClockKind.RESOLUTION, ClockKind.OMBUDSMAN);
  private static final Set<ClockKind> AT_AGENCY =
      EnumSet.of(ClockKind.FIRST_ANSWER, ClockKind.SECOND_ANSWER, ClockKind.PROMISE);
  private static final Set<ClockKind> FIRST = EnumSet.of(ClockKind.FIRST_ANSWER);
  private static final Set<ClockKind> FIRST_OR_SECOND =
      EnumSet.of(ClockKind.FIRST_ANSWER, ClockKind.SECOND_ANSWER);
  private static final Set<ClockKind> ANSWERED = EnumSet.of(ClockKind.RESOLUTION);
  private static final Set<ClockKind> REPORTERS =
      EnumSet.of(ClockKind.REPORTER_TURN, ClockKind.SILENCE);
  private static final Set<ClockKind> SILENT = EnumSet.of(ClockKind.SILENCE);
  private static final Set<ClockKind> TURN = EnumSet.of(ClockKind.REPORTER_TURN);
  private static final List<ClockKind> TRIAGE = List.of(ClockKind.TRIAGE);
  private static final List<ClockKind> ANSWER =
      List.of(ClockKind.FIRST_ANSWER, ClockKind.SECOND_ANSWER, ClockKind.PROMISE);
  private static final Set<String> HANDED_ON = Set.of(Event.Redirected.class.getSimpleName());
  private static final Set<String> MERGED = Set.of(Event.Merged.class.getSimpleName());

  /** What an agency did about its answer before it was rid of the report. */
  private static final Set<String> NOT_ANSWERED =
      Set.of(Event.Returned.class.getSimpleName(), Event.FollowedUp.class.getSimpleName());

  private static final List<ClockKind> AT_ARBITER =
      List.of(ClockKind.ARBITRATION, ClockKind.TRIAGE);
  private static final Set<Stage> ON_DESK = EnumSet.of(Stage.RECEIVED, Stage.RETURNED);
  private static final int HOPS_BEFORE_ARBITER = 2;

  private ClockRules() {}

  /**
   * @param before the report before the event; null for a fresh one
   * @param after the report after the whole transaction
   */
  static List<Act> react(@Nullable Report before, Report after, Entry entry) {
    List<Act> acts = new ArrayList<>(waitingEnds(before, after, entry.event()));
    acts.addAll(of(before, after, entry.event()));
    return acts;
  }

  private static List<Act> of(@Nullable Report before, Report after, Event event) {
    return switch (event) {
      case Event.Filed e -> filed(after, e);
      case Event.Redirected e -> redirected(e);
      case Event.Forwarded e -> forwarded(before, e);
      case Event.Recalled e -> recalled(e);
      case Event.Archived _,
          Event.Merged _,
          Event.Withdrawn _,
          Event.Confirmed _,
          Event.ClosedBySilence _,
          Event.ImportedAsClosed _ ->
          List.of(stop(ALL));
      case Event.Appealed _ -> backOnTheDesk(after);
      case Event.Separated e -> e.undoneBy() == null ? separated(after) : mergeUndone(after);
      case Event.Held e -> held(before, e);
      case Event.TurnPassed _ -> turnPassed(after);
      case Event.FollowedUp e -> List.of(stop(FIRST, e.by()));
      case Event.Answered e -> answered(after, e);
      case Event.Scheduled e -> scheduled(e);
      case Event.Replied e -> replied(after, e);
      case Event.Returned e -> returned(before, after, e);
      case Event.Disputed e -> disputed(e);
      case Event.ArchiveProposed _,
          Event.ArchiveDeclined _,
          Event.Resumed _,
          Event.Wrote _,
          Event.Noted _,
          Event.Narrowed _,
          Event.TakenUp _,
          Event.Rated _,
          Event.Joined _,
          Event.Supported _,
          Event.OfOmbudsman _,
          Event.Ascribed _,
          Event.OfSecret _ ->
          List.of();
      case Event.Escalated _, Event.Reprimanded _, Event.ReprimandWithdrawn _ -> List.of();
    };
  }

  /** The reporter's time to reply has passed: the desk that asked is on its own again. */
  private static List<Act> turnPassed(Report report) {
    Course.@Nullable Waiting waiting = report.course().waiting();
    return waiting == null ? List.of() : onItsOwn(report.course(), waiting);
  }

  /** Whatever the act was, once nobody waits for the reporter any more the time goes on. */
  private static List<Act> waitingEnds(@Nullable Report before, Report after, Event event) {
    Course.@Nullable Waiting waiting = before == null ? null : before.course().waiting();
    if (before == null || waiting == null || after.course().waiting() != null) {
      return List.of();
    }
    List<Act> acts = new ArrayList<>();
    acts.add(stop(TURN));
    if (event instanceof Event.Replied && askedByDesk(before.course(), waiting)) {
      acts.add(new Act.StartOnce(ClockKind.TRIAGE, waiting.by(), Event.Held.class.getSimpleName()));
      acts.add(new Act.Resume(waiting.by()));
    } else if (ON_DESK.contains(after.stage()) || event instanceof Event.Merged) {
      acts.addAll(onItsOwn(before.course(), waiting));
    } else {
      acts.add(new Act.Resume(waiting.by()));
    }
    return acts;
  }

  /**
   * Nothing new has come, so nothing begins anew: a desk that could win its minutes back by asking
   * and not waiting would never be late.
   */
  private static List<Act> onItsOwn(Course course, Course.Waiting waiting) {
    Act resume = new Act.Resume(waiting.by());
    return askedByDesk(course, waiting)
        ? List.of(new Act.Reopen(ClockKind.TRIAGE, waiting.by(), null), resume)
        : List.of(resume);
  }

  /** Not by the arbiter, whose day is paused and not ended. */
  private static boolean askedByDesk(Course course, Course.Waiting waiting) {
    boolean arbiter = waiting.from() == Stage.RETURNED && course.arbitrated();
    return ON_DESK.contains(waiting.from()) && !arbiter;
  }

  /** What ended elsewhere starts nothing here. */
  private static List<Act> filed(Report after, Event.Filed e) {
    return after.stage() == Stage.CLOSED
        ? List.of()
        : List.of(
            new Act.Start(ClockKind.TRIAGE, e.desk()),
            new Act.Start(ClockKind.RESOLUTION, e.desk()),
            new Act.Start(ClockKind.OMBUDSMAN, e.desk()));
  }

  /** A desk that had the report before gets no fresh time, or two could hand it to and fro. */
  private static List<Act> redirected(Event.Redirected e) {
    return List.of(
        stop(AT_DESK),
        e.proposed() == null
            ? new Act.GoOn(TRIAGE, e.to(), HANDED_ON, false)
            : new Act.Start(ClockKind.ARBITRATION, e.to()),
        new Act.Move(ClockKind.RESOLUTION, e.to()));
  }

  private static List<Act> recalled(Event.Recalled e) {
    return List.of(
        stop(AT_AGENCY),
        new Act.Undo(ClockKind.TRIAGE, e.by(), Event.Forwarded.class.getSimpleName()),
        new Act.Move(ClockKind.RESOLUTION, e.by()));
  }

  private static List<Act> backOnTheDesk(Report after) {
    return List.of(
        new Act.Start(ClockKind.TRIAGE, after.course().desk()),
        new Act.Reopen(ClockKind.RESOLUTION, null, null),
        new Act.Reopen(ClockKind.OMBUDSMAN, null, null));
  }

  /**
   * The first time it comes anew, as the desk could not know; a desk that could merge again and
   * again, or end by it what it had missed, would never be late. An arbiter has what was left.
   */
  private static List<Act> separated(Report after) {
    AgencyId desk = after.course().desk();
    return List.of(
        after.course().arbitrated()
            ? new Act.GoOn(AT_ARBITER, desk, MERGED, false)
            : new Act.StartOnce(ClockKind.TRIAGE, desk, Event.Merged.class.getSimpleName()),
        new Act.Reopen(ClockKind.RESOLUTION, null, null),
        new Act.Reopen(ClockKind.OMBUDSMAN, null, null));
  }

  /** A desk that could stop its clock by a merge and take it back later would never be late. */
  private static List<Act> mergeUndone(Report after) {
    Course course = after.course();
    Act undo = new Act.UndoAll(AT_DESK_OR_WHOLE, Event.Merged.class.getSimpleName());
    boolean arbiter = after.stage() == Stage.RETURNED && course.arbitrated();
    return arbiter ? List.of(undo) : List.of(undo, new Act.Start(ClockKind.TRIAGE, course.desk()));
  }

  private static List<Act> scheduled(Event.Scheduled e) {
    return List.of(
        stop(FIRST_OR_SECOND, e.by()), new Act.StartDay(ClockKind.PROMISE, e.by(), e.day()));
  }

  private static List<Act> replied(Report after, Event.Replied e) {
    Course course = after.course();
    return e.silenceClosesAt() == null
        ? List.of()
        : List.of(
            stop(SILENT),
            new Act.StartUntil(
                ClockKind.SILENCE, course.lead().orElse(course.desk()), e.silenceClosesAt()));
  }

  private static List<Act> disputed(Event.Disputed e) {
    return List.of(
        stop(REPORTERS),
        new Act.Start(ClockKind.SECOND_ANSWER, e.owner()),
        new Act.Reopen(ClockKind.RESOLUTION, null, Term.SECOND_ANSWER),
        new Act.Move(ClockKind.RESOLUTION, e.owner()),
        new Act.Reopen(ClockKind.OMBUDSMAN, null, null));
  }

  /** An agency that had given it back gets no fresh days, or saying "not ours" would win some. */
  private static List<Act> forwarded(@Nullable Report before, Event.Forwarded e) {
    List<Act> acts = new ArrayList<>();
    acts.add(stop(AT_DESK));
    acts.add(stop(AT_AGENCY));
    acts.add(answer(before, e.lead()));
    e.others().forEach(o -> acts.add(answer(before, o)));
    acts.add(new Act.Move(ClockKind.RESOLUTION, e.lead()));
    return acts;
  }

  /**
   * Also after a dispute: then it is the second one it goes on with; and where it had promised a
   * day, that one. A follow-up says that there is work, and is no answer once it is given up. Who
   * has answered its part is asked anew.
   */
  private static Act answer(@Nullable Report before, AgencyId agency) {
    boolean answered =
        before != null
            && before
                .course()
                .assignment(agency)
                .filter(a -> a.state() == Assignment.State.ANSWERED)
                .isPresent();
    return answered
        ? new Act.Start(ClockKind.FIRST_ANSWER, agency)
        : new Act.GoOn(ANSWER, agency, NOT_ANSWERED, true);
  }

  /**
   * A question added to one that waits renews no turn: it could be renewed for ever. Nor does a
   * desk stop its minutes a second time, or it would ask, go on and ask.
   */
  private static List<Act> held(@Nullable Report before, Event.Held e) {
    Course.@Nullable Waiting waiting = before == null ? null : before.course().waiting();
    if (waiting != null && waiting.by().equals(e.by())) {
      return List.of();
    }
    return List.of(
        new Act.StopOnce(ClockKind.TRIAGE, e.by(), Event.Held.class.getSimpleName()),
        stop(TURN),
        new Act.Pause(e.by()),
        new Act.StartUntil(ClockKind.REPORTER_TURN, e.by(), e.until()));
  }

  /** When the lead has answered and a companion has not, the report waits for the companion. */
  private static List<Act> answered(Report after, Event.Answered e) {
    List<Act> acts = new ArrayList<>();
    acts.add(stop(AT_AGENCY, e.by()));
    if (e.whole()) {
      acts.add(stop(ANSWERED));
      acts.add(new Act.StartUntil(ClockKind.SILENCE, e.by(), e.silenceClosesAt()));
    } else {
      after.course().assignments().stream()
          .filter(Assignment::open)
          .findFirst()
          .ifPresent(a -> acts.add(new Act.Move(ClockKind.RESOLUTION, a.agency())));
    }
    return acts;
  }

  private static List<Act> returned(@Nullable Report before, Report after, Event.Returned e) {
    if (after.stage() != Stage.RETURNED) {
      List<Act> acts = new ArrayList<>();
      acts.add(stop(AT_AGENCY, e.by()));
      askedAgain(before, after)
          .ifPresent(lead -> {
            acts.add(new Act.Start(ClockKind.SECOND_ANSWER, lead));
            acts.add(new Act.Move(ClockKind.RESOLUTION, lead));
          });
      return acts;
    }
    boolean arbiter = e.hop() >= HOPS_BEFORE_ARBITER;
    return List.of(
        stop(AT_AGENCY),
        new Act.Start(arbiter ? ClockKind.ARBITRATION : ClockKind.TRIAGE, e.desk()),
        new Act.Move(ClockKind.RESOLUTION, e.desk()));
  }

  /** The lead that had answered and has to answer again, since the last companion gave back. */
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
