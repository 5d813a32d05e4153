package id.lapor.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A system messages are handed to and that may be down, which is no fault of any message. While it
 * is, nothing is handed over but for one message after each pause, which shows whether it is back.
 */
final class Gateway {

  static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(3);

  /**
   * A message that waits shows within {@link #LONGEST_PAUSE} and the while it stands back itself
   * whether it works again; none that is there to be sent leaves it alone for longer.
   */
  static final Duration IDLE = Duration.ofMinutes(6);

  /** That it works is noted no more often. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private final Book book;
  private final InstantSource clock;
  private Duration pause = Duration.ZERO;
  private Instant again = Instant.MIN;
  private Instant noted = Instant.MIN;

  Gateway(Book book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
  }

  /** Where it is written down how it does. */
  interface Book {
    void well();

    void ill(Lines.Trouble trouble);
  }

  /** Whether a message may be handed over now. */
  synchronized boolean open() {
    return !clock.instant().isBefore(again);
  }

  /** Whether it could have been handed messages all along and was not. */
  synchronized boolean idle() {
    return again.equals(Instant.MIN) || !clock.instant().isBefore(again.plus(IDLE));
  }

  /** It took a message, or refused that one alone. */
  void answered() {
    if (answers()) {
      book.well();
    }
  }

  private synchronized boolean answers() {
    Instant now = clock.instant();
    boolean news = !pause.isZero() || Instant.MIN.equals(noted) || now.isAfter(noted.plus(NOTED));
    pause = Duration.ZERO;
    again = Instant.MIN;
    noted = news ? now : noted;
    return news;
  }

  /** It took no message. */
  WireTrouble down(Lines.Trouble trouble, String what, @Nullable Throwable cause) {
    rest();
    book.ill(trouble);
    return WireTrouble.down(what, cause);
  }

  /** It fell silent with a message in its hands. */
  WireTrouble unanswered(Lines.Trouble trouble, String what, @Nullable Throwable cause) {
    rest();
    book.ill(trouble);
    return WireTrouble.unanswered(what, cause);
  }

  /** Twice as long with every time. */
  private synchronized void rest() {
    Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    again = clock.instant().plus(pause);
  }
}
