package id.lapor.platform;

import java.net.URI;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses, when it starts for real, settings that would put somebody at risk. */
@Component
@Profile("run")
class SafeStart {

  SafeStart(Settings settings, Environment environment) {
    check(settings.publicUrl());
    check(environment);
  }

  /**
   * What the demo and measurements may do, and nobody else.
   *
   * @throws CannotStart in a sentence
   */
  static void check(Environment environment) {
    if (environment.matchesProfiles("demo | bench")) {
      throw new CannotStart(
          "The demo and the measurements are installations of their own: start them with ./lapor demo and"
              + " ./lapor bench.");
    }
    if (!environment.getProperty("lapor.people.second-step", Boolean.class, true)) {
      throw new CannotStart(
          "LAPOR_PEOPLE_SECOND_STEP is false, but a stolen password must not be enough to meet reporters'"
              + " identities. Take it out of the settings.");
    }
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
