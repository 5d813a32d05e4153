package id.lapor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whatever is asked of Open311 is understood or wrong in a sentence. */
public final class FormFuzz {

  private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");

  private FormFuzz() {}

  /** Names and values divided as in an address, not encoded. */
  public static void fuzzerTestOneInput(byte[] form) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/open311/v2/requests.xml");
    for (String pair : new String(form, UTF_8).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      request.addParameter(parts[0], parts.length > 1 ? parts[1] : "");
    }
    Asked asked = new Asked(request);
    try {
      FormFiling.contact(asked, new ArrayList<>());
      asked.list("service_request_id");
      asked.attribute("visibility");
      asked.content();
      asked.count("page", 1);
      asked.number("lat");
      Optional<Instant> start = asked.time("start_date");
      Optional<Instant> end = asked.time("end_date");
      Window.of(start.orElse(null), end.orElse(null), NOW);
      Window.open(start.orElse(null), end.orElse(null));
    } catch (Wrong e) {
      if (List.of(400, 404).contains(e.status())) {
        return;
      }
      throw e;
    }
  }
}
