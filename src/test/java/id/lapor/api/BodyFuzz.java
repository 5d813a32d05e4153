package id.lapor.api;

import id.lapor.report.Kind;
import java.util.Set;

/** Whatever is sent to the JSON API is understood or a problem in a sentence. */
public final class BodyFuzz {

  private BodyFuzz() {}

  public static void fuzzerTestOneInput(byte[] body) {
    try {
      Sent sent = Sent.read(body, Set.of("text", "kind", "place", "category"));
      sent.text("text", 10_000);
      sent.choice("kind", Kind.COMPLAINT);
      Sent place = sent.object("place", Set.of("latitude", "region"));
      place.number("latitude", 90);
      place.text("region", 20);
      sent.check();
    } catch (Problem e) {
      if (e.status() < 400 || e.status() >= 500) {
        throw e;
      }
    }
  }
}
