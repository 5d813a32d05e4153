package id.lapor.notification;

import id.lapor.channel.Envelope;
import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts a message in the envelope it goes out in: mail to a reporter stays in the thread of its
 * report, and what opens that report stands in it only now.
 */
@Component
class Envelopes {

  /** Stands in a message that waits, in place of what only its receiver may read. */
  static final String SECRET = "[[kode]]";

  private final Inbox inbox;
  private final Reports reports;
  private final Wires wires;

  Envelopes(Inbox inbox, Reports reports, Wires wires) {
    this.inbox = inbox;
    this.reports = reports;
    this.wires = wires;
  }

  Envelope of(Message message, String recipient) {
    boolean threaded =
        message.wire() == Wire.Kind.EMAIL && message.reporter() != null && message.report() != null;
    @Nullable Report report =
        threaded && message.report() != null ? reports.find(message.report()).orElse(null) : null;
    return new Envelope(
        recipient,
        message.subject(),
        report == null ? message.body() : opened(message.body(), report),
        "lapor-" + message.id(),
        report == null ? "" : report.reference().code(),
        report == null ? null : inbox.newestNumber(report.id().value()).orElse(null),
        message.asked());
  }

  private String opened(String body, Report report) {
    return report.matter().channel() == Channel.EMAIL && body.contains(SECRET)
        ? inbox
            .first(report.id().value())
            .map(id -> body.replace(SECRET, wires.secret(id).shown()))
            .orElse(body)
        : body;
  }
}
