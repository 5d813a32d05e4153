package id.lapor.people;

import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where an invitation's link leads: the code stands behind #, so no server's log ever has it. */
@Controller
@ForEveryone
class InvitationPages {

  private static final int TRIES = 20;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Invitations invitations;
  private final Accounts accounts;
  private final Throttle throttle;

  InvitationPages(Invitations invitations, Accounts accounts, Throttle throttle) {
    this.invitations = invitations;
    this.accounts = accounts;
    this.throttle = throttle;
  }

  @GetMapping("/undangan")
  Html ask() {
    return Html.of("people/invitation", "errors", Map.of());
  }

  @PostMapping("/undangan")
  Html show(@RequestParam(defaultValue = "") String secret, HttpServletRequest request) {
    throttle.take("invitation-from:" + Throttle.from(request), TRIES, WINDOW);
    return invitations
        .whose(secret)
        .map(o -> welcome(o, secret, Map.of()))
        .orElseGet(InvitationPages::unknown);
  }

  @PostMapping("/undangan/sandi")
  View accept(
      @RequestParam(defaultValue = "") String secret,
      @RequestParam(defaultValue = "") String baru,
      HttpServletRequest request,
      HttpServletResponse response) {
    throttle.take("invitation-from:" + Throttle.from(request), TRIES, WINDOW);
    Optional<Officer> officer = invitations.whose(secret);
    Optional<String> wrong = officer.flatMap(o -> accounts.wrong(baru, o));
    if (officer.isPresent() && wrong.isPresent()) {
      return welcome(officer.get(), secret, Map.of("baru", wrong.get())).status(422);
    }
    if (officer.isEmpty() || invitations.accept(secret, baru).isEmpty()) {
      return unknown();
    }
    Notice.leave("people.notice.welcome", request, response);
    return new RedirectView("/masuk");
  }

  private static Html unknown() {
    return Html.of("people/invitation", "errors", Map.of("secret", "people.invitation.wrong"))
        .status(422);
  }

  private static Html welcome(Officer officer, String code, Map<String, String> errors) {
    return Html.of("people/welcome", "officer", officer, "code", code, "errors", errors);
  }
}
