package id.lapor.report;

import id.lapor.people.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an agency with a part in the report may do: take it up, follow up, answer, schedule, say
 * "not ours".
 */
final class AgencyRules {

  private static final Set<Role> ANSWERERS = EnumSet.of(Role.LIAISON, Role.APPROVER);
  private static final Set<Stage> BEFORE_AN_ANSWER =
      EnumSet.of(Stage.FORWARDED, Stage.IN_PROGRESS, Stage.SCHEDULED);
  private static final int HOPS_BEFORE_ARBITER = 2;

  private final Surroundings surroundings;

  AgencyRules(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Decision takeUp(Report report, Actor.Officer officer) {
    Stage stage = stage(report, officer);
    return acting(report, officer, stage == Stage.FORWARDED || stage == Stage.DISPUTED)
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new Event.TakenUp(officer.agency())));
  }

  Decision followUp(Report report, Command.FollowUp c, Actor.Officer officer) {
    return acting(report, officer, true)
        .or(() -> Words.wrongTelling(c.text(), Refusal.FOLLOW_UP_TOO_SHORT))
        .map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(
                new Event.FollowedUp(officer.agency(), c.text().strip(), c.evidence())));
  }

  Decision answer(Report report, Command.Answer c, Actor.Officer officer, Instant now) {
    return acting(report, officer, true)
        .or(() -> Words.wrongTelling(c.text(), Refusal.ANSWER_TOO_SHORT))
        .or(() -> Words.tooLong(c.whyNoEvidence()))
        .or(() -> unproven(report, c))
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(answered(report, c, officer, now)));
  }

  Decision schedule(Report report, Command.Schedule c, Actor.Officer officer, Instant now) {
    LocalDate today = surroundings.today(officer.agency(), now);
    return acting(report, officer, true)
        .or(() -> Words.wrongTelling(c.text(), Refusal.FOLLOW_UP_TOO_SHORT))
        .or(() -> c.day().isBefore(today) ? Optional.of(Refusal.DAY_IN_THE_PAST) : Optional.empty())
        .or(() ->
            c.day().isAfter(today.plusYears(1))
                ? Optional.of(Refusal.DAY_TOO_FAR)
                : Optional.empty())
        .map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(new Event.Scheduled(officer.agency(), c.day(), c.text().strip())));
  }

  Decision giveBack(Report report, Command.Return c, Actor.Officer officer) {
    boolean fits =
        BEFORE_AN_ANSWER.contains(stage(report, officer))
            && !report.course().promised(officer.agency());
    return acting(report, officer, fits)
        .or(() ->
            report.course().ownerFinal() ? Optional.of(Refusal.OWNER_IS_FINAL) : Optional.empty())
        .or(() ->
            c.proposed().equals(officer.agency())
                ? Optional.of(Refusal.SAME_AGENCY)
                : Optional.empty())
        .or(() -> Words.wrongGrounds(c.reason()))
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(returned(report, c, officer)));
  }

  Decision write(Report report, Command.Write c, Actor.Officer officer) {
    Optional<Refusal> no =
        Workflow.holds(report, officer) ? Words.wrong(c.text()) : Optional.of(Refusal.NOT_YOURS);
    return no.map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(new Event.Wrote(officer.agency(), c.text().strip(), c.evidence())));
  }

  Decision note(Report report, Command.Note c, Actor.Officer officer) {
    Optional<Refusal> no =
        Workflow.holds(report, officer) ? Words.wrong(c.text()) : Optional.of(Refusal.NOT_YOURS);
    return no.map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new Event.Noted(officer.agency(), c.text().strip())));
  }

  /**
   * The officer's agency has an open part and the report is in a stage in which agencies act. What
   * another one asks the reporter meanwhile keeps nobody from working, since it stops no clock of
   * theirs.
   */
  static boolean works(Report report, Actor.Officer officer) {
    return ANSWERERS.contains(officer.role())
        && report.course().assignment(officer.agency()).filter(Assignment::open).isPresent()
        && report.course().standing().atAgency();
  }

  /** As the officer's agency sees it: held only by a question of its own. */
  private static Stage stage(Report report, Actor.Officer officer) {
    Course course = report.course();
    return course.heldByAnother(officer.agency()) ? course.standing() : course.stage();
  }

  private static Optional<Refusal> acting(Report report, Actor.Officer officer, boolean stageFits) {
    if (!ANSWERERS.contains(officer.role()) || !report.course().involves(officer.agency())) {
      return Optional.of(Refusal.NOT_YOURS);
    }
    return works(report, officer) && stageFits
        ? Optional.empty()
        : Optional.of(Refusal.WRONG_STAGE);
  }

  /**
   * A complaint is answered with evidence of what was done, or with the reason why there is none.
   */
  private static Optional<Refusal> unproven(Report report, Command.Answer c) {
    boolean unproven =
        c.evidence().isEmpty() && (c.whyNoEvidence() == null || c.whyNoEvidence().isBlank());
    return unproven && report.matter().kind() == Kind.COMPLAINT
        ? Optional.of(Refusal.EVIDENCE_MISSING)
        : Optional.empty();
  }

  private Event answered(Report report, Command.Answer c, Actor.Officer officer, Instant now) {
    boolean whole =
        report.course().assignments().stream()
            .noneMatch(a -> a.open() && !a.agency().equals(officer.agency()));
    Instant silence = surroundings.tenWorkingDays(officer.agency(), now);
    return new Event.Answered(
        officer.agency(), c.text().strip(), c.evidence(), c.whyNoEvidence(), whole, silence);
  }

  private Event returned(Report report, Command.Return c, Actor.Officer officer) {
    int hop = report.course().hops() + 1;
    var desk =
        hop >= HOPS_BEFORE_ARBITER
            ? surroundings.arbiter(report.course().desk())
            : report.course().desk();
    return new Event.Returned(officer.agency(), c.proposed(), c.reason().strip(), hop, desk);
  }
}
