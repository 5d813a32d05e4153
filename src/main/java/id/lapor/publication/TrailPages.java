package id.lapor.publication;

import id.lapor.audit.Checkpoint;
import id.lapor.audit.Checkpoints;
import id.lapor.people.DataRequests;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The root of each day, for whoever wants to keep it and ask later whether history was changed. */
@Controller
@ForEveryone
class TrailPages {

  private static final int DAYS = 60;
  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  private static final Duration YEAR = Duration.ofDays(365);

  private final Checkpoints checkpoints;
  private final DataRequests requests;
  private final InstantSource clock;

  TrailPages(Checkpoints checkpoints, DataRequests requests, InstantSource clock) {
    this.checkpoints = checkpoints;
    this.requests = requests;
    this.clock = clock;
  }

  @GetMapping("/jejak")
  Html list() {
    return Html.of(
            "publication/trail",
            "roots",
            checkpoints.latest(DAYS),
            "requests",
            requests.totals(clock.instant().minus(YEAR)),
            "key",
            checkpoints.publicKey())
        .forAll();
  }

  /** A day's signed note, as witnesses keep it. */
  @GetMapping("/jejak/{day:\\d{4}-\\d{2}-\\d{2}}.txt")
  ResponseEntity<String> note(@PathVariable LocalDate day) {
    return text(on(day).note());
  }

  /** That one day's root is the beginning of another's: one hash a line, as in RFC 9162, 2.1.4. */
  @GetMapping("/jejak/{from:\\d{4}-\\d{2}-\\d{2}}/{to:\\d{4}-\\d{2}-\\d{2}}.txt")
  ResponseEntity<String> consistency(@PathVariable LocalDate from, @PathVariable LocalDate to) {
    Checkpoint older = on(from);
    Checkpoint newer = on(to);
    if (older.size() > newer.size()) {
      throw new NotFound();
    }
    return text(
        checkpoints.consistency(older, newer).stream()
            .map(Base64.getEncoder()::encodeToString)
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private Checkpoint on(LocalDate day) {
    return checkpoints.on(day).orElseThrow(NotFound::new);
  }

  private static ResponseEntity<String> text(String body) {
    return ResponseEntity.ok().contentType(TEXT).body(body);
  }
}
