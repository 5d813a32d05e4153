package id.lapor.audit;

/**
 * Something that happened to a subject, as it goes on the trail.
 *
 * @param stream what kind of subject, {@code report}
 * @param subject which one
 * @param seq 1 for the first act of the subject, then one more each time
 * @param content canonical bytes of what happened; only a salted hash of them is kept here
 */
public record Act(String stream, long subject, int seq, byte[] content) {}
