package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.notification.Notifications;
import id.lapor.people.Codes;
import id.lapor.people.ReporterId;
import id.lapor.people.Throttle;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a code on its way, together with the message that carries it. */
@Component
class CodeSending {

  /** To however many addresses it comes to have; each is counted by itself as well. */
  private static final int MOST_OF_A_REPORT = 6;

  /** A mobile operator may put a whole town behind one address. */
  private static final int MOST_FROM_A_PLACE = 60;

  private final Codes codes;
  private final Throttle throttle;
  private final Notifications notifications;

  CodeSending(Codes codes, Throttle throttle, Notifications notifications) {
    this.codes = codes;
    this.throttle = throttle;
    this.notifications = notifications;
  }

  /**
   * False when there is no such number or address, or no codes go there.
   *
   * @throws id.lapor.platform.page.TooManyRequests when too many were asked for
   */
  @Transactional
  boolean send(Report report, ReporterId reporter, boolean phone, HttpServletRequest request) {
    throttle.take(
        "code-report:" + report.id().value() + (phone ? "/phone" : "/email"),
        MOST_OF_A_REPORT,
        Duration.ofDays(1));
    throttle.take("code-from:" + Throttle.from(request), MOST_FROM_A_PLACE, Duration.ofHours(1));
    return codes
        .issue(reporter, phone)
        .map(code -> {
          Wire.Kind wire = phone ? Wire.Kind.SMS : Wire.Kind.EMAIL;
          notifications.sendCode(report.id(), reporter, wire, code);
          return true;
        })
        .orElse(false);
  }
}
