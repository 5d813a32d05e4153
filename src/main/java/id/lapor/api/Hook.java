package id.lapor.api;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is told of what happens as it happens.
 *
 * @param secret version of the secret its messages are signed with
 * @param secretAt since when
 * @param failures tries in a row that reached nobody
 * @param failingSince the first of them
 * @param restUntil nothing is sent before
 * @param takenAt when it last took something
 */
public record Hook(
    long client,
    URI address,
    int secret,
    Instant secretAt,
    State state,
    int failures,
    @Nullable Instant failingSince,
    Instant restUntil,
    @Nullable Instant takenAt) {

  static Hook first(long client, URI address, Instant now) {
    return new Hook(client, address, 1, now, State.ON, 0, null, now, null);
  }

  Hook at(URI other) {
    return new Hook(
        client, other, secret, secretAt, state, failures, failingSince, restUntil, takenAt);
  }

  Hook is(State other) {
    return new Hook(
        client, address, secret, secretAt, other, failures, failingSince, restUntil, takenAt);
  }

  /** With another secret. */
  Hook exchanged(Instant now) {
    return new Hook(
        client, address, secret + 1, now, state, failures, failingSince, restUntil, takenAt);
  }

  /** It works, or is believed to: nothing is held against it. */
  Hook well(Instant now, @Nullable Instant taken) {
    return new Hook(client, address, secret, secretAt, state, 0, null, now, taken);
  }

  /** It failed and rests. */
  Hook resting(Instant now, Instant until) {
    Instant since = failingSince == null ? now : failingSince;
    return new Hook(client, address, secret, secretAt, state, failures + 1, since, until, takenAt);
  }

  /** Whether anything is sent. */
  public enum State {
    ON,
    /** An administrator stopped it. */
    OFF,
    /** It answered that it wants nothing more. */
    GONE,
    /** It did not answer for {@link HookCourse#SILENCE}. */
    SILENT
  }

  /**
   * What is, or was, to be told.
   *
   * @param report by its number, and the line of its journal
   * @param firstAt when it was first tried
   * @param nextAt when it is tried again, while it is queued
   * @param answer HTTP status of the last try, null when nothing came back
   * @param trouble what went wrong then: words of the other side, or the name of a {@link Why}
   */
  public record Delivery(
      long id,
      long report,
      int seq,
      Instant at,
      Standing standing,
      int tries,
      @Nullable Instant firstAt,
      Instant nextAt,
      @Nullable Instant triedAt,
      @Nullable Integer answer,
      @Nullable String trouble) {

    /** How it stands. */
    public enum Standing {
      QUEUED,
      TAKEN,
      /** Given up; an administrator may send it again. */
      DEAD
    }
  }

  /** Why nobody was reached; each has its sentence under {@code api.hook.why.…}. */
  public enum Why {
    NAME,
    CONNECTION,
    SLOW,
    TLS,
    LONG,
    BROKEN
  }

  /** What came of a try. */
  sealed interface Outcome {

    /** 2xx. */
    record Taken(int status) implements Outcome {}

    /** This one is not wanted: 4xx, as far as it is about the message. */
    record Refused(int status, String said) implements Outcome {}

    /** 410: nothing is wanted any more. */
    record Gone() implements Outcome {}

    /** It is there but cannot: 5xx, 408, 425, 429, or it sends on elsewhere. */
    record Unable(int status, String said) implements Outcome {}

    /** Nothing came back. */
    record Unreached(Why why) implements Outcome {}
  }
}
