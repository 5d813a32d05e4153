package id.lapor.channel;

import org.jspecify.annotations.Nullable;

/** A wire did not take a message. */
public class WireTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean hopeless;
  private final boolean down;
  private final boolean handedOver;

  /**
   * @param hopeless trying again will not help
   */
  public WireTrouble(String what, boolean hopeless, @Nullable Throwable cause) {
    this(what, hopeless, false, false, cause);
  }

  private WireTrouble(
      String what, boolean hopeless, boolean down, boolean handedOver, @Nullable Throwable cause) {
    super(what, cause);
    this.hopeless = hopeless;
    this.down = down;
    this.handedOver = handedOver;
  }

  /** The wire takes no message at all now, so this one was not tried. */
  public static WireTrouble down(String what, @Nullable Throwable cause) {
    return new WireTrouble(what, false, true, false, cause);
  }

  /** The wire fell silent with the message in its hands: it may have it, so this was a try. */
  public static WireTrouble unanswered(String what, @Nullable Throwable cause) {
    return new WireTrouble(what, false, true, true, cause);
  }

  public boolean hopeless() {
    return hopeless;
  }

  /** Whether it is the wire's and no fault of the message. */
  public boolean down() {
    return down;
  }

  /** Whether the wire may have the message all the same. */
  public boolean handedOver() {
    return handedOver;
  }
}
