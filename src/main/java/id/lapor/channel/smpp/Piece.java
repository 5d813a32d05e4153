package id.lapor.channel.smpp;

import org.jspecify.annotations.Nullable;

/**
 * A short message as it came: a whole one, or part of a long one.
 *
 * @param chain place in a long message, null for a whole one
 */
record Piece(String from, String to, Coding coding, byte[] content, @Nullable Chain chain) {

  /** More parts than any phone sends; a header that says more is none. */
  static final int MOST = 255;

  /**
   * @param reference the phone's number of the long message; it comes round again soon
   * @param total of how many
   * @param number which of them, from 1
   */
  record Chain(int reference, int total, int number) {

    boolean sound() {
      return total >= 1 && total <= MOST && number >= 1 && number <= total;
    }
  }

  String text() {
    return coding.decode(content);
  }
}
