package id.lapor.channel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail, taken apart. Whatever stands in it is its sender's claim.
 *
 * @param from address alone, empty when none could be read
 * @param name of the sender, empty when none was given
 * @param to every address it says it was sent or delivered to
 * @param messageId with its angle brackets, empty when it has none
 * @param references numbers of the mails it answers, the nearest last
 * @param text what its sender wrote now: without quotes, signatures and markup
 * @param whole the same with them
 * @param verdicts what servers on the way say of its sender (RFC 8601), the last one's first
 * @param sentAt by the clock of its sender, null when it names no moment
 * @param automatic a machine wrote it, so that nobody answers (RFC 3834 section 2)
 * @param sentBack whether it looks like a mail that comes back, without a report of it
 * @param bounce what a mail server says of a mail of ours, null when it is none
 * @param cut it went beyond a limit, and what came after that is missing here
 */
public record Mail(
    String from,
    String name,
    List<String> to,
    String subject,
    String messageId,
    List<String> references,
    String text,
    String whole,
    List<Part> parts,
    List<String> verdicts,
    @Nullable Instant sentAt,
    boolean automatic,
    SentBack sentBack,
    @Nullable Bounce bounce,
    boolean cut) {

  /** Whether it comes back from a mail server that writes no report (RFC 3464). */
  public enum SentBack {
    NO,
    /** Nobody can answer it, and it says nothing of being an answer. */
    PERHAPS,
    YES
  }

  /**
   * A file that came along.
   *
   * @param embedded the words show it, like the logo below a signature, it is small, and it is not
   *     said to be a file (RFC 2183, RFC 2392)
   */
  public record Part(String name, String type, byte[] content, boolean embedded) {}

  /**
   * A delivery status (RFC 3464).
   *
   * @param failed it will not arrive; else it may be late or has arrived
   * @param about numbers of mails that are returned with it
   */
  public record Bounce(boolean failed, List<String> about) {}
}
