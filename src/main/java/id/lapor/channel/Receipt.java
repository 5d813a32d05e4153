package id.lapor.channel;

/**
 * A wire said later what became of a message it had taken.
 *
 * @param key as the message was sent with it
 */
public record Receipt(String key, State state) {

  /** How far it came. */
  public enum State {
    /** To the next system. */
    TAKEN,
    /** To the telephone. */
    ARRIVED,
    LOST
  }
}
