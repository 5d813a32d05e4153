package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.notification.Notifications;
import id.lapor.people.Codes;
import id.lapor.people.ReporterId;
import id.lapor.people.Throttle;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a code on its way, together with the message that carries it. */
@Component
class CodeSending {

  private final Codes codes;
  private final Notifications notifications;
  private final TransactionTemplate transaction;

  CodeSending(Codes codes, Notifications notifications, TransactionTemplate transaction) {
    this.codes = codes;
    this.notifications = notifications;
    this.transaction = transaction;
  }

  /**
   * To whom a report is open; false when there is no such number or address.
   *
   * @throws id.lapor.platform.page.TooManyRequests when too many were asked for
   */
  boolean toProve(Report report, ReporterId reporter, boolean phone) {
    return send(report, codes.toProve(reporter, phone));
  }

  /**
   * To whom its secret is to be exchanged for; false when there is no such number or address.
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
