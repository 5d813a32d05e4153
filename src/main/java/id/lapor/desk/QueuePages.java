package id.lapor.desk;

import id.lapor.notification.BrokenLines;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The coordinator's queue: the first due report as a card, nobody else's. */
@Controller
@ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN})
class QueuePages {

  private final Queue queue;
  private final BrokenLines lines;

  QueuePages(Queue queue, BrokenLines lines) {
    this.queue = queue;
    this.lines = lines;
  }

  /**
   * @param diteruskan number of a report just forwarded, which may still be undone
   */
  @GetMapping("/antrean")
  Html queue(
      @RequestParam(defaultValue = "") String nomor,
      @RequestParam(defaultValue = "") String diteruskan,
      Officer officer) {
    Html page = nomor.isBlank() ? queue.page(officer) : queue.page(nomor, officer);
    if (officer.role() == Role.NATIONAL_ADMIN) {
      page = page.with("broken", lines.names());
    }
    return diteruskan.isBlank()
        ? page
        : page.with("forwarded", queue.forwarded(diteruskan, officer));
  }

  /** How many reports came since the page was shown; asked for by the page itself. */
  @GetMapping("/antrean/baru")
  Html fresh(@RequestParam(defaultValue = "0") long sesudah, Officer officer) {
    return Html.of("desk/fresh", "count", queue.since(sesudah, officer));
  }
}
