package id.lapor.deadline;

/** What a clock measures; docs/clocks.md says what each act does to it. */
public enum ClockKind {
  /** From received to forwarded, held or archived; the desk's. */
  TRIAGE,
  /** From the second "not ours" to the decision; the arbiter's. */
  ARBITRATION,
  /** From forwarded to the first substantive follow-up; the agency's. */
  FIRST_ANSWER,
  /** From "not solved" to the next answer or promised day; shorter. */
  SECOND_ANSWER,
  /** To the end of the day an agency promised work for; only an answer keeps the promise. */
  PROMISE,
  /** From received to the answer for good; whoever has the report. */
  RESOLUTION,
  /** From received to closed: then the reporter is offered to take the matter to the ombudsman. */
  OMBUDSMAN,
  /** The reporter was asked; the asking office's time goes on afterwards. */
  REPORTER_TURN,
  /** After the answer: closes without confirmation when the reporter stays silent. */
  SILENCE;

  /** Whether an office that lets it pass is answered by the ladder. */
  public boolean owed() {
    return switch (this) {
      case TRIAGE, ARBITRATION, FIRST_ANSWER, SECOND_ANSWER, PROMISE, RESOLUTION -> true;
      case OMBUDSMAN, REPORTER_TURN, SILENCE -> false;
    };
  }
}
