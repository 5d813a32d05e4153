package id.lapor.channel.smpp;

import java.util.List;

/** Lines by which messages can go out. */
interface Sending {

  /** Now, from this server. */
  List<SmppLink> sending();

  /** Those that are set, connected or not. */
  default List<SmppSettings.Link> set() {
    return sending().stream().map(SmppLink::settings).toList();
  }

  /** Whether another server holds the line, and it works. */
  default boolean elsewhere(SmppSettings.Link link) {
    return false;
  }
}
