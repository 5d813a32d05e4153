package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event does to a report: the journal folded over gives the report as it stands. Pure. */
final class Folding {

  private Folding() {}

  /** A fresh report from its first event. */
  static Report filed(ReportId id, Reference reference, Event.Filed e, Instant at) {
    return new Report(id, reference, 1, e.matter(), Course.received(e.desk()), at, at);
  }

  static Report fold(Report report, Event event, Instant at) {
    return new Report(
        report.id(),
        report.reference(),
        report.version() + 1,
        matter(report.matter(), event),
        course(report.course(), event, at),
        report.receivedAt(),
        at);
  }

  /** The report a whole journal tells of. */
  static Report fold(Report first, List<Entry> rest) {
    Report report = first;
    for (Entry entry : rest) {
      report = fold(report, entry.event(), entry.at());
    }
    return report;
  }

  private static Matter matter(Matter matter, Event event) {
    return switch (event) {
      case Event.Forwarded e ->
          matter.classified(e.kind(), e.oversight(), e.category()).published(e.publicText());
      case Event.Narrowed e -> matter.seenBy(e.to());
      case Event.Archived _, Event.Withdrawn _, Event.Recalled _ -> matter.published(null);
      case Event.Filed _,
          Event.Redirected _,
          Event.ArchiveProposed _,
          Event.ArchiveDeclined _,
          Event.Merged _,
          Event.Held _,
          Event.Resumed _,
          Event.TurnPassed _,
          Event.Wrote _,
          Event.Noted _,
          Event.TakenUp _,
          Event.FollowedUp _,
          Event.Answered _,
          Event.Scheduled _,
          Event.Returned _,
          Event.Replied _,
          Event.Confirmed _,
          Event.Disputed _,
          Event.Rated _,
          Event.Appealed _,
          Event.Separated _,
          Event.Joined _,
          Event.Supported _,
          Event.ClosedBySilence _,
          Event.ImportedAsClosed _,
          Event.OfOmbudsman _,
          Event.Ascribed _,
          Event.OfSecret _,
          Event.Escalated _,
          Event.Reprimanded _,
          Event.ReprimandWithdrawn _ ->
          matter;
    };
  }

  private static Course course(Course course, Event event, Instant at) {
    CourseEdit edit = course.edit();
    switch (event) {
      case Event.Filed e -> edit.desk = e.desk();
      case Event.Forwarded e -> forwarded(edit, e, at);
      case Event.Recalled _ -> edit.to(Stage.RECEIVED).assignments.clear();
      case Event.Redirected e -> redirected(edit, e);
      case Event.ArchiveProposed e -> edit.archiving = proposed(e);
      case Event.ArchiveDeclined _ -> edit.archiving = null;
      case Event.Archived e -> edit.to(Stage.ARCHIVED).archiving = archived(course, e);
      case Event.Merged e -> merged(edit, course, e);
      case Event.Held e -> held(edit, course, e);
      case Event.Resumed _ -> resume(edit, course);
      case Event.TurnPassed _ -> {}
      case Event.Replied e -> replied(edit, course, e);
      case Event.TakenUp e -> goesOn(edit, e.by(), Stage.IN_PROGRESS);
      case Event.FollowedUp e -> goesOn(edit, e.by(), worked(course.standing()));
      case Event.Answered e -> answered(edit, e, at);
      case Event.Scheduled e -> scheduled(edit, e);
      case Event.Returned e -> returned(edit, e, at);
      case Event.Confirmed e -> close(edit, Course.How.CONFIRMED, at, e.reopenableUntil());
      case Event.ClosedBySilence e -> close(edit, Course.How.SILENCE, at, e.reopenableUntil());
      case Event.ImportedAsClosed _ -> close(edit, Course.How.IMPORTED, at, at);
      case Event.Disputed e -> disputed(edit, e, at);
      case Event.Rated e -> edit.rating = e.stars();
      case Event.Withdrawn _ -> edit.to(Stage.WITHDRAWN);
      case Event.Appealed _ -> edit.to(Stage.RECEIVED).archiving = null;
      case Event.Separated e -> separated(edit, course, e);
      case Event.Supported _ -> edit.supporters++;
      case Event.OmbudsmanOffered _, Event.HandOverUndone _ ->
          edit.ombudsman = Course.Ombudsman.OFFERED;
      case Event.HandedOver e -> edit.ombudsman = new Course.Ombudsman(true, e.undoableUntil());
      case Event.SecretShown _ -> edit.secret = Course.Secret.SHOWN;
      case Event.SecretExchanged _ -> exchanged(edit, course);
      case Event.Wrote _, Event.Noted _, Event.Narrowed _, Event.Joined _, Event.Ascribed _ -> {}
      case Event.Escalated _, Event.Reprimanded _, Event.ReprimandWithdrawn _ -> {}
    }
    return edit.done();
  }

  /** The first time is known by the state alone, as in rows of before. */
  private static void exchanged(CourseEdit edit, Course course) {
    edit.secret = Course.Secret.EXCHANGED;
    edit.exchangedAgain = course.exchanges() == 0 ? null : (Integer) course.exchanges();
  }

  /** What the desk before wanted to do with it ends there. */
  private static void redirected(CourseEdit edit, Event.Redirected e) {
    boolean arbiter = e.proposed() != null;
    edit.to(arbiter ? Stage.RETURNED : Stage.RECEIVED).desk = e.to();
    edit.handovers.add(new Course.Handover(e.from(), arbiter));
    edit.archiving = null;
  }

