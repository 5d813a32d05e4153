package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.people.ReporterId;
import id.lapor.report.ReportId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something told to somebody.
 *
 * @param recipient address of an office; null for a reporter and once it was sent
 * @param secret carries a code somebody asked for, or a link; kept sealed
 * @param reporter whose address lies in the vault; null for an office
 * @param asked its receiver asked for it, so it goes on a muted wire too
 * @param report it tells of, null when of none
 * @param quiet whose civil hours it keeps; null where it goes at any hour
 * @param troubled it was handed over before and not taken
 */
public record Message(
    long id,
    Wire.Kind wire,
    @Nullable String recipient,
    @Nullable ReporterId reporter,
    String subject,
    String body,
    boolean secret,
    State state,
    int tries,
    Instant createdAt,
    @Nullable Instant sentAt,
    boolean asked,
    @Nullable ReportId report,
    @Nullable Quiet quiet,
    boolean troubled) {

  /** In other words. */
  Message saying(String words) {
    return new Message(
        id, wire, recipient, reporter, subject, words, secret, state, tries, createdAt, sentAt,
        asked, report, quiet, troubled);
  }

  /** How far it is. */
  public enum State {
    QUEUED,
    SENT,
    GIVEN_UP
  }
}
