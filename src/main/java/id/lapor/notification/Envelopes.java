package id.lapor.notification;

import id.lapor.channel.Envelope;
import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts a message in the envelope it goes out in: mail to a reporter stays in the thread of its
 * report, and what opens that report stands in it only now, like codes and links.
 */
@Component
class Envelopes {

  /** Stands in a message that waits, in place of what only its receiver may read. */
  static final String SECRET = "[[kode]]";

  /** What is left of that where nothing opens it. */
  private static final String NONE = "-";

  /** Whoever files in these ways is sent the secret with the number. */
  private static final Set<Channel> OPENED = EnumSet.of(Channel.EMAIL, Channel.X);

  private final Inbox inbox;
  private final Reports reports;
  private final Wires wires;
  private final SealedWords sealed;

  Envelopes(Inbox inbox, Reports reports, Wires wires, SealedWords sealed) {
    this.sealed = sealed;
    this.inbox = inbox;
    this.reports = reports;
    this.wires = wires;
  }

  Envelope of(Message waiting, String recipient) {
    Message message = sealed.open(waiting);
    if (message.wire() == Wire.Kind.X) {
      return post(message, recipient);
    }
    boolean threaded = message.wire() == Wire.Kind.EMAIL;
    @Nullable Report report =
        threaded || message.body().contains(SECRET) ? theirs(message).orElse(null) : null;
    return new Envelope(
        recipient,
        message.subject(),
        report == null ? message.body() : opened(message.body(), report),
        "lapor-" + message.id(),
        report == null || !threaded ? "" : report.reference().code(),
        report == null || !threaded ? null : newest(report, message, recipient).orElse(null),
        message.asked());
  }

  /**
   * The report it tells its own reporter of. Whoever else asks how it stands is told that and no
   * more: a mark of its thread would let them speak for its reporter.
   */
  private Optional<Report> theirs(Message message) {
    return Optional.ofNullable(message.report())
        .filter(_ -> message.reporter() != null)
        .flatMap(reports::find)
        .filter(r -> Objects.equals(r.matter().reporter(), message.reporter()));
  }

  /**
   * With a subject to its receiver alone; else below the post that is answered, the one that was
   * filed when nobody asked anything since.
   */
  private Envelope post(Message message, String recipient) {
    Optional<Report> report = Optional.ofNullable(message.report()).flatMap(reports::find);
    if (!message.subject().isEmpty() && !message.subject().startsWith(Wires.ANSWERING)) {
      String body = theirs(message).map(r -> opened(message.body(), r)).orElse(message.body());
      return new Envelope(
          recipient, message.subject(), body, "lapor-" + message.id(), "", null, message.asked());
    }
    Optional<String> answers =
        message.subject().startsWith(Wires.ANSWERING)
            ? inbox.number(Long.parseLong(message.subject().substring(Wires.ANSWERING.length())))
            : report.flatMap(r -> newest(r, message, recipient));
    return new Envelope(
        recipient,
        "",
        message.body(),
        "lapor-" + message.id(),
        report.map(r -> r.reference().code()).orElse(""),
        answers.orElse(null),
        message.asked());
  }

  /** What it answers: a message of its receiver's own, and nobody else's. */
  private Optional<String> newest(Report report, Message message, String recipient) {
    return inbox.newestNumber(report.id().value(), message.wire(), recipient);
  }

  /** Of what might open it, what does; whatever is no such report says nothing. */
  private String opened(String body, Report report) {
    if (!body.contains(SECRET)) {
      return body;
    }
    Stream<AccessSecret> written =
        OPENED.contains(report.matter().channel())
            ? inbox.leading(report.id().value()).stream().map(wires::secret)
            : Stream.empty();
    Stream<AccessSecret> dictated =
        Optional.ofNullable(report.matter().reporter()).map(wires::secret).stream();
    return Stream.concat(written, dictated)
        .filter(s -> reports.open(report.reference(), s).isPresent())
        .findFirst()
        .map(s -> body.replace(SECRET, s.shown()))
        .orElseGet(() -> body.replace(SECRET, NONE));
  }
}
