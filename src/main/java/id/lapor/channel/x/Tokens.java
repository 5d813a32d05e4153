package id.lapor.channel.x;

import java.time.Instant;

/**
 * Keys of OAuth 2.
 *
 * @param refresh by which the next ones are had
 */
record Tokens(String access, String refresh, Instant endsAt) {

  /** Values end up in logs; this one says nothing. */
  @Override
  public String toString() {
    return "Tokens[…]";
  }
}