  private static void merged(CourseEdit edit, Course course, Event.Merged e) {
    Course.@Nullable Waiting waiting = course.waiting();
    edit.to(Stage.MERGED).mergedInto = e.into();
    edit.mergedFrom = waiting == null ? course.stage() : waiting.from();
  }

  /** Who leaves a merge comes anew to the desk; a merge that is undone has not been. */
  private static void separated(CourseEdit edit, Course course, Event.Separated e) {
    @Nullable Stage from = course.mergedFrom();
    edit.to(e.undoneBy() == null || from == null ? Stage.RECEIVED : from).mergedInto = null;
    edit.mergedFrom = null;
  }

  private static void resume(CourseEdit edit, Course course) {
    if (course.waiting() != null) {
      Stage from = course.waiting().from();
      edit.to(from == Stage.FORWARDED ? Stage.IN_PROGRESS : from);
    }
  }

  private static void replied(CourseEdit edit, Course course, Event.Replied e) {
    resume(edit, course);
    if (course.answer() != null && e.silenceClosesAt() != null) {
      edit.answer = new Course.Answer(course.answer().at(), e.silenceClosesAt());
    }
  }

  private static void answered(CourseEdit edit, Event.Answered e, Instant at) {
    edit.change(a -> a.agency().equals(e.by()), a -> a.now(Assignment.State.ANSWERED));
    if (e.whole()) {
      edit.to(Stage.ANSWERED);
    } else {
      goesOn(edit, e.by(), Stage.IN_PROGRESS);
    }
    edit.answer = e.whole() ? new Course.Answer(at, e.silenceClosesAt()) : null;
  }

  /**
   * A returned co-agency's part is left out. When that was the last one missing, the lead answers
   * again, now for the whole; otherwise nobody could.
   */
  private static void returned(CourseEdit edit, Event.Returned e, Instant at) {
    boolean lead = edit.assignments.stream().anyMatch(a -> a.lead() && a.agency().equals(e.by()));
    edit.change(a -> a.agency().equals(e.by()), a -> a.now(Assignment.State.RETURNED));
    edit.hops = e.hop();
    if (lead && !edit.desk.equals(e.desk())) {
      edit.handovers.add(new Course.Handover(edit.desk, true));
    }
    if (lead) {
      edit.to(Stage.RETURNED).desk = e.desk();
    } else if (edit.assignments.stream().noneMatch(Assignment::open)) {
      edit.change(Assignment::lead, a -> a.reopened(at));
    }
  }

  private static void disputed(CourseEdit edit, Event.Disputed e, Instant at) {
    edit.to(Stage.DISPUTED).disputes = e.time();
    edit.answer = null;
    edit.closing = null;
    edit.rating = null;
    boolean same =
        edit.assignments.stream().anyMatch(a -> a.lead() && a.agency().equals(e.owner()));
    if (same) {
      edit.change(a -> a.lead() && a.agency().equals(e.owner()), a -> a.reopened(at));
    } else {
      edit.change(
          Assignment::lead,
          a -> new Assignment(a.agency(), false, Assignment.State.ANSWERED, a.since(), null));
      edit.assignments.removeIf(a -> a.agency().equals(e.owner()));
      edit.assignments.addFirst(new Assignment(e.owner(), true, Assignment.State.OPEN, at, null));
    }
  }

  private static void forwarded(CourseEdit edit, Event.Forwarded e, Instant at) {
    edit.to(Stage.FORWARDED).assign(e.lead(), e.others(), at);
    edit.ownerFinal = e.byArbiter();
    edit.archiving = null;
  }

  private static void held(CourseEdit edit, Course course, Event.Held e) {
    Course.@Nullable Waiting earlier = course.waiting();
    Stage from = earlier == null ? course.stage() : earlier.from();
    String question = earlier == null ? e.question() : earlier.question() + "\n\n" + e.question();
    edit.to(Stage.HELD).waiting = new Course.Waiting(e.by(), from, question, e.until());
  }

  private static void scheduled(CourseEdit edit, Event.Scheduled e) {
    edit.change(a -> a.agency().equals(e.by()), a -> a.promising(e.day()));
    goesOn(edit, e.by(), Stage.SCHEDULED);
    edit.scheduledFor = e.day();
  }

  /** Who acts waits no longer; while another office waits for the reporter, it goes on waiting. */
  private static void goesOn(CourseEdit edit, AgencyId by, Stage next) {
    Course.@Nullable Waiting waiting = edit.waiting;
    if (waiting == null || waiting.by().equals(by)) {
      edit.to(next);
    } else {
      edit.waiting = new Course.Waiting(waiting.by(), next, waiting.question(), waiting.until());
    }
  }

  /** A follow-up to work promised for a day leaves the promise standing. */
  private static Stage worked(Stage stage) {
    return stage == Stage.SCHEDULED ? Stage.SCHEDULED : Stage.IN_PROGRESS;
  }

  private static void close(CourseEdit edit, Course.How how, Instant at, Instant until) {
    edit.to(Stage.CLOSED).closing = new Course.Closing(how, at, until);
  }

  private static Course.Archiving proposed(Event.ArchiveProposed e) {
    return new Course.Archiving(e.reason(), e.words(), e.proposer(), e.insteadOf(), null);
  }

  private static Course.Archiving archived(Course course, Event.Archived e) {
    Course.@Nullable Archiving proposal = course.archiving();
    long proposer = proposal == null ? 0 : proposal.proposer();
    @Nullable Long insteadOf = proposal == null ? null : proposal.insteadOf();
    return new Course.Archiving(e.reason(), e.words(), proposer, insteadOf, e.appealUntil());
  }
}
