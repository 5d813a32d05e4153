package id.lapor.people;

import id.lapor.platform.page.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where officers come in and go out. */
@Controller
@ForEveryone
public class SignInPages {

  private static final int TRIES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Accounts accounts;
  private final SignIn signIn;
  private final Throttle throttle;

  SignInPages(Accounts accounts, SignIn signIn, Throttle throttle) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.throttle = throttle;
  }

  @GetMapping("/masuk")
  Html show(@RequestParam(defaultValue = "") String lanjut) {
    return page("", lanjut, Map.of());
  }

  @PostMapping("/masuk")
  View enter(
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String lanjut,
      HttpServletRequest request,
      HttpServletResponse response) {
    String name = "login:" + login.strip().toLowerCase(Locale.ROOT);
    throttle.take(name, TRIES, WINDOW);
    throttle.take("login-from:" + request.getRemoteAddr(), TRIES * 10, WINDOW);
    Optional<Officer> officer = accounts.enter(login, password);
    if (officer.isEmpty()) {
      return page(login, lanjut, Map.of("login", "people.signin.wrong")).status(422);
    }
    throttle.forget(name);
    signIn.as(officer.get(), request, response);
    return local(lanjut.isBlank() ? officer.get().home() : lanjut, officer.get().home());
  }

  @PostMapping("/keluar")
  View leave(HttpServletRequest request) {
    signIn.out(request);
    return new RedirectView("/");
  }

  private static Html page(String login, String next, Map<String, String> errors) {
    return Html.of("people/signin", "login", login, "next", next, "errors", errors);
  }

  /** Only ever to a page of our own. */
  private static RedirectView local(String path, String otherwise) {
    boolean own = path.matches("/(?![/\\\\])[\\w\\-./?=&%]*");
    return new RedirectView(own ? path : otherwise);
  }
}
