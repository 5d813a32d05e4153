package id.lapor.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lines to the outside: which server holds one, and how it does. */
@Service
public class Lines {

  /** The mailbox that is read. */
  public static final String MAILBOX = "EMAIL";

  /** The mail server messages leave by. */
  public static final String SMTP = "SMTP";

  /** The gateway to operators. */
  public static final String KANNEL = "KANNEL";

  /** The account on X. */
  public static final String X = "X";

  private final LineStore store;
  private final InstantSource clock;

  Lines(LineStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What keeps a line from working; each has its sentence under {@code wires.line.…}. */
  public enum Trouble {
    /** Nobody answers at the address. */
    AWAY,
    /** Name or password are refused. */
    LOGIN,
    /** The connection is not as safe as it has to be. */
    UNSAFE,
    /** A folder is missing and cannot be made. */
    FOLDER,
    /** What may be read in a day is read; it goes on with the next, and all else goes on now. */
    DAY,
    /** What may be spent in a month is spent; it goes on with the next. */
    CAPPED,
    /** It answered once and then no more, or in a way nobody understands. */
    BROKEN;

    public String key() {
      return "wires.line." + name();
    }
  }

  /**
   * @param connectedSince null while it is not connected
   * @param lookedAt when it was last looked at for something new, null when never
   */
  public record State(
      @Nullable Instant connectedSince,
      @Nullable Instant lookedAt,
      @Nullable Trouble trouble,
      @Nullable Instant troubleSince) {

    public static final State FRESH = new State(null, null, null, null);
  }

  /** False while another server holds the line. */
  public boolean hold(String line, UUID holder, Duration longest) {
    Instant now = clock.instant();
    return store.hold(line, holder, now, now.plus(longest));
  }

  /** It was looked at and all is well. */
  public void well(String line) {
    store.well(line, clock.instant());
  }

  public void ill(String line, Trouble trouble) {
    store.ill(line, trouble, clock.instant());
  }

  /** It is not used any more; nothing happens while a server holds it. */
  void forget(String line) {
    store.forget(line, clock.instant());
  }

  /** Whether each line that was ever used works now. */
  public Map<String, Boolean> connected() {
    return store.connected(clock.instant());
  }

  /** Empty when the line was never used. */
  public Optional<State> state(String line) {
    return store.state(line);
  }
}
