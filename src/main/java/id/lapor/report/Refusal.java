package id.lapor.report;

/** Why a command was not carried out; each has its sentence under {@code report.refused.…}. */
public enum Refusal {
  /** The report is not this officer's, or the role may not do this. */
  NOT_YOURS,
  /** The report has moved on: this act does not fit where it stands now. */
  WRONG_STAGE,
  /** Someone else changed it since the page was shown. */
  CHANGED_MEANWHILE,
  TEXT_MISSING,
  TEXT_TOO_LONG,
  /** Everyone reads the reason, so it has to say something. */
  REASON_TOO_SHORT,
  QUESTION_TOO_SHORT,
  ANSWER_TOO_SHORT,
  /** It ends the clock of the first answer, so it has to tell as much as an answer. */
  FOLLOW_UP_TOO_SHORT,
  EVIDENCE_MISSING,
  SAME_AGENCY,
  SAME_DESK,
  OWNER_IS_FINAL,
  /** Returned twice: it is decided now, not handed on. */
  ARBITER_DECIDES,
  /** An arbiter decides with reasons everyone can read. */
  GROUNDS_MISSING,
  SECOND_PERSON_NEEDED,
  REPLY_TIME_RUNS,
  DAY_IN_THE_PAST,
  DAY_TOO_FAR,
  TOO_LATE,
  TOO_EARLY,
  STARS_OUT_OF_RANGE,
  ALREADY_RATED,
  MERGE_TARGET,
  /** Somebody proposed to archive what it would be merged into. */
  MERGE_ARCHIVING,
  ONLY_NARROWER;

  /** It lies in the report or the actor; no other words, day or agency would change it. */
  public boolean whateverIsSaid() {
    return switch (this) {
      case NOT_YOURS,
          WRONG_STAGE,
          CHANGED_MEANWHILE,
          OWNER_IS_FINAL,
          ARBITER_DECIDES,
          SECOND_PERSON_NEEDED,
          TOO_LATE,
          TOO_EARLY,
          ALREADY_RATED,
          ONLY_NARROWER ->
          true;
      case TEXT_MISSING,
          TEXT_TOO_LONG,
          REASON_TOO_SHORT,
          QUESTION_TOO_SHORT,
          ANSWER_TOO_SHORT,
          FOLLOW_UP_TOO_SHORT,
          EVIDENCE_MISSING,
          GROUNDS_MISSING,
          SAME_AGENCY,
          SAME_DESK,
          REPLY_TIME_RUNS,
          DAY_IN_THE_PAST,
          DAY_TOO_FAR,
          STARS_OUT_OF_RANGE,
          MERGE_TARGET,
          MERGE_ARCHIVING ->
          false;
    };
  }
}
