package id.lapor.people;

import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * What reporters ask about their own data and could not be done at once, for whoever looks after
 * data protection. No report and nobody's name is here, nor whether there is a report of a number
 * that stands on a letter.
 */
@Controller
@ForRoles(value = Role.ADMINISTRATOR, topmost = true)
public class DataRequestPages {

  static final String HOME = "/data-pribadi";

  private static final int MOST = 100;
  private static final int SHORTEST_ANSWER = 15;
  private static final int LONGEST_ANSWER = 500;
  private static final Duration YEAR = Duration.ofDays(365);

  private final DataRequests requests;
  private final Reported reported;
  private final InstantSource clock;

  DataRequestPages(DataRequests requests, Reported reported, InstantSource clock) {
    this.requests = requests;
    this.reported = reported;
    this.clock = clock;
  }

  /**
   * A case as its page shows it.
   *
   * @param proven whether the new side of a correction is proven
   */
  public record Line(DataRequest request, boolean late, boolean proven) {

    /** Whether yes is an answer that can be given. */
    public boolean grantable() {
      return request.grantedAt() == null && (request.fresh() == null || proven);
    }
  }

  @GetMapping(HOME)
  Html list() {
    return page(Map.of(), "");
  }

  /**
   * One that came by letter or telephone; its clock runs from now.
   *
   * @param nomor of a report it is about, empty when it names none
   */
  @PostMapping(HOME)
  View record(
      @RequestParam(defaultValue = "") String jenis,
      @RequestParam(defaultValue = "") String nomor,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    var kind =
        Arrays.stream(DataRequest.Kind.values()).filter(k -> k.name().equals(jenis)).findFirst();
    if (kind.isEmpty()) {
      return page(Map.of("jenis", "people.request.kindMissing"), "").home(HOME).status(422);
    }
    if (!nomor.isBlank() && !reported.number(nomor)) {
      return page(Map.of("nomor", "people.request.numberWrong"), nomor).home(HOME).status(422);
    }
    requests.record(kind.get(), reported.by(nomor).orElse(null), officer);
    Notice.leave("people.notice.requestKept", request, response);
    return new RedirectView(HOME);
  }

  @PostMapping(HOME + "/{id}/{act:penuhi|tolak}")
  View decide(
      @PathVariable long id,
      @PathVariable String act,
      @RequestParam(defaultValue = "") String text,
      Officer officer) {
    String answer = text.strip();
    if (answer.length() < SHORTEST_ANSWER || answer.length() > LONGEST_ANSWER) {
      return page(Map.of("text-" + id, "people.request.answerWrong"), answer)
          .home(HOME)
          .status(422);
    }
    boolean done = requests.decide(id, act.equals("penuhi"), answer, officer);
    return Notice.then(done ? "people.notice.requestDone" : "people.notice.requestGone", HOME);
  }

  /** {@code answer} goes back into the field that has an error. */
  private Html page(Map<String, String> errors, String answer) {
    Instant now = clock.instant();
    List<Line> lines =
        requests.open(MOST).stream()
            .map(r -> new Line(r, r.late(now), requests.freshProven(r)))
            .toList();
    return Html.of(
        "people/requests",
        "lines",
        lines,
        "totals",
        requests.totals(now.minus(YEAR)),
        "answer",
        answer,
        "errors",
        errors);
  }
}
