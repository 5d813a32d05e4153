package id.lapor.audit;

import java.nio.charset.StandardCharsets;

/**
 * Something that happened to a subject, as it goes on the trail.
 *
 * @param stream what kind of subject, {@code report}
 * @param subject which one
 * @param seq 1 for the first act of the subject, then one more each time
 * @param content canonical bytes of what happened; only a salted hash of them is kept here
 * @param erased the subject was erased by it, and nothing follows
 */
public record Act(String stream, long subject, int seq, byte[] content, boolean erased) {

  public Act(String stream, long subject, int seq, byte[] content) {
    this(stream, subject, seq, content, false);
  }

  /** The last act of a person who was erased. */
  public static Act erasure(String stream, long subject, int seq) {
    return new Act(stream, subject, seq, "erased".getBytes(StandardCharsets.UTF_8), true);
  }
}
