package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinating desk may do: verify, forward, hold, archive with a second person, merge,
 * hand over.
 */
final class DeskRules {

  private static final Set<Stage> ON_THE_DESK =
      EnumSet.of(Stage.RECEIVED, Stage.RETURNED, Stage.HELD);
  private static final Set<Role> VERIFIERS = EnumSet.of(Role.COORDINATOR, Role.NATIONAL_ADMIN);
  private static final Set<Role> RECORDERS =
      EnumSet.of(Role.COORDINATOR, Role.NATIONAL_ADMIN, Role.LIAISON);
  private static final Set<Channel> RECORDED =
      EnumSet.of(Channel.DESK, Channel.PHONE, Channel.LETTER);
  private static final Set<Role> SECOND_PERSONS =
      EnumSet.of(Role.COORDINATOR, Role.NATIONAL_ADMIN, Role.APPROVER);
  static final int HOPS_BEFORE_ARBITER = 2;

  private final Surroundings surroundings;

  DeskRules(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Decision forward(Report report, Command.Forward c, Actor.Officer officer) {
    @Nullable Refusal no = notOnTheDeskOf(report, officer);
    if (no != null) {
      return Decision.refuse(no);
    }
    if (c.others().contains(c.lead()) || Set.copyOf(c.others()).size() != c.others().size()) {
      return Decision.refuse(Refusal.SAME_AGENCY);
    }
    boolean byArbiter = report.course().arbitrated() && arbitrates(officer.agency(), c.lead());
    if (byArbiter && c.note().isBlank()) {
      return Decision.refuse(Refusal.GROUNDS_MISSING);
    }
    Optional<Refusal> wrong =
        (byArbiter ? Words.wrongGrounds(c.note()) : Words.tooLong(c.note()))
            .or(() -> Words.tooLong(c.publicText()));
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    @Nullable String publicText =
        report.matter().visibility() == Visibility.SECRET ? null : c.publicText();
    return Decision.accept(
        new Event.Forwarded(
            officer.agency(),
            c.lead(),
            c.others(),
            c.kind(),
            c.oversight(),
            c.category(),
            publicText,
            byArbiter ? "" : c.note(),
            byArbiter,
            byArbiter ? c.note().strip() : null));
  }

  /** Only a first forward: what was returned or disputed before is not undone in passing. */
  Decision recall(Report report, Actor.Officer officer, Instant now) {
    Course course = report.course();
    if (!course.desk().equals(officer.agency()) || !VERIFIERS.contains(officer.role())) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    if (report.stage() != Stage.FORWARDED || course.hops() > 0 || course.arbitrated()) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    Instant forwarded = course.assignments().getFirst().since();
    return now.isAfter(forwarded.plus(Workflow.SECOND_THOUGHTS))
        ? Decision.refuse(Refusal.TOO_LATE)
        : Decision.accept(new Event.Recalled(officer.agency()));
  }

  /** Of what is given to an agency: the top, or who stands above that agency's own desk. */
  private boolean arbitrates(AgencyId desk, AgencyId lead) {
    return desk.equals(surroundings.arbiter(desk)) || desk.equals(surroundings.arbiter(lead));
  }

  /**
   * What was returned twice its arbiter decides; at most it goes to the arbiter above. What one
   * desk has handed on already no second one hands on: it names whose it is, and the arbiter
   * decides, or two desks could give a report to and fro until its reporter gives up.
   */
  Decision redirect(Report report, Command.Redirect c, Actor.Officer officer) {
    @Nullable Refusal no = notOnTheDeskOf(report, officer);
    if (no != null) {
      return Decision.refuse(no);
    }
    AgencyId desk = report.course().desk();
    boolean arbitrated = report.course().arbitrated();
    AgencyId above = surroundings.arbiter(desk);
    if (arbitrated && above.equals(desk)) {
      return Decision.refuse(Refusal.ARBITER_DECIDES);
    }
    if (c.desk().equals(desk)) {
      return Decision.refuse(Refusal.SAME_DESK);
    }
    if (arbitrated && !c.desk().equals(above)) {
      return Decision.refuse(Refusal.ARBITER_DECIDES);
    }
    boolean pingPong = !report.course().handovers().isEmpty() && !above.equals(desk);
    String reason = c.reason().strip();
    return arbitrated || pingPong
        ? Words.wrongGrounds(reason)
            .map(Decision::refuse)
            .orElseGet(() -> Decision.accept(new Event.Redirected(desk, above, reason, c.desk())))
        : withWords(c.reason(), new Event.Redirected(desk, c.desk(), reason, null));
  }

  Decision proposeArchive(
      Report report, Command.ProposeArchive c, Actor.Officer officer, Instant now) {
    @Nullable Refusal no = notOnTheDeskOf(report, officer);
    if (no != null) {
      return Decision.refuse(no);
    }
    if (c.reason() == ArchiveReason.INCOMPLETE && !replyTimeHasPassed(report, now)) {
      return Decision.refuse(Refusal.REPLY_TIME_RUNS);
    }
    return Words.wrongGrounds(c.words())
        .map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(
                new Event.ArchiveProposed(
                    c.reason(), c.words().strip(), officer.account(), officer.standsInFor())));
  }

