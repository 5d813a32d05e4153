package id.lapor.channel.x;

import java.net.URI;

/** How the account shows X who it is. */
interface XKeys {

  /**
   * What stands behind {@code Authorization}.
   *
   * @throws XRefused when X gives no key any more
   */
  String header(String method, URI address);

  /**
   * X did not believe it.
   *
   * @return whether another one can be had, so that it may be tried once more
   */
  boolean doubted(String header);
}
