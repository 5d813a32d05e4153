package id.lapor.notification;

/** Reads what lies sealed until it is sent. */
public final class Notified {

  private Notified() {}

  /** The six digits of the newest message that has a code. */
  public static String code(Notifications notifications) {
    return notifications.latest(20).stream()
        .filter(Message::secret)
        .findFirst()
        .orElseThrow()
        .body()
        .replaceFirst("(?s).*?(\\d{6}).*", "$1");
  }
}
