package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.notification.Notifications;
import id.lapor.people.Codes;
import id.lapor.people.ReporterId;
import id.lapor.people.Throttle;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
  private final TransactionTemplate transaction;

  CodeSending(
      Codes codes,
      Throttle throttle,
      Notifications notifications,
      TransactionTemplate transaction) {
    this.codes = codes;
    this.throttle = throttle;
    this.notifications = notifications;
    this.transaction = transaction;
  }

  /**
   * To whom a report is open; false when there is no such number or address, or no codes go there.
   *
   * @throws id.lapor.platform.page.TooManyRequests when too many were asked for
   */
  boolean toProve(Report report, ReporterId reporter, boolean phone, HttpServletRequest request) {
    throttle.take(
        "code-report:" + report.id().value() + (phone ? "/phone" : "/email"),
        MOST_OF_A_REPORT,
        Duration.ofDays(1));
    throttle.take("code-from:" + Throttle.from(request), MOST_FROM_A_PLACE, Duration.ofHours(1));
    return send(report, codes.toProve(reporter, phone));
  }

  /**
   * To whom its secret is to be exchanged for; false when there is no such number or address, or no
   * codes go there.
   *
   * @throws id.lapor.platform.page.TooManyRequests when too many were asked for from there
   */
  boolean toExchange(Report report, boolean phone, HttpServletRequest request) {
    String from = Throttle.from(request);
    return send(report, codes.toExchange(DataSheet.known(report), phone, from));
  }

  private boolean send(Report report, Optional<Codes.Leave> leave) {
    leave.ifPresent(l ->
        transaction.executeWithoutResult(_ -> {
          Wire.Kind wire = l.phone() ? Wire.Kind.SMS : Wire.Kind.EMAIL;
          notifications.sendCode(report.id(), l.reporter(), wire, codes.issue(l));
        }));
    return leave.isPresent();
  }
}
