package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.notification.Notifications;
import id.lapor.people.Codes;
import id.lapor.people.Contact;
import id.lapor.people.ForEveryone;
import id.lapor.people.MemberDoor;
import id.lapor.people.Members;
import id.lapor.people.PasswordRule;
import id.lapor.people.PeopleSettings;
import id.lapor.platform.page.Cookies;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * How a reporter comes to an account and into it. Nobody needs one. A new account and a forgotten
 * password go the same way, by a code to the address, so that nothing here tells who has one.
 */
@Controller
@ForEveryone
class MemberPages {

  private static final String TOKEN = "kode-akun";

  private final MemberDoor door;
  private final PasswordRule rule;
  private final PeopleSettings people;
  private final Notifications notifications;
  private final TransactionTemplate transaction;

  MemberPages(
      MemberDoor door,
      PasswordRule rule,
      PeopleSettings people,
      Notifications notifications,
      TransactionTemplate transaction) {
    this.door = door;
    this.rule = rule;
    this.people = people;
    this.notifications = notifications;
    this.transaction = transaction;
  }

  @GetMapping("/saya/masuk")
  Html show(@RequestParam(defaultValue = "") String lanjut) {
    return signInPage("", lanjut, Map.of());
  }

  @PostMapping("/saya/masuk")
  View enter(
      @RequestParam(defaultValue = "") String alamat,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String lanjut,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean in =
        Members.address(alamat).filter(a -> door.enter(a, password, request, response)).isPresent();
    return in
        ? new RedirectView(lanjut.matches("/(saya|l)/?[\\w\\-/]*") ? lanjut : "/saya")
        : signInPage(alamat, lanjut, Map.of("alamat", "member.signin.wrong")).status(422);
  }

  @GetMapping("/saya/kode")
  Html askForCode() {
    return codePage("", Map.of());
  }

  /** The message is written in the transaction in which the code is made. */
  @PostMapping("/saya/kode")
  View sendCode(
      @RequestParam(defaultValue = "") String alamat,
      HttpServletRequest request,
      HttpServletResponse response) {
    Contact address = Members.address(alamat).orElse(null);
    if (address == null) {
      return codePage(alamat, Map.of("alamat", "member.code.noAddress")).status(422);
    }
    if (!door.count(address, request)) {
      return codePage(alamat, Map.of("alamat", "member.code.abroad")).status(422);
    }
    String token = transaction.execute(_ -> sent(door.ask(address)));
    response.addCookie(Cookies.make(TOKEN, token, Codes.WORKS, request));
    return new RedirectView("/saya/sandi");
  }

  private String sent(Members.Asked asked) {
    Wire.Kind wire = asked.phone() ? Wire.Kind.SMS : Wire.Kind.EMAIL;
    notifications.sendCode(null, asked.reporter(), wire, asked.code());
    return asked.token();
  }

  @GetMapping("/saya/sandi")
  View choose(HttpServletRequest request) {
    return Cookies.value(TOKEN, request).isPresent()
        ? Html.of("citizen/password", "errors", Map.of())
        : new RedirectView("/saya/kode");
  }

  @PostMapping("/saya/sandi")
  View redeem(
      @RequestParam(defaultValue = "") String kode,
      @RequestParam(defaultValue = "") String baru,
      HttpServletRequest request,
      HttpServletResponse response) {
    String token = Cookies.value(TOKEN, request).orElse("");
    Map<String, String> errors = new LinkedHashMap<>();
    Optional<String> wrong = rule.wrong(baru);
    if (wrong.isPresent()) {
      errors.put("baru", wrong.get());
    } else if (!door.redeem(new MemberDoor.Code(token, kode, baru), request, response)) {
      errors.put("kode", "member.code.wrong");
    }
    if (!errors.isEmpty()) {
      return Html.of("citizen/password", "errors", errors).status(422);
    }
    response.addCookie(Cookies.make(TOKEN, "", Duration.ZERO, request));
    Notice.leave("member.notice.in", request, response);
    return new RedirectView("/saya");
  }

  private Html signInPage(String address, String next, Map<String, String> errors) {
    return Html.of(
        "citizen/signin",
        "address",
        address,
        "next",
        next,
        "issuer",
        people.oidc() == null ? null : people.oidc().name(),
        "errors",
        errors);
  }

  private static Html codePage(String address, Map<String, String> errors) {
    return Html.of("citizen/ask", "address", address, "errors", errors);
  }
}
