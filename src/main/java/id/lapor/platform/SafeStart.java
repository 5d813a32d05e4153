package id.lapor.platform;

import java.net.URI;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Refuses, when it starts for real, settings that would put somebody at risk. */
@Component
@Profile("run")
class SafeStart {

  SafeStart(Settings settings) {
    check(settings.publicUrl());
  }

  /**
   * @throws CannotStart in a sentence
   */
  static void check(String publicUrl) {
    URI address;
    try {
      address = URI.create(publicUrl);
    } catch (IllegalArgumentException e) {
      throw new CannotStart("LAPOR_PUBLIC_URL is no address: " + publicUrl, e);
    }
    String host = address.getHost() == null ? "" : address.getHost();
    boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    if (!here && !"https".equals(address.getScheme())) {
      throw new CannotStart(
          "LAPOR_PUBLIC_URL is "
              + publicUrl
              + ", but citizens' secrets must not travel without https. Put a web server with a certificate in front"
              + " and set the https address.");
    }
    if (publicUrl.endsWith("/")) {
      throw new CannotStart("LAPOR_PUBLIC_URL must not end with a slash: " + publicUrl);
    }
  }
}
