package id.lapor.channel;

import org.jspecify.annotations.Nullable;

/** A wire did not take a message. */
public class WireTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean hopeless;

  /**
   * @param hopeless trying again will not help
   */
  public WireTrouble(String what, boolean hopeless, @Nullable Throwable cause) {
    super(what, cause);
    this.hopeless = hopeless;
  }

  public boolean hopeless() {
    return hopeless;
  }
}
