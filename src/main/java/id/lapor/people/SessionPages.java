package id.lapor.people;

import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where officers and reporters end their sessions on other devices, one or all. Who they are is
 * asked again, so that a device left open for a minute signs nobody out elsewhere.
 */
@Controller
class SessionPages {

  private static final String ALL = "semua";

  private final Sessions sessions;
  private final Passkeys passkeys;
  private final Anew anew;

  SessionPages(Sessions sessions, Passkeys passkeys, Anew anew) {
    this.sessions = sessions;
    this.passkeys = passkeys;
    this.anew = anew;
  }

  @ForRoles({
    Role.COORDINATOR,
    Role.LIAISON,
    Role.APPROVER,
    Role.SUPERVISOR,
    Role.NATIONAL_ADMIN,
    Role.ADMINISTRATOR
  })
  @PostMapping("/akun/sesi/opsi")
  ResponseEntity<String> askOfficer(Officer officer, HttpServletRequest request) {
    return PasskeyPages.options(passkeys.ask(officer.login(), request));
  }

  /**
   * @param mark the session's, or all but this one's
   */
  @ForRoles({
    Role.COORDINATOR,
    Role.LIAISON,
    Role.APPROVER,
    Role.SUPERVISOR,
    Role.NATIONAL_ADMIN,
    Role.ADMINISTRATOR
  })
  @PostMapping("/akun/sesi/{mark}/akhiri")
  View endOfficer(
      @PathVariable String mark,
      Anew.Proof proof,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean known = anew.shown(officer, proof, request);
    if (known && mark.equals(ALL)) {
      sessions.endOthers(officer, present(request));
    } else if (known) {
      sessions.end(officer, mark);
    }
    return told(known, "/akun", request, response);
  }

  @ForMembers
  @PostMapping("/saya/akun/sesi/opsi")
  ResponseEntity<String> askMember(Member member, HttpServletRequest request) {
    return PasskeyPages.options(passkeys.ask(member.getName(), request));
  }

  /**
   * @param mark the session's, or all but this one's
   */
  @ForMembers
  @PostMapping("/saya/akun/sesi/{mark}/akhiri")
  View endMember(
      @PathVariable String mark,
      Anew.Proof proof,
      Member member,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean known = anew.shown(member, proof, request);
    if (known && mark.equals(ALL)) {
      sessions.endOthers(member, present(request));
    } else if (known) {
      sessions.end(member, mark);
    }
    return told(known, "/saya/akun", request, response);
  }

  private static String present(HttpServletRequest request) {
    var session = request.getSession(false);
    return session == null ? "" : session.getId();
  }

  private static View told(
      boolean known, String home, HttpServletRequest request, HttpServletResponse response) {
    Notice.leave(known ? "people.notice.ended" : "people.notice.sessionKept", request, response);
    return new RedirectView(home);
  }
}
