package id.lapor.people;

import java.time.Instant;

/**
 * Personal data of one kind that a module keeps, and lets go of when it has had them long enough.
 * What stays names nobody, and proofs of it hold.
 */
public interface Retained {

  /** Names the rule in the database and its text, {@code people.retention.MESSAGES}. */
  Rule rule();

  /** How many would go now. Changes nothing. */
  long due(Instant before);

  /**
   * Lets go of some, in the transaction it is called in.
   *
   * @param most at once
   * @return how many went; fewer than the most when no more are due
   */
  int letGo(Instant before, int most);

  /** What there are rules for. */
  enum Rule {
    /** Who reported, and the originals they sent, after the report ended. */
    IDENTITIES(1825),
    /** The words of messages that were sent. */
    MESSAGES(365);

    private final int days;

    Rule(int days) {
      this.days = days;
    }

    /** Proposed term. */
    int days() {
      return days;
    }
  }
}
