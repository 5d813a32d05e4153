package id.lapor.channel;

/** A way to reach somebody. */
public interface Wire {

  /** What a wire carries messages by. */
  enum Kind {
    EMAIL,
    SMS,
    /** Posts that everybody can read. */
    X
  }

  /** Whether such a message can be handed over now; what cannot waits and is not tried. */
  boolean carries(Kind kind);

  /** Whether it is there for such messages at all, working or not. */
  default boolean serves(Kind kind) {
    return carries(kind);
  }

  /** How many messages may be handed over at the same time, by a thread each. */
  default int atOnce() {
    return 1;
  }

  /** In how many parts a text goes, each of which is paid for. */
  default int parts(Kind kind, String text) {
    return 1;
  }

  /**
   * Hands a message over; returns once the next system has taken it.
   *
   * @param key the same for every try, so that a receiver can tell a repetition
   * @throws WireTrouble when it was not taken
   */
  void send(Kind kind, String recipient, String subject, String body, String key);

  /** The same with what a wire needs that keeps conversations together; others leave that out. */
  default void send(Kind kind, Envelope envelope) {
    send(kind, envelope.recipient(), envelope.subject(), envelope.text(), envelope.key());
  }
}
