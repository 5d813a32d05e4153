package id.lapor.channel.x;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/** OAuth 1.0a: each request is signed with secrets that stay. */
final class XKeysOfOAuth1 implements XKeys {

  private static final int NONCE_BYTES = 16;

  private final Signature signature;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  XKeysOfOAuth1(XSettings.OAuth1 settings, String consumerSecret, InstantSource clock) {
    this.signature =
        new Signature(
            settings.consumerKey(), consumerSecret, settings.token(), settings.tokenSecret());
    this.clock = clock;
  }

  @Override
  public String header(String method, URI address) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return signature.header(
        method, address, HexFormat.of().formatHex(nonce), clock.instant().getEpochSecond());
  }

  @Override
  public boolean doubted(String header) {
    return false;
  }
}
