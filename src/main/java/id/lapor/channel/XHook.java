package id.lapor.channel;

/** Where X brings posts by itself. */
public interface XHook {

  /** No larger body is read. */
  int LARGEST = 1024 * 1024;

  /** Shut while no secret is set. */
  boolean open();

  /** What X wants to hear to believe that this is our door (CRC). */
  String answer(String challenge);

  /**
   * Whether X sent it.
   *
   * @param signature as it came with the body
   */
  boolean genuine(byte[] body, String signature);

  /** Keeps every post in it; once this returns they are safe. */
  void take(byte[] body);
}
