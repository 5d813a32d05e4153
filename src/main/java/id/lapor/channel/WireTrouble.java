package id.lapor.channel;

import org.jspecify.annotations.Nullable;

/** A wire did not take a message. */
public class WireTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean hopeless;
  private final boolean down;

  /**
   * @param hopeless trying again will not help
   */
  public WireTrouble(String what, boolean hopeless, @Nullable Throwable cause) {
    this(what, hopeless, false, cause);
  }

  private WireTrouble(String what, boolean hopeless, boolean down, @Nullable Throwable cause) {
    super(what, cause);
    this.hopeless = hopeless;
    this.down = down;
  }

  /** The wire takes no message at all now, so this one was not tried. */
  static WireTrouble down(String what, @Nullable Throwable cause) {
    return new WireTrouble(what, false, true, cause);
  }

  public boolean hopeless() {
    return hopeless;
  }

  /** Whether it is the wire's and no fault of the message. */
  public boolean down() {
    return down;
  }
}
