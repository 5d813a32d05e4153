package id.lapor.people;

import id.lapor.platform.page.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** Where officers come in and go out. */
@Controller
@ForEveryone
public class SignInPages {

  private final Accounts accounts;
  private final SignIn signIn;
  private final SignInTries tries;
  private final KnownDevices devices;
  private final Steps steps;

  SignInPages(
      Accounts accounts, SignIn signIn, SignInTries tries, KnownDevices devices, Steps steps) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.tries = tries;
    this.devices = devices;
    this.steps = steps;
  }

  /** What the second step needs. */
  @Component
  record Steps(SecondStep secondStep, Passkeys passkeys, InstantSource clock) {}

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
    tries.password(login, request);
    String mark = accounts.password(login); // before it is tried: no reset comes between
    Optional<Officer> officer = accounts.enter(login, password);
    if (officer.isEmpty()) {
      tries.passwordWrong(login, request);
      return page(login, lanjut, Map.of("login", "people.signin.wrong")).status(422);
    }
    tries.passwordRight(login, request);
    if (steps.secondStep().needed(officer.get())) {
      long now = steps.clock().instant().getEpochSecond();
      signIn.half(new SignIn.Half(officer.get().login(), mark, now), request);
      return new RedirectView(
          UriComponentsBuilder.fromPath("/masuk/kunci")
              .queryParam("lanjut", "{next}")
              .encode()
              .buildAndExpand(lanjut)
              .toUriString());
    }
    devices.remember(officer.get().login(), request, response);
    signIn.as(officer.get(), SignIn.Way.PASSWORD, mark, request, response);
    return local(lanjut, officer.get().home());
  }

  /** The second step: a code, or setting up the application that makes codes. */
  @GetMapping("/masuk/kunci")
  View askCode(@RequestParam(defaultValue = "") String lanjut, HttpServletRequest request) {
    return half(request)
        .<View>map(h -> codePage(h, lanjut, Map.of()))
        .orElseGet(() -> new RedirectView("/masuk"));
  }

  @PostMapping("/masuk/kunci")
  View enterCode(
      @RequestParam(defaultValue = "") String kode,
      @RequestParam(defaultValue = "") String lanjut,
      HttpServletRequest request,
      HttpServletResponse response) {
    @Nullable FirstStep half = half(request).orElse(null);
    if (half == null) {
      return new RedirectView("/masuk");
    }
    Officer officer = half.officer();
    tries.code(officer, request);
    SecondStep second = steps.secondStep();
    boolean right =
        second.has(officer)
            ? second.pass(officer, kode)
            : second.confirm(officer, second.offered(officer, half.since()), kode);
    if (!right) {
      tries.codeWrong(officer, request);
      return codePage(half, lanjut, Map.of("kode", "people.second.wrong")).status(422);
    }
    tries.codeRight(officer, request);
    devices.remember(officer.login(), request, response);
    signIn.as(officer, SignIn.Way.CODE, half.password(), request, response);
    return local(lanjut, officer.home());
  }

  /** An officer who has done the first step. */
  private record FirstStep(Officer officer, String password, long since) {}

  private Optional<FirstStep> half(HttpServletRequest request) {
    return signIn
        .half(steps.clock().instant(), request)
        .flatMap(h -> accounts.halfway(h).map(o -> new FirstStep(o, h.password(), h.since())));
  }

  private Html codePage(FirstStep half, String next, Map<String, String> errors) {
    Officer officer = half.officer();
    boolean fresh = !steps.secondStep().strong(officer);
    byte[] secret = steps.secondStep().offered(officer, half.since());
    return Html.of(
        "people/second",
        "secret",
        fresh ? Totp.base32(secret).replaceAll("(.{4})(?=.)", "$1 ") : null,
        "link",
        fresh ? Totp.link("Lapor", officer.login(), secret) : null,
        "codes",
        fresh || steps.secondStep().has(officer),
        "passkeys",
        steps.passkeys().any(officer.login()),
        "next",
        next,
        "errors",
        errors);
  }

  /** Nothing a browser may have kept against our word is there for the next one. */
  @PostMapping("/keluar")
  View leave(HttpServletRequest request, HttpServletResponse response) {
    signIn.out(request);
    response.setHeader("Clear-Site-Data", "\"cache\"");
    return new RedirectView("/");
  }

  private static Html page(String login, String next, Map<String, String> errors) {
    return Html.of("people/signin", "login", login, "next", next, "errors", errors);
  }

  /** Only ever to a page of our own. */
  static RedirectView local(String path, String otherwise) {
    boolean own = path.matches("/(?![/\\\\])[\\w\\-./?=&%]*");
    return new RedirectView(own ? path : otherwise);
  }
}
