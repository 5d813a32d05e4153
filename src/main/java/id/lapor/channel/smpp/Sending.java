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
}
