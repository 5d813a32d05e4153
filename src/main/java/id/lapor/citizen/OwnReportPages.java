package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Categories;
import id.lapor.people.Anew;
import id.lapor.people.ForMembers;
import id.lapor.people.Member;
import id.lapor.people.MemberDoor;
import id.lapor.people.Members;
import id.lapor.people.PasswordRule;
import id.lapor.people.Reporters;
import id.lapor.people.Sessions;
import id.lapor.people.SignIn;
import id.lapor.people.Throttle;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import id.lapor.report.AccessSecret;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** A reporter's account: the reports it holds, and the account itself. */
@Controller
@ForMembers
class OwnReportPages {

  private static final int TRIES = 20;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int COPIES_AN_HOUR = 10;
  private static final Duration HOUR = Duration.ofHours(1);

  private final OwnReports own;
  private final OwnAccess access;
  private final Shown shown;
  private final Account account;
  private final Throttle throttle;

  OwnReportPages(
      OwnReports own, OwnAccess access, Shown shown, Account account, Throttle throttle) {
    this.own = own;
    this.access = access;
    this.shown = shown;
    this.account = account;
    this.throttle = throttle;
  }

  /** What the list is told with. */
  @Component("ownReportsShown")
  record Shown(Reports reports, Categories categories, Agencies agencies) {}

  /** What can be done with the account. */
  @Component("ownAccount")
  record Account(
      Members members,
      MemberDoor door,
      PasswordRule rule,
      Sessions sessions,
      Anew anew,
      Reporters reporters,
      SignIn signIn,
      Farewell farewell) {}

  @GetMapping("/saya")
  Html list(@RequestParam(defaultValue = "1") int lembar, Member member) {
    return listPage(member, lembar, "", Map.of());
  }

  /** Takes a report in whose secret is known, here or by this device. */
  @PostMapping("/saya/laporan")
  View claim(
      @RequestParam(defaultValue = "") String nomor,
      @RequestParam(defaultValue = "") String secret,
      Member member,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Report> report =
        access
            .report(nomor, request)
            .or(() ->
                Reference.parse(nomor)
                    .flatMap(
                        r -> AccessSecret.parse(secret).flatMap(s -> shown.reports().open(r, s))));
    if (report.isEmpty()) {
      // Only wrong tries count, as where a report is opened: many share one address.
      throttle.take("open-from:" + Throttle.from(request), TRIES, WINDOW);
      return listPage(member, 1, nomor, Map.of("secret", "citizen.open.wrong"))
          .home("/saya")
          .status(422);
    }
    own.keep(member, OwnAccess.unseen(report.get()));
    Notice.leave("member.notice.kept", request, response);
    return new RedirectView("/saya");
  }

  /** The report itself stays, with its secret. */
  @PostMapping("/saya/laporan/{reference}/lepas")
  View drop(
      @PathVariable String reference,
      Member member,
      HttpServletRequest request,
      HttpServletResponse response) {
    Reference.parse(reference).ifPresent(r -> own.drop(member, r));
    Notice.leave("member.notice.dropped", request, response);
    return new RedirectView("/saya");
  }

  @GetMapping("/saya/akun")
  Html account(Member member, HttpServletRequest request) {
    return accountPage(member, request, Map.of());
  }

  @PostMapping("/saya/akun/sandi")
  View password(
      @RequestParam(defaultValue = "") String lama,
      @RequestParam(defaultValue = "") String baru,
      Member member,
      HttpServletRequest request,
      HttpServletResponse response) {
    Map<String, String> errors = new LinkedHashMap<>();
    Optional<String> wrong = account.rule().wrong(baru);
    if (wrong.isPresent()) {
      errors.put("baru", wrong.get());
    } else if (!account.door().change(member, lama, baru)) {
      errors.put("lama", "people.account.wrong");
    }
    if (!errors.isEmpty()) {
      return accountPage(member, request, errors).home("/saya/akun").status(422);
    }
    Notice.leave("people.notice.password", request, response);
    return new RedirectView("/saya/masuk");
  }

  /**
   * How the account is to end.
   *
   * @param yakin the tick that it is meant
   * @param laporan the tick that the person goes out of its reports too
   */
  record Wish(@Nullable String yakin, @Nullable String laporan) {

    boolean reportsToo() {
      return "ya".equals(laporan);
    }
  }

  /** A copy of the account and of every report in it, written as it is read. */
  @PostMapping("/saya/akun/unduh")
  void copy(Member member, HttpServletResponse response) throws IOException {
    throttle.take("own-copy:" + member.getName(), COPIES_AN_HOUR, HOUR);
    List<Report> held = account.farewell().held(member);
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("lapor-akun.zip").build().toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    account.farewell().copy(member, held, response.getOutputStream());
  }

  /**
   * Asked for by a tick, so that nobody does it by a slip, and by a proof, so that nobody does it
   * for them on a device left open.
   */
  @PostMapping("/saya/akun/hapus")
  View close(
      Wish wish,
      Anew.Proof proof,
      Member member,
      HttpServletRequest request,
      HttpServletResponse response) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (!"ya".equals(wish.yakin())) {
      errors.put("yakin", "member.account.sure");
    } else if (!account.anew().shown(member, proof, request)) {
      errors.put("sandi", "member.account.notShown");
    }
    if (!errors.isEmpty()) {
      return accountPage(member, request, errors).home("/saya/akun").status(422);
    }
    account.farewell().end(member, wish.reportsToo());
    account.signIn().out(request);
    Notice.leave(
        wish.reportsToo() ? "member.notice.erased" : "member.notice.closed", request, response);
    return new RedirectView("/");
  }

  private Html listPage(Member member, int sheet, String typed, Map<String, String> errors) {
    return Html.of(
        "citizen/mine",
        "own",
        own.of(member, sheet),
        "sheet",
        Math.max(1, sheet),
        "categories",
        shown.categories(),
        "agencies",
        shown.agencies(),
        "typed",
        typed,
        "errors",
        errors);
  }

  private Html accountPage(Member member, HttpServletRequest request, Map<String, String> errors) {
    var session = request.getSession(false);
    return Html.of(
        "citizen/account",
        "phone",
        account
            .members()
            .reporter(member)
            .map(account.reporters()::reach)
            .filter(Reporters.Reach::phone)
            .isPresent(),
        "password",
        account.members().hasPassword(member),
        "passkeys",
        account.members().passkeys(member),
        "vouched",
        account.anew().vouched(request),
        "sessions",
        account.sessions().of(member.getName(), session == null ? "" : session.getId()),
        "errors",
        errors);
  }
}
