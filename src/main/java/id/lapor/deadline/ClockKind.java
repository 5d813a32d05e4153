package id.lapor.deadline;

/** What a clock measures. */
public enum ClockKind {
  /** From received to forwarded, held or archived; the desk's. */
  TRIAGE,
  /** From the second "not ours" to the decision; the arbiter's. */
  ARBITRATION,
  /** From forwarded to the first substantive follow-up; the agency's. */
  FIRST_ANSWER,
  /** From "not solved" to the next follow-up; shorter. */
  SECOND_ANSWER,
  /** To the end of the day an agency promised work for. */
  PROMISE,
  /** The reporter was asked; the asking office may go on afterwards. */
  REPORTER_TURN,
  /** After the answer: closes without confirmation when the reporter stays silent. */
  SILENCE;

  /** Whether an office that lets it pass is answered by the ladder. */
  public boolean owed() {
    return this != REPORTER_TURN && this != SILENCE;
  }
}
