package id.lapor.people;

import id.lapor.platform.page.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody whose address was said to be lost stops that, by the code that came there. Nobody
 * is told whose it is or which report it is about.
 */
@Controller
@ForEveryone
class ObjectionPages {

  private static final int TRIES = 20;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final DataRequests requests;
  private final Throttle throttle;

  ObjectionPages(DataRequests requests, Throttle throttle) {
    this.requests = requests;
    this.throttle = throttle;
  }

  @GetMapping("/bukan-saya")
  Html ask() {
    return page(false, Map.of());
  }

  @PostMapping("/bukan-saya")
  Html object(@RequestParam(defaultValue = "") String kode, HttpServletRequest request) {
    throttle.take("objection-from:" + Throttle.from(request), TRIES, WINDOW);
    return requests.object(kode)
        ? page(true, Map.of())
        : page(false, Map.of("kode", "people.objection.wrong")).status(422);
  }

  private static Html page(boolean done, Map<String, String> errors) {
    return Html.of("people/objection", "done", done, "errors", errors);
  }
}
