package id.lapor.people;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody touches an identity, and who it is.
 *
 * @param officer absent when the house itself or the reporter does it
 * @param words the reason as the officer gave it, or what the house was about
 */
public record Look(Purpose purpose, @Nullable Officer officer, String words) {

  /** What is done with an identity. */
  public enum Purpose {
    /** It came in. */
    KEPT,
    /** The house sends the reporter a message. */
    MESSAGE,
    /** The house sends a code or an answer the reporter asked for. */
    CODE,
    /** The reporter wants the name shown, and it goes on the public page. */
    PUBLISHED,
    /** An officer needs the contact of an open report. */
    CONTACT,
    /** A supervisor asks to be shown who an anonymous reporter is. */
    ASKED,
    /** A second person agrees. */
    APPROVED,
    /** A second person refuses. */
    REFUSED,
    /** It was shown, after two persons agreed. */
    REVEALED,
    /** An officer of another office asks to read the report in an emergency. */
    CASE_ASKED,
    /** A second person agrees to that. */
    CASE_APPROVED,
    /** It was read, after two persons agreed; the identity stayed shut. */
    CASE_READ,
    /** The reporter takes a copy of everything. */
    OWN,
    /** The reporter proved the number or address. */
    VERIFIED,
    /** The reporter corrected it. */
    CORRECTED,
    /** The reporter had it shut. */
    RESTRICTED,
    /** The reporter had it opened again. */
    RELEASED,
    /** The reporter had it erased; nothing of it is left. */
    ERASED;

    /** Whether a person in office saw the identity by this. */
    public boolean seen() {
      return this == CONTACT || this == REVEALED;
    }

    /** Whether it opens an identity its reporter had shut. */
    boolean opensRestricted(boolean silent) {
      return this == OWN || this == CODE || (this == MESSAGE && !silent);
    }

    /** Whether the house did it by itself. */
    public boolean byHouse() {
      return this == MESSAGE || this == CODE || this == PUBLISHED || this == KEPT;
    }
  }

  /** By the house or the reporter. */
  public static Look of(Purpose purpose, String words) {
    return new Look(purpose, null, words);
  }

  /**
   * A look as it is kept.
   *
   * @param seq 1 for the first thing done with this identity
   * @param name of the officer, empty for the house and the reporter
   * @param role message key part, empty likewise
   * @param words null once the person was erased
   * @param link the newest link made for the officer's account shortly before; null when there was
   *     none, and where nobody asked
   */
  public record Kept(
      ReporterId reporter,
      int seq,
      Instant at,
      Purpose purpose,
      @Nullable Long account,
      String name,
      @Nullable Long agency,
      String role,
      @Nullable String words,
      @Nullable Link link) {

    Kept after(@Nullable Link before) {
      return new Kept(reporter, seq, at, purpose, account, name, agency, role, words, before);
    }
  }

  /** So long before a look a link to the officer's account is told with it. */
  public static final Duration LATELY = Duration.ofDays(14);

  /**
   * A link by which an account came to a new password: perhaps it is no longer the officer's.
   *
   * @param byName of who had it made
   */
  public record Link(String byName, Instant at) {}
}
