package id.lapor.citizen;

import id.lapor.people.SignIn;
import id.lapor.platform.page.Cookies;
import id.lapor.report.AccessSecret;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Whose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Remembers on the reporter's device which reports it has opened with their secret. */
@Component
class OwnAccess {

  private static final Duration KEPT = Duration.ofDays(30);

  private final Reports reports;
  private final OwnReports own;
  private final Whose whose;

  OwnAccess(Reports reports, OwnReports own, Whose whose) {
    this.reports = reports;
    this.own = own;
    this.whose = whose;
  }

  /** The report, for whoever has its secret on this device or holds it in their account. */
  Optional<Report> report(String reference, HttpServletRequest request) {
    return Reference.parse(reference)
        .flatMap(r ->
            Cookies.value(name(r), request)
                .flatMap(AccessSecret::parse)
                .flatMap(secret -> reports.open(r, secret))
                .or(() -> SignIn.member().flatMap(m -> own.find(m, r))));
  }

  /**
   * The same for what decides or tells who the reporter is: a secret an officer has seen is no
   * proof of being the reporter, and a row that is not what its history says leads to nobody.
   *
   * @throws ExchangeFirst when it still is the one an officer has seen
   */
  Optional<Report> own(String reference, HttpServletRequest request) {
    return report(reference, request).filter(whose::sure).map(OwnAccess::unseen);
  }

  /** The report, if no officer has seen the secret that opens it. */
  static Report unseen(Report report) {
    if (report.course().secretSeen()) {
      throw new ExchangeFirst(report.reference());
    }
    return report;
  }

  /** Whether the account that is signed in here holds the report. */
  boolean held(Reference reference) {
    return SignIn.member().flatMap(m -> own.find(m, reference)).isPresent();
  }

  /** The account that is signed in here holds it, as it is opened from now on. */
  void hold(Report report) {
    SignIn.member().ifPresent(m -> own.keep(m, report));
  }

  /** Whether this very device has the report's secret and was not told to forget it. */
  boolean opened(Report report, HttpServletRequest request) {
    return Cookies.value(name(report.reference()), request)
        .flatMap(AccessSecret::parse)
        .flatMap(secret -> reports.open(report.reference(), secret))
        .isPresent();
  }

  void grant(
      Reference reference,
      AccessSecret secret,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.addCookie(Cookies.make(name(reference), secret.shown(), KEPT, request));
  }

  void forget(Reference reference, HttpServletRequest request, HttpServletResponse response) {
    response.addCookie(Cookies.make(name(reference), "", Duration.ZERO, request));
  }

  private static String name(Reference reference) {
    return "buka-" + reference.code();
  }
}
