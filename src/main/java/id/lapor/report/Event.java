package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a report. The journal keeps every one for good; the name of the type is written
 * into it.
 */
public sealed interface Event {

  record Filed(Matter matter, AgencyId desk, List<EvidenceId> evidence) implements Event {}

  /**
   * @param note what only officers see
   * @param byArbiter the arbiter decided: the agency cannot return it
   * @param grounds why the arbiter decided so, for everyone; null when none decided
   */
  record Forwarded(
      AgencyId by,
      AgencyId lead,
      List<AgencyId> others,
      Kind kind,
      boolean oversight,
      @Nullable String category,
      @Nullable String publicText,
      String note,
      boolean byArbiter,
      @Nullable String grounds)
      implements Event {}

  /** The desk undid its forward at once; nobody had been told yet. */
  record Recalled(AgencyId by) implements Event {}

  /**
   * @param to the desk that has it now; the arbiter when it is handed on a second time
   * @param proposed whom the giving desk named, when the arbiter decides; null when it does not
   */
  record Redirected(AgencyId from, AgencyId to, String reason, @Nullable AgencyId proposed)
      implements Event {}

  /**
   * @param insteadOf account of whom the proposer stood in for
   */
  record ArchiveProposed(
      ArchiveReason reason, String words, long proposer, @Nullable Long insteadOf)
      implements Event {}

  record ArchiveDeclined(String reason) implements Event {}

  record Archived(ArchiveReason reason, String words, Instant appealUntil) implements Event {}

  record Merged(ReportId into, Reference intoReference) implements Event {}

  record Held(AgencyId by, String question, Instant until) implements Event {}

  record Resumed(AgencyId by) implements Event {}

  /** No reply came in time to a desk, which decides what becomes of the report without one. */
  record TurnPassed(AgencyId by) implements Event {}

  record Wrote(AgencyId by, String text, List<EvidenceId> evidence) implements Event {}

  record Noted(AgencyId by, String text) implements Event {}

  record Narrowed(Visibility from, Visibility to, String reason) implements Event {}

  record TakenUp(AgencyId by) implements Event {}

  record FollowedUp(AgencyId by, String text, List<EvidenceId> evidence) implements Event {}

  /**
   * One agency's answer for good.
   *
   * @param whole every agency with a part has answered now, so the report is answered
   * @param silenceClosesAt announced end of the reporter's turn
   */
  record Answered(
      AgencyId by,
      String text,
      List<EvidenceId> evidence,
      @Nullable String whyNoEvidence,
      boolean whole,
      Instant silenceClosesAt)
      implements Event {}

  record Scheduled(AgencyId by, LocalDate day, String text) implements Event {}

  /**
   * @param hop counts every "not ours" on this report
   * @param desk who decides now: the sender, from the second hop on the arbiter
   */
  record Returned(AgencyId by, AgencyId proposed, String reason, int hop, AgencyId desk)
      implements Event {}

  /**
   * @param silenceClosesAt the new end of the reporter's turn, when the report was answered; who
   *     writes is not silent
   */
  record Replied(String text, List<EvidenceId> evidence, @Nullable Instant silenceClosesAt)
      implements Event {}

  record Confirmed(Instant reopenableUntil) implements Event {}

  /**
   * @param time first, second…
   * @param owner who has to answer now: the same agency the first time, then its superior
   */
  record Disputed(String reason, List<EvidenceId> evidence, int time, AgencyId owner)
      implements Event {}

  record Rated(int stars, String words) implements Event {}

  record Withdrawn(String reason) implements Event {}

  record Appealed(String reason) implements Event {}

  /**
   * @param reason empty when the report it was merged into was withdrawn
   * @param undoneBy the desk that took its own merge back; null when the report left it
   */
  record Separated(String reason, @Nullable AgencyId undoneBy) implements Event {}

  /** Another report on the same matter goes on with this one. */
  record Joined(ReportId part, Reference partReference) implements Event {}

  record Supported() implements Event {}

  record ClosedBySilence(Instant reopenableUntil) implements Event {}

  /** Ended in another system before it came here; no promise of ours was kept or broken. */
  record ImportedAsClosed(String words) implements Event {}

  /** Open for so long that the matter may be taken to the ombudsman, if the reporter wants it. */
  record OmbudsmanOffered(Instant since) implements Event, OfOmbudsman {}

  /**
   * The reporter agreed that the ombudsman gets the whole case.
   *
   * @param undoableUntil null where it was before that could be taken back
   */
  record HandedOver(@Nullable Instant undoableUntil) implements Event, OfOmbudsman {}

  /** They took it back, or somebody had agreed in their name. */
  record HandOverUndone() implements Event, OfOmbudsman {}

  /** Of the way to the ombudsman, which changes nothing of what anybody here owes. */
  sealed interface OfOmbudsman {}

  /**
   * A message nobody could be sure of was put on this report by an officer.
   *
   * @param over the way it came
   * @param reason why it belongs here
   */
  record Ascribed(AgencyId by, Channel over, String text, List<EvidenceId> evidence, String reason)
      implements Event {}

  /** What opens the reporter's page stood on the screen of who wrote the report down. */
  record SecretShown() implements Event, OfSecret {}

  /**
   * The reporter took another secret for the one an officer had seen, which opens nothing any more.
   *
   * @param byCode they showed with a code that the number or address they gave is theirs
   */
  record SecretExchanged(boolean byCode) implements Event, OfSecret {}

  /** Of what opens the reporter's page: a matter between the reporter and the house only. */
  sealed interface OfSecret {}

  record Escalated(String clock, AgencyId office, Instant dueAt, int step) implements Event {}

  record Reprimanded(String number, int level, AgencyId addressee) implements Event {}

  /**
   * @param number empty when the letter never was issued
   */
  record ReprimandWithdrawn(String number, int level, AgencyId addressee, String reason)
      implements Event {}
}
