package id.lapor.channel;

import java.net.URI;

/** How the account on X gives this house its first key by OAuth 2 (RFC 6749, RFC 7636). */
public interface XGrant {

  /** Whether the account shows itself by OAuth 2 here. */
  boolean open();

  /** Whether there is a key by which the next ones are had. */
  boolean held();

  /**
   * A question to whoever has the account.
   *
   * @param address of X, where they say yes or no
   * @param state comes back with the answer
   * @param verifier shows X that the answer is brought by whoever asked; stays in the house
   */
  record Asked(URI address, String state, String verifier) {}

  /**
   * @param back where X sends them afterwards
   */
  Asked ask(String back);

  /**
   * Exchanges what X sent them back with for keys, and keeps those sealed. Belongs into a
   * transaction.
   */
  Given take(String code, String verifier, String back);

  /** What came of it. */
  enum Given {
    KEPT,
    /** X does not take the code. */
    REFUSED,
    /** The keys are another account's. */
    OTHER,
    /** X did not answer. */
    AWAY
  }
}
