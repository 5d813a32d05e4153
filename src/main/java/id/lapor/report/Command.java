package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What someone asks to be done with a report. {@link Workflow} says whether it may be. */
public sealed interface Command {

  // ---- the desk that verifies and forwards

  /**
   * Give to an agency, with its classification.
   *
   * @param publicText the text everyone may read, personal things masked; null keeps the report out
   *     of public
   * @param note what only officers see; of an arbiter the grounds of the decision, for everyone
   */
  record Forward(
      AgencyId lead,
      List<AgencyId> others,
      Kind kind,
      boolean oversight,
      @Nullable String category,
      @Nullable String publicText,
      String note)
      implements Command {
    public Forward {
      others = List.copyOf(others);
    }
  }

  /** Undo one's forward, in the seconds after it. */
  record Recall() implements Command {}

  /**
   * Hand over to another desk: up to the national admin, or on to the coordinator of another
   * government.
   */
  record Redirect(AgencyId desk, String reason) implements Command {}

  record ProposeArchive(ArchiveReason reason, String words) implements Command {}

  record ApproveArchive() implements Command {}

  record DeclineArchive(String reason) implements Command {}

  record Merge(ReportId into) implements Command {}

  /**
   * What an officer wrote down for somebody was no report; together with others of a file, before
   * anybody did anything with it.
   */
  record Unrecord(String reason) implements Command {}

  /** Give the reporter the secret on a slip, and so see it. */
  record ShowSecret() implements Command {}

  // ---- the desk or an agency

  /** Ask the reporter for something named; the asking office's clock waits, once. */
  record Hold(String question) implements Command {}

  /** Go on without waiting for the reporter. */
  record Resume() implements Command {}

  /** A message to the reporter that answers nothing yet. */
  record Write(String text, List<EvidenceId> evidence) implements Command {
    public Write {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * Put a message on the report that nobody could be sure of.
   *
   * @param over the way it came
   * @param reason why it belongs there
   */
  record Ascribe(Channel over, String text, List<EvidenceId> evidence, String reason)
      implements Command {
    public Ascribe {
      evidence = List.copyOf(evidence);
    }
  }

  /** A note only officers see. */
  record Note(String text) implements Command {}

  /** Narrow the circle that may see the report. */
  record Narrow(Visibility to, String reason) implements Command {}

  // ---- an agency

  record TakeUp() implements Command {}

  /** Something was done and the reporter sees it. */
  record FollowUp(String text, List<EvidenceId> evidence) implements Command {
    public FollowUp {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * The answer for good.
   *
   * @param whyNoEvidence said instead of evidence where there can be none
   */
  record Answer(String text, List<EvidenceId> evidence, @Nullable String whyNoEvidence)
      implements Command {
    public Answer {
      evidence = List.copyOf(evidence);
    }
  }

  record Schedule(LocalDate day, String text) implements Command {}

  /**
   * Not ours.
   *
   * @param proposed who it belongs to, instead
   */
  record Return(AgencyId proposed, String reason) implements Command {}

  // ---- the reporter and others

  record Reply(String text, List<EvidenceId> evidence) implements Command {
    public Reply {
      evidence = List.copyOf(evidence);
    }
  }

  record Confirm() implements Command {}

  record Dispute(String reason, List<EvidenceId> evidence) implements Command {
    public Dispute {
      evidence = List.copyOf(evidence);
    }
  }

  /** One to five stars and words. */
  record Rate(int stars, String words) implements Command {}

  /** Give the whole case to the ombudsman; nobody else can agree to it. */
  record HandOver() implements Command, OfOmbudsman {}

  /** Take that back while it can be. */
  record UndoHandOver() implements Command, OfOmbudsman {}

  /** Of the way to the ombudsman. */
  sealed interface OfOmbudsman {}

  record Withdraw(String reason) implements Command {}

  record Appeal(String reason) implements Command {}

  /** Take note of a report that was just merged into this one. */
  record Join(ReportId part) implements Command {}

  /**
   * Stand alone again after a merge: as its reporter wants, as the desk that merged it by mistake
   * wants, or by the house when the report it was merged into is gone.
   */
  record Separate(String reason) implements Command {}

  record Support() implements Command {}

  /** Take another secret for one an officer has seen, or somebody has exchanged. */
  record ExchangeSecret(boolean byCode) implements Command {}

  // ---- the house

  record CloseBySilence() implements Command {}

  /**
   * A clock passed.
   *
   * @param clock which, {@code FIRST_ANSWER}
   * @param office who owed the act
   * @param step rung of the ladder, 0 for the breach itself
   */
  record Escalate(String clock, AgencyId office, Instant dueAt, int step) implements Command {}

  /**
   * The report has been open for longer than anybody should wait.
   *
   * @param since when it was received
   */
  record OfferOmbudsman(Instant since) implements Command, OfOmbudsman {}

  /**
   * A letter about this report was issued.
   *
   * @param level 1 to 3
   */
  record NoteReprimand(String number, int level, AgencyId addressee) implements Command {}

  /**
   * A letter about this report was taken back, or will never be issued.
   *
   * @param number empty when it never was issued
   */
  record NoteWithdrawal(String number, int level, AgencyId addressee, String reason)
      implements Command {}
}
