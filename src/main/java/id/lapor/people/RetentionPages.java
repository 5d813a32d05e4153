package id.lapor.people;

import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** How long personal data stay: terms, a trial that counts and changes nothing, then the switch. */
@Controller
@ForRoles(value = Role.ADMINISTRATOR, topmost = true)
public class RetentionPages {

  private static final String HOME = "/data-pribadi/retensi";

  private final Retention retention;

  RetentionPages(Retention retention) {
    this.retention = retention;
  }

  /**
   * What a rule would take, counted for its page.
   *
   * @param days with which it was counted
   */
  public record Trial(Retained.Rule rule, int days, long count) {}

  @GetMapping(HOME)
  Html list() {
    return page(null, Map.of());
  }

  /** Counts and changes nothing. */
  @PostMapping(HOME + "/{rule}/hitung")
  Html count(@PathVariable String rule) {
    Retained.Rule which = which(rule);
    int days =
        retention.lines().stream()
            .filter(l -> l.rule() == which)
            .mapToInt(Retention.Line::days)
            .findFirst()
            .orElseThrow(NotFound::new);
    return page(new Trial(which, days, retention.due(which, days)), Map.of()).home(HOME);
  }

  @PostMapping(HOME + "/{rule}/masa")
  View term(
      @PathVariable String rule, @RequestParam(defaultValue = "") String hari, Officer officer) {
    int days = hari.matches("\\d{1,5}") ? Integer.parseInt(hari) : 0;
    if (days < Retention.SHORTEST || days > Retention.LONGEST) {
      return page(null, Map.of("hari-" + which(rule), "people.retention.daysWrong"))
          .home(HOME)
          .status(422);
    }
    retention.term(which(rule), days, officer);
    return Notice.then("people.notice.retentionTerm", HOME);
  }

  /** Only with the number that was counted; more than that is not taken unseen. */
  @PostMapping(HOME + "/{rule}/jalankan")
  View start(
      @PathVariable String rule,
      @RequestParam(defaultValue = "0") int hari,
      @RequestParam(defaultValue = "-1") long jumlah,
      Officer officer) {
    boolean on = retention.start(which(rule), hari, jumlah, officer);
    return Notice.then(on ? "people.notice.retentionOn" : "people.notice.retentionChanged", HOME);
  }

  @PostMapping(HOME + "/{rule}/hentikan")
  View stop(@PathVariable String rule, Officer officer) {
    retention.stop(which(rule), officer);
    return Notice.then("people.notice.retentionOff", HOME);
  }

  private static Retained.Rule which(String rule) {
    return Retention.named(rule).orElseThrow(NotFound::new);
  }

  private Html page(@Nullable Trial trial, Map<String, String> errors) {
    List<Retention.Line> lines = retention.lines();
    return Html.of(
        "people/retention",
        "lines",
        lines,
        "trial",
        trial,
        "acts",
        retention.acts(),
        "errors",
        errors);
  }
}
