package id.lapor.people;

import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Signing in by passkey: alone, or as the second step after a password. An officer who has no
 * second step yet and needs one can make a passkey here instead of setting up an application.
 */
@Controller
@ForEveryone
class PasskeySignInPages {

  private static final int TRIES = 60;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Passkeys passkeys;
  private final Known known;
  private final SignIn signIn;
  private final KnownDevices devices;
  private final Throttle throttle;

  PasskeySignInPages(
      Passkeys passkeys, Known known, SignIn signIn, KnownDevices devices, Throttle throttle) {
    this.passkeys = passkeys;
    this.known = known;
    this.signIn = signIn;
    this.devices = devices;
    this.throttle = throttle;
  }

  /** Who can come in. */
  @Component
  record Known(
      Accounts accounts,
      Members members,
      SecondStep secondStep,
      InstantSource clock,
      DoorLog log) {}

  @PostMapping("/masuk/kunci-sandi/opsi")
  ResponseEntity<String> ask(HttpServletRequest request) {
    throttle.take("passkey-from:" + Throttle.from(request), TRIES, WINDOW);
    return PasskeyPages.options(
        passkeys.ask(half(request).map(Officer::login).orElse(""), request));
  }

  @PostMapping("/masuk/kunci-sandi")
  View enter(
      @RequestParam(defaultValue = "") String jawaban,
      @RequestParam(defaultValue = "") String lanjut,
      HttpServletRequest request,
      HttpServletResponse response) {
    @Nullable String name = passkeys.check(jawaban, request).orElse(null);
    if (name == null) {
      known.log().refused(SignIn.Way.PASSKEY, "", request);
      Notice.leave("people.notice.passkeyUnknown", request, response);
      return new RedirectView(half(request).isPresent() ? "/masuk/kunci" : "/masuk");
    }
    Optional<Member> member = known.members().named(name);
    if (member.isPresent()) {
      devices.remember(known.members().key(member.get()), request, response);
      signIn.as(member.get(), SignIn.Way.PASSKEY, request, response);
      return new RedirectView("/saya");
    }
    String password = known.accounts().password(name);
    Officer officer =
        known
            .accounts()
            .find(name)
            .filter(known.accounts()::atWork)
            .filter(o -> passkeys.any(o.login())) // no reset came between
            .orElseThrow(NotFound::new);
    return in(officer, password, lanjut, request, response);
  }

  /** Only for who has no second step yet: what is set up is never set up over. */
  @PostMapping("/masuk/kunci/kunci-sandi/opsi")
  ResponseEntity<String> make(HttpServletRequest request) {
    Officer officer = half(request).filter(this::fresh).orElseThrow(NotFound::new);
    return PasskeyPages.options(passkeys.make(officer.login(), request));
  }

  @PostMapping("/masuk/kunci/kunci-sandi")
  View keep(
      PasskeyPages.Given given,
      @RequestParam(defaultValue = "") String lanjut,
      HttpServletRequest request,
      HttpServletResponse response) {
    SignIn.Half half = signIn.half(known.clock().instant(), request).orElseThrow(NotFound::new);
    Officer officer = known.accounts().halfway(half).filter(this::fresh).orElseThrow(NotFound::new);
    if (!passkeys.keep(officer, given.name(), given.answer(), request)) {
      Notice.leave("people.notice.passkeyRefused", request, response);
      return new RedirectView("/masuk/kunci");
    }
    return in(officer, half.password(), lanjut, request, response);
  }

  private View in(
      Officer officer,
      String password,
      String next,
      HttpServletRequest request,
      HttpServletResponse response) {
    devices.remember(officer.login(), request, response);
    signIn.as(officer, SignIn.Way.PASSKEY, password, request, response);
    return SignInPages.local(next, officer.home());
  }

  private boolean fresh(Officer officer) {
    return !known.secondStep().strong(officer);
  }

  private Optional<Officer> half(HttpServletRequest request) {
    return signIn.half(known.clock().instant(), request).flatMap(known.accounts()::halfway);
  }
}