  Decision approveArchive(Report report, Actor.Officer officer, Instant now) {
    Course.@Nullable Archiving proposal = openProposal(report);
    if (proposal == null) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    if (!SECOND_PERSONS.contains(officer.role())
        || !report.course().desk().equals(officer.agency())) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    if (!proposal.byAnotherThan(officer.account(), officer.standsInFor())) {
      return Decision.refuse(Refusal.SECOND_PERSON_NEEDED);
    }
    Instant appealUntil = surroundings.tenWorkingDays(report.course().desk(), now);
    return Decision.accept(new Event.Archived(proposal.reason(), proposal.words(), appealUntil));
  }

  Decision declineArchive(Report report, Command.DeclineArchive c, Actor.Officer officer) {
    if (openProposal(report) == null) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    if (!SECOND_PERSONS.contains(officer.role())
        || !report.course().desk().equals(officer.agency())) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    return withWords(c.reason(), new Event.ArchiveDeclined(c.reason().strip()));
  }

  /**
   * One person is enough: nobody has done anything with it yet, and its reporter, who is told, may
   * object as to any archiving.
   */
  Decision unrecord(Report report, Command.Unrecord c, Actor.Officer officer, Instant now) {
    if (!RECORDERS.contains(officer.role()) || !RECORDED.contains(report.matter().channel())) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    if (report.stage() != Stage.RECEIVED || openProposal(report) != null) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    if (now.isAfter(report.receivedAt().plus(Workflow.MISRECORDED))) {
      return Decision.refuse(Refusal.TOO_LATE);
    }
    Instant appealUntil = surroundings.tenWorkingDays(report.course().desk(), now);
    return Words.wrongGrounds(c.reason())
        .map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(
                new Event.Archived(ArchiveReason.MISRECORDED, c.reason().strip(), appealUntil)));
  }

  Decision merge(Report report, Command.Merge c, Actor.Officer officer) {
    @Nullable Refusal no = notOnTheDeskOf(report, officer);
    if (no != null) {
      return Decision.refuse(no);
    }
    @Nullable Report into = c.into().equals(report.id()) ? null : surroundings.other(c.into());
    if (into == null || !Workflow.holds(into, officer)) {
      return Decision.refuse(Refusal.MERGE_TARGET);
    }
    return wrongTarget(report, into)
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new Event.Merged(into.id(), into.reference())));
  }

  /** Why the one cannot be merged into the other, whoever of those it concerns wants it. */
  static Optional<Refusal> wrongTarget(Report report, Report into) {
    if (into.id().equals(report.id()) || into.stage().ended() || tellsOfSecret(report, into)) {
      return Optional.of(Refusal.MERGE_TARGET);
    }
    return openProposal(into) == null ? Optional.empty() : Optional.of(Refusal.MERGE_ARCHIVING);
  }

  /** The other side of a merge, in the journal of what it leads to. */
  Decision join(Report report, Command.Join c, Actor.Officer officer) {
    @Nullable Report part = surroundings.other(c.part());
    return part != null
            && report.id().equals(part.course().mergedInto())
            && Workflow.holds(report, officer)
        ? Decision.accept(new Event.Joined(part.id(), part.reference()))
        : Decision.refuse(Refusal.MERGE_TARGET);
  }

  /** The reporter and the public read the number of what a report was merged into. */
  private static boolean tellsOfSecret(Report report, Report into) {
    return into.matter().visibility() == Visibility.SECRET
        && report.matter().visibility() != Visibility.SECRET;
  }

  /**
   * The desk asks before forwarding; an agency asks while it works. What it adds while it waits
   * gives it no more time to wait: it could go on for ever.
   */
  Decision hold(Report report, Command.Hold c, Actor.Officer officer, Instant now) {
    boolean desk = onTheDeskOf(report, officer) && report.stage() != Stage.HELD;
    boolean agency =
        AgencyRules.works(report, officer)
            && !report.course().promised(officer.agency())
            && !report.course().heldByAnother(officer.agency());
    if (!desk && !agency) {
      return Decision.refuse(
          Workflow.holds(report, officer) ? Refusal.WRONG_STAGE : Refusal.NOT_YOURS);
    }
    Course.@Nullable Waiting waiting = report.course().waiting();
    Instant until =
        waiting == null ? surroundings.tenWorkingDays(officer.agency(), now) : waiting.until();
    return Words.wrongQuestion(c.question())
        .map(Decision::refuse)
        .orElseGet(
            () -> Decision.accept(new Event.Held(officer.agency(), c.question().strip(), until)));
  }

  Decision resume(Report report, Actor.Officer officer) {
    Course.@Nullable Waiting waiting = report.course().waiting();
    if (waiting == null) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    return waiting.by().equals(officer.agency())
        ? Decision.accept(new Event.Resumed(officer.agency()))
        : Decision.refuse(Refusal.NOT_YOURS);
  }

  /**
   * An agency that has waited in vain is on its own again by itself. A desk stays where it asked
   * and its minutes go on: it may archive for want of a reply.
   */
  Decision turnPassed(Report report, Instant now) {
    Course.@Nullable Waiting waiting = report.course().waiting();
    if (waiting == null || now.isBefore(waiting.until().truncatedTo(ChronoUnit.MICROS))) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    return Decision.accept(
        ON_THE_DESK.contains(waiting.from())
            ? new Event.TurnPassed(waiting.by())
            : new Event.Resumed(waiting.by()));
  }

  private static boolean replyTimeHasPassed(Report report, Instant now) {
    Course.@Nullable Waiting waiting = report.course().waiting();
    return waiting != null && !now.isBefore(waiting.until());
  }

  private static Course.@Nullable Archiving openProposal(Report report) {
    return ON_THE_DESK.contains(report.stage()) ? report.course().archiving() : null;
  }

  private static boolean onTheDeskOf(Report report, Actor.Officer officer) {
    return notOnTheDeskOf(report, officer) == null;
  }

  /**
   * Whoever looks after the wires puts a message where it belongs, whatever stage that is in: it
   * says what came, decides nothing for the reporter and stops no clock.
   */
  Decision ascribe(Report report, Command.Ascribe c, Actor.Officer officer) {
    if (officer.role() != Role.NATIONAL_ADMIN) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    return Words.wrong(c.text())
        .or(() -> Words.wrongGrounds(c.reason()))
        .map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(
                new Event.Ascribed(
                    officer.agency(),
                    c.over(),
                    c.text().strip(),
                    c.evidence(),
                    c.reason().strip())));
  }

  /** The officer verifies for the desk the report belongs to. */
  static boolean verifies(Report report, Actor.Officer officer) {
    return report.course().desk().equals(officer.agency()) && VERIFIERS.contains(officer.role());
  }

  private static @Nullable Refusal notOnTheDeskOf(Report report, Actor.Officer officer) {
    AgencyId desk = report.course().desk();
    if (!verifies(report, officer)) {
      return Refusal.NOT_YOURS;
    }
    Course.@Nullable Waiting waiting = report.course().waiting();
    boolean here =
        ON_THE_DESK.contains(report.stage()) && (waiting == null || waiting.by().equals(desk));
    return here ? null : Refusal.WRONG_STAGE;
  }

  private static Decision withWords(String words, Event event) {
    Optional<Refusal> wrong = Words.wrong(words);
    return wrong.isPresent() ? Decision.refuse(wrong.get()) : Decision.accept(event);
  }
}
