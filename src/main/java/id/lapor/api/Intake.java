package id.lapor.api;

import id.lapor.evidence.EvidenceId;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what other systems bring, once for each key of theirs. Who they say the reporter is goes
 * to the vault, unproven, as from any other way in.
 */
@Service
class Intake {

  private static final @Nullable AccessSecret NO_SECRET = null;

  private final Reports reports;
  private final Reporters reporters;
  private final IntakeStore store;

  Intake(Reports reports, Reporters reporters, IntakeStore store) {
    this.reports = reports;
    this.reporters = reporters;
    this.store = store;
  }

  /**
   * A report as it is brought.
   *
   * @param category code, null where nobody chose one
   */
  record Brought(
      Channel channel,
      Kind kind,
      @Nullable String category,
      Visibility visibility,
      String text,
      Place place,
      Contact contact,
      List<EvidenceId> evidence) {}

  /** What became of it. */
  sealed interface Taken {

    /**
     * @param version of the report after it
     */
    record Done(Report report, long version) implements Taken {}

    /** The key stood for something else before. */
    record OtherContent() implements Taken {}

    record Refused(id.lapor.report.Refusal why) implements Taken {}

    /** There is no such report of this client. */
    record NotThere() implements Taken {}
  }

  /** What a reporter who is gone sent is not even kept as a hash. */
  @EventListener
  void on(Reporters.Erased erased) {
    store.forgetContent(
        reports.filedBy(List.of(erased.reporter())).stream().map(Report::id).toList());
  }

  /** What was done under the key before, if anything. */
  Optional<Taken> earlier(Client client, @Nullable Once once) {
    return once == null ? Optional.empty() : store.find(client, once).map(this::answer);
  }

  @Transactional
  Taken file(Client client, @Nullable Once once, Brought brought) {
    Optional<Taken> before = begin(client, once);
    if (before.isPresent()) {
      return before.get();
    }
    Contact contact = brought.contact();
    Matter matter =
        new Matter(
            brought.kind(),
            false,
            brought.category(),
            brought.visibility(),
            false,
            brought.channel(),
            brought.text(),
            null,
            brought.place(),
            contact.empty() ? null : reporters.keep(contact));
    String key = once == null ? UUID.randomUUID().toString() : once.key();
    Submission submission =
        new Submission(
            "client:" + client.id() + ":" + key,
            NO_SECRET,
            matter,
            client.desk(),
            brought.evidence());
    Report report = reports.file(submission).report();
    store.keep(client, once, report);
    store.own(client, report.id());
    return new Taken.Done(report, report.version());
  }

  /** What a reporter says to the system the report came from. */
  @Transactional
  Taken reply(Client client, @Nullable Once once, Reference reference, Command command) {
    Optional<Report> report = own(client, reference);
    if (report.isEmpty()) {
      return new Taken.NotThere();
    }
    Optional<Taken> before = begin(client, once);
    if (before.isPresent()) {
      return before.get();
    }
    return switch (reports.command(report.get().id(), command, new Actor.Reporter())) {
      case Outcome.Refused r -> {
        store.forget(client, once);
        yield new Taken.Refused(r.why());
      }
      case Outcome.Done d -> {
        store.keep(client, once, d.report());
        yield new Taken.Done(d.report(), d.report().version());
      }
    };
  }

  /** The report, if this client brought it. */
  Optional<Report> own(Client client, Reference reference) {
    return reports.find(reference).filter(r -> store.owns(client, r.id()));
  }

  /** Waits for another request with the same key to end. */
  private Optional<Taken> begin(Client client, @Nullable Once once) {
    return once == null || store.begin(client, once) ? Optional.empty() : earlier(client, once);
  }

  private Taken answer(IntakeStore.Kept kept) {
    return kept.same()
        ? new Taken.Done(reports.find(kept.report()).orElseThrow(), kept.version())
        : new Taken.OtherContent();
  }
}
