package id.lapor.channel;

import org.jspecify.annotations.Nullable;

/** A wire did not take a message. */
public class WireTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    FAILED,
    HOPELESS,
    DOWN,
    UNANSWERED,
    ELSEWHERE
  }

  private final Kind kind;

  /**
   * @param hopeless trying again will not help
   */
  public WireTrouble(String what, boolean hopeless, @Nullable Throwable cause) {
    this(what, hopeless ? Kind.HOPELESS : Kind.FAILED, cause);
  }

  private WireTrouble(String what, Kind kind, @Nullable Throwable cause) {
    super(what, cause);
    this.kind = kind;
  }

  /** The wire takes no message at all now, so this one was not tried. */
  public static WireTrouble down(String what, @Nullable Throwable cause) {
    return new WireTrouble(what, Kind.DOWN, cause);
  }

  /** The wire fell silent with the message in its hands: it may have it, so this was a try. */
  public static WireTrouble unanswered(String what, @Nullable Throwable cause) {
    return new WireTrouble(what, Kind.UNANSWERED, cause);
  }

  /** All is well, but another server holds the line this message goes by. */
  public static WireTrouble elsewhere(String what) {
    return new WireTrouble(what, Kind.ELSEWHERE, null);
  }

  public boolean hopeless() {
    return kind == Kind.HOPELESS;
  }

  /** Whether it is the wire's and no fault of the message. */
  public boolean down() {
    return kind == Kind.DOWN || kind == Kind.UNANSWERED || kind == Kind.ELSEWHERE;
  }

  /** Whether the wire may have the message all the same. */
  public boolean handedOver() {
    return kind == Kind.UNANSWERED;
  }

  /** Whether another server can send it now. */
  public boolean elsewhere() {
    return kind == Kind.ELSEWHERE;
  }
}
