package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.people.Contact;
import id.lapor.people.DataRequest;
import id.lapor.people.DataRequests;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Line;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import id.lapor.report.Whose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the person out of a report: identity, messages, the untouched originals of their photos and
 * the names these files had. The case, its clean copies, its numbers and every proof stay. Messages
 * that led to no report go with the last report whose reporter has their sender's address: until
 * then they may be about another one.
 */
@Component
public class Erasure {

  private final Reports reports;
  private final Whose whose;
  private final Reporters reporters;
  private final DataRequests requests;
  private final Story story;
  private final EvidenceBox box;
  private final Inbox inbox;

  Erasure(
      Reports reports,
      Whose whose,
      Reporters reporters,
      DataRequests requests,
      Story story,
      EvidenceBox box,
      Inbox inbox) {
    this.reports = reports;
    this.whose = whose;
    this.reporters = reporters;
    this.requests = requests;
    this.story = story;
    this.box = box;
    this.inbox = inbox;
  }

  /** Because the reporter asks for it. */
  @Transactional
  public void erase(Report report) {
    Optional<ReporterId> reporter = whose.reporter(report);
    reporter.ifPresent(r -> requests.done(DataRequest.Kind.ERASURE, r));
    letGo(report, reporter, inbox::forgetLoose);
  }

  /**
   * Because it was kept long enough.
   *
   * @param before what came later than this and led to no report yet stays
   */
  @Transactional
  void expire(Report report, Instant before) {
    letGo(report, whose.reporter(report), address -> inbox.forgetLoose(address, before));
  }

  private void letGo(Report report, Optional<ReporterId> reporter, Consumer<String> loose) {
    reporter.flatMap(reporters::erase).ifPresent(c -> forgetLoose(c, loose));
    List<Entry> history = reports.history(report.id());
    Stream<EvidenceId> brought =
        story.tell(report, history, Line.Eyes.REPORTER).stream()
            .filter(l -> l.tone() == Line.Tone.REPORTER)
            .flatMap(l -> l.evidence().stream());
    box.forgetOriginals(Stream.concat(brought, ascribed(history)).distinct().toList());
    inbox.forget(report.id().value());
  }

  /** With messages an officer put on it, most likely theirs. */
  private static Stream<EvidenceId> ascribed(List<Entry> history) {
    return history.stream()
        .flatMap(e -> e.event() instanceof Event.Ascribed a ? a.evidence().stream() : Stream.of());
  }

  private void forgetLoose(Contact erased, Consumer<String> loose) {
    Stream.of(
            last(erased.phone(), reporters::havingPhone),
            last(erased.email(), reporters::havingEmail),
            last(erased.x(), reporters::havingX))
        .flatMap(Optional::stream)
        .forEach(loose);
  }

  /** The address when no report of somebody who has it is left. */
  private Optional<String> last(
      @Nullable String address, Function<String, List<ReporterId>> having) {
    return Optional.ofNullable(address).filter(a -> reports.filedBy(having.apply(a)).isEmpty());
  }
}
