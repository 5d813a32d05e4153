package id.lapor.people;

import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Passkeys of whoever is signed in, officer or reporter: made, named, taken away. Both making and
 * taking away ask for the password again, so that a device left open for a minute gives nobody a
 * key of their own and takes none from its owner.
 */
@Controller
class PasskeyPages {

  private static final int TRIES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Passkeys passkeys;
  private final Owners owners;
  private final Throttle throttle;

  PasskeyPages(Passkeys passkeys, Owners owners, Throttle throttle) {
    this.passkeys = passkeys;
    this.owners = owners;
    this.throttle = throttle;
  }

  /** Whose passkeys they can be. */
  @Component
  record Owners(Accounts accounts, Members members) {}

  @ForRoles({
    Role.COORDINATOR,
    Role.LIAISON,
    Role.APPROVER,
    Role.SUPERVISOR,
    Role.NATIONAL_ADMIN,
    Role.ADMINISTRATOR
  })
  @PostMapping("/akun/kunci-sandi/opsi")
  ResponseEntity<String> askOfficer(
      @RequestParam(defaultValue = "") String sandi, Officer officer, HttpServletRequest request) {
    throttle.take("password:" + officer.login(), TRIES, WINDOW);
    return owners.accounts().enter(officer.login(), sandi).isPresent()
        ? options(passkeys.make(officer.login(), request))
        : refused();
  }

  @ForRoles({
    Role.COORDINATOR,
    Role.LIAISON,
    Role.APPROVER,
    Role.SUPERVISOR,
    Role.NATIONAL_ADMIN,
    Role.ADMINISTRATOR
  })
  @PostMapping("/akun/kunci-sandi")
  View keepOfficer(
      Given given, Officer officer, HttpServletRequest request, HttpServletResponse response) {
    boolean kept = passkeys.keep(officer, given.name(), given.answer(), request);
    return told(kept, "/akun", request, response);
  }

  @ForRoles({
    Role.COORDINATOR,
    Role.LIAISON,
    Role.APPROVER,
    Role.SUPERVISOR,
    Role.NATIONAL_ADMIN,
    Role.ADMINISTRATOR
  })
  @PostMapping("/akun/kunci-sandi/{id}/hapus")
  View removeOfficer(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String sandi,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    throttle.take("password:" + officer.login(), TRIES, WINDOW);
    boolean known = owners.accounts().enter(officer.login(), sandi).isPresent();
    if (known && !passkeys.remove(officer, id)) {
      throw new NotFound();
    }
    return gone(known, "/akun", request, response);
  }

  @ForMembers
  @PostMapping("/saya/akun/kunci-sandi/opsi")
  ResponseEntity<String> askMember(
      @RequestParam(defaultValue = "") String sandi, Member member, HttpServletRequest request) {
    throttle.take("password:" + member.getName(), TRIES, WINDOW);
    return owners.members().knows(member, sandi)
        ? options(passkeys.make(member.getName(), request))
        : refused();
  }

  @ForMembers
  @PostMapping("/saya/akun/kunci-sandi")
  View keepMember(
      Given given, Member member, HttpServletRequest request, HttpServletResponse response) {
    boolean kept = passkeys.keep(member.getName(), given.name(), given.answer(), request);
    return told(kept, "/saya/akun", request, response);
  }

  @ForMembers
  @PostMapping("/saya/akun/kunci-sandi/{id}/hapus")
  View removeMember(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String sandi,
      Member member,
      HttpServletRequest request,
      HttpServletResponse response) {
    throttle.take("password:" + member.getName(), TRIES, WINDOW);
    boolean known = owners.members().knows(member, sandi);
    if (known && !passkeys.remove(member.getName(), id)) {
      throw new NotFound();
    }
    return gone(known, "/saya/akun", request, response);
  }

  /**
   * What the browser made, and what its owner calls it.
   *
   * @param jawaban the answer as WebAuthn's JSON
   */
  record Given(@Nullable String nama, @Nullable String jawaban) {

    private static final int LONGEST_NAME = 60;

    String name() {
      String bare = nama == null ? "" : nama.strip();
      return bare.isEmpty() ? "Lapor" : bare.substring(0, Math.min(LONGEST_NAME, bare.length()));
    }

    String answer() {
      return jawaban == null ? "" : jawaban;
    }
  }

  static ResponseEntity<String> options(String json) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .body(json);
  }

  private static ResponseEntity<String> refused() {
    return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
        .contentType(MediaType.APPLICATION_JSON)
        .body("{}");
  }

  private static View told(
      boolean kept, String home, HttpServletRequest request, HttpServletResponse response) {
    Notice.leave(
        kept ? "people.notice.passkeyKept" : "people.notice.passkeyRefused", request, response);
    return new RedirectView(home);
  }

  private static View gone(
      boolean known, String home, HttpServletRequest request, HttpServletResponse response) {
    Notice.leave(
        known ? "people.notice.passkeyGone" : "people.notice.passkeyKeep", request, response);
    return new RedirectView(home);
  }
}
