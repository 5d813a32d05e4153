package id.lapor.deadline;

import id.lapor.report.Matter;
import java.util.Optional;

/** What the rules give an amount of time for. */
public enum Term {
  TRIAGE,
  ARBITRATION,
  FIRST_ANSWER,
  SECOND_ANSWER,
  /** Resolution of a request for information. */
  INFORMATION,
  /** Resolution of a suggestion or criticism. */
  ASPIRATION,
  /** Resolution of a complaint. */
  COMPLAINT,
  /** Resolution of a complaint about abuse, corruption or discipline. */
  OVERSIGHT,
  OMBUDSMAN,
  /**
   * From one letter about a promise to the next, so that the agency can act on the first; whatever
   * has waited together goes out one after the other.
   */
  BETWEEN_LETTERS,
  /** For a supervisor to decide on a letter that can be issued, before a reminder. */
  SIGNATURE;

  /** Empty for clocks that end at a moment named by an act. */
  static Optional<Term> of(ClockKind kind, Matter matter) {
    return switch (kind) {
      case TRIAGE -> Optional.of(TRIAGE);
      case ARBITRATION -> Optional.of(ARBITRATION);
      case FIRST_ANSWER -> Optional.of(FIRST_ANSWER);
      case SECOND_ANSWER -> Optional.of(SECOND_ANSWER);
      case RESOLUTION -> Optional.of(resolution(matter));
      case OMBUDSMAN -> Optional.of(OMBUDSMAN);
      case PROMISE, REPORTER_TURN, SILENCE -> Optional.empty();
    };
  }

  private static Term resolution(Matter matter) {
    return switch (matter.kind()) {
      case INFORMATION_REQUEST -> INFORMATION;
      case ASPIRATION -> ASPIRATION;
      case COMPLAINT -> matter.oversight() ? OVERSIGHT : COMPLAINT;
    };
  }
}
