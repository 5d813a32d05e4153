package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.notification.Notifications;
import id.lapor.people.Codes;
import id.lapor.people.ReporterId;
import id.lapor.report.Report;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a code on its way, together with the message that carries it. */
@Component
class CodeSending {

  private final Codes codes;
  private final Notifications notifications;

  CodeSending(Codes codes, Notifications notifications) {
    this.codes = codes;
    this.notifications = notifications;
  }

  /** False when there is no such number or address. */
  @Transactional
  boolean send(Report report, ReporterId reporter, boolean phone) {
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
