package id.lapor.channel;

/** A wire that hands messages to a {@link Gateway}, and can ask it without one. */
interface Gated {

  /** Its name among {@link Lines}. */
  String line();

  Gateway gateway();

  /**
   * Asks whether it would take a message, handing over none.
   *
   * @throws WireTrouble when it would not
   */
  void ask();
}
