package id.lapor.operations;

import id.lapor.channel.XGrant;
import id.lapor.channel.XPosts;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The account on X gives its key: an administrator starts here, says yes over there, signed in as
 * the account, and comes back with a code that works once, in the same session, for ten minutes.
 */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
class XGrantPages {

  static final Duration WORKS = Duration.ofMinutes(10);

  private static final String BACK = "/sambungan/x/izin";
  private static final String ASKED = "x-izin";

  private final XGrant grant;
  private final Keeping keeping;
  private final WireSheet sheet;
  private final Settings settings;
  private final InstantSource clock;

  XGrantPages(
      XGrant grant, Keeping keeping, WireSheet sheet, Settings settings, InstantSource clock) {
    this.grant = grant;
    this.keeping = keeping;
    this.sheet = sheet;
    this.settings = settings;
    this.clock = clock;
  }

  /** Keeps the keys and says on the trail whose doing that was, together. */
  @Component
  static class Keeping {
    private final XGrant grant;
    private final XPosts posts;
    private final Accounts accounts;

    Keeping(XGrant grant, XPosts posts, Accounts accounts) {
      this.grant = grant;
      this.posts = posts;
      this.accounts = accounts;
    }

    @Transactional
    public XGrant.Given take(String code, String verifier, String back, Officer officer) {
      XGrant.Given given = grant.take(code, verifier, back);
      if (given == XGrant.Given.KEPT) {
        String handle = posts.state().map(s -> "@" + s.handle()).orElse("X");
        accounts.did(AccountAct.What.X_GRANTED, handle, officer);
      }
      return given;
    }
  }

  /** Leads on by a link: a form that ends at another house is stopped by the browser. */
  @PostMapping("/saluran/x/izin")
  Html ask(HttpServletRequest request) {
    if (!grant.open()) {
      throw new NotFound();
    }
    XGrant.Asked asked = grant.ask(back());
    request
        .getSession(true)
        .setAttribute(ASKED, asked.state() + " " + asked.verifier() + " " + clock.instant());
    return sheet
        .page(Map.of(), Map.of())
        .with("grant", asked.address().toString())
        .home("/saluran");
  }

  @GetMapping(BACK)
  Object back(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String code,
      Officer officer,
      HttpServletRequest request) {
    if (!grant.open()) {
      throw new NotFound();
    }
    String @Nullable [] asked = asked(request);
    if (asked == null || clock.instant().isAfter(Instant.parse(asked[2]).plus(WORKS))) {
      return wrong("over");
    }
    if (!MessageDigest.isEqual(bytes(state), bytes(asked[0]))) {
      return wrong("strange");
    }
    if (code.isEmpty()) {
      return wrong("denied");
    }
    return switch (keeping.take(code, asked[1], back(), officer)) {
      case KEPT -> Notice.then("wires.notice.xGranted", "/saluran");
      case REFUSED -> wrong("refused");
      case OTHER -> wrong("other");
      case AWAY -> wrong("away");
    };
  }

  /** State, verifier and when it was asked; the session forgets it, whatever comes of it. */
  private static String @Nullable [] asked(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session == null || !(session.getAttribute(ASKED) instanceof String words)) {
      return null;
    }
    session.removeAttribute(ASKED);
    return words.split(" ", 3);
  }

  private Html wrong(String why) {
    return sheet.page(Map.of(), Map.of("x", "wires.x.grant." + why)).home("/saluran").status(422);
  }

  private String back() {
    return settings.publicUrl() + BACK;
  }

  private static byte[] bytes(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }
}
