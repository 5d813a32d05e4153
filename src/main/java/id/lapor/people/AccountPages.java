package id.lapor.people;

import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** An officer's own account: where it is signed in, and its password. */
@Controller
@ForRoles({
  Role.COORDINATOR,
  Role.LIAISON,
  Role.APPROVER,
  Role.SUPERVISOR,
  Role.NATIONAL_ADMIN,
  Role.ADMINISTRATOR
})
class AccountPages {

  private static final int TRIES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Accounts accounts;
  private final Sessions sessions;
  private final SecondStep secondStep;
  private final Deputies deputies;
  private final Throttle throttle;

  AccountPages(
      Accounts accounts,
      Sessions sessions,
      SecondStep secondStep,
      Deputies deputies,
      Throttle throttle) {
    this.deputies = deputies;
    this.accounts = accounts;
    this.sessions = sessions;
    this.secondStep = secondStep;
    this.throttle = throttle;
  }

  @GetMapping("/akun")
  Html show(Officer officer, HttpServletRequest request) {
    return page(officer, request, Map.of());
  }

  /** Signs out everywhere, here too: whoever knew the old password is out. */
  @PostMapping("/akun/sandi")
  View password(
      @RequestParam(defaultValue = "") String lama,
      @RequestParam(defaultValue = "") String baru,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    throttle.take("password:" + officer.login(), TRIES, WINDOW);
    Map<String, String> errors = new LinkedHashMap<>();
    if (accounts.enter(officer.login(), lama).isEmpty()) {
      errors.put("lama", "people.account.wrong");
    }
    accounts.wrong(baru, officer).ifPresent(why -> errors.put("baru", why));
    if (!errors.isEmpty()) {
      return page(officer, request, errors).status(422);
    }
    accounts.setPassword(officer, baru);
    sessions.endAll(officer.login());
    Notice.leave("people.notice.password", request, response);
    return new RedirectView("/masuk");
  }

  private Html page(Officer officer, HttpServletRequest request, Map<String, String> errors) {
    var session = request.getSession(false);
    return Html.of(
        "people/account",
        "officer",
        officer,
        "sessions",
        sessions.of(officer.login(), session == null ? "" : session.getId()),
        "second",
        secondStep.strong(officer),
        "colleagues",
        deputies.colleagues(officer),
        "named",
        deputies.namedBy(officer),
        "standing",
        officer.deputises() ? List.of() : deputies.of(officer),
        "passkeys",
        secondStep.passkeys(officer),
        "email",
        accounts.email(officer).orElse(""),
        "errors",
        errors);
  }
}
