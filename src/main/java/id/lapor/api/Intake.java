package id.lapor.api;

import id.lapor.channel.Doors;
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
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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

  /** No report has this number. */
  private static final ReportId NONE = new ReportId(0);

  private final Reports reports;
  private final Reporters reporters;
  private final IntakeStore store;
  private final Doors doors;

  Intake(Reports reports, Reporters reporters, IntakeStore store, Doors doors) {
    this.reports = reports;
    this.reporters = reporters;
    this.store = store;
    this.doors = doors;
  }

  /**
   * Who brings something, and as what.
   *
   * @param once null where the client named no key, and nothing stands for it
   * @param sent all of it, but for the client's key
   */
  record From(Client client, Doors.Door door, @Nullable Once once, byte[] sent) {}

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
  Optional<Taken> earlier(From from) {
    return from.once() == null
        ? Optional.empty()
        : store.find(from.client(), from.once()).map(k -> answer(from.client(), k));
  }

  /** Does it; where it is turned away, whoever looks after the doors sees that too. */
  <T> T heard(Client client, Supplier<T> work) {
    try {
      return work.get();
    } catch (Wrong e) {
      doors.refused(client.line(), e.status());
      throw e;
    } catch (Problem e) {
      doors.refused(client.line(), e.status());
      throw e;
    }
  }

  @Transactional
  Taken file(From from, Brought brought) {
    Client client = from.client();
    @Nullable Once once = from.once();
    Optional<Taken> before = begin(from);
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
    String key = once == null || !once.named() ? UUID.randomUUID().toString() : once.key();
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
    keep(from, report);
    return new Taken.Done(report, report.version());
  }

  /** What a reporter says to the system the report came from. */
  @Transactional
  Taken reply(From from, Reference reference, Command command) {
    Optional<Report> report = own(from.client(), reference);
    if (report.isEmpty()) {
      return new Taken.NotThere();
    }
    Optional<Taken> before = begin(from);
    if (before.isPresent()) {
      return before.get();
    }
    return switch (reports.command(report.get().id(), command, new Actor.Reporter())) {
      case Outcome.Refused r -> {
        store.forget(from.client(), from.once());
        yield new Taken.Refused(r.why());
      }
      case Outcome.Done d -> {
        store.keep(from.client(), from.once(), d.report());
        keep(from, d.report());
        yield new Taken.Done(d.report(), d.report().version());
      }
    };
  }

  /**
   * The report, if this client brought it. Of a number nobody has the same is asked, so that the
   * time it takes tells nothing.
   */
  Optional<Report> own(Client client, Reference reference) {
    Optional<Report> report = reports.find(reference);
    boolean brought = store.owns(client, report.map(Report::id).orElse(NONE));
    return report.filter(_ -> brought);
  }

  /** Waits for another request with the same key to end. */
  private Optional<Taken> begin(From from) {
    return from.once() == null || store.begin(from.client(), from.once())
        ? Optional.empty()
        : earlier(from);
  }

  private void keep(From from, Report report) {
    doors.keep(
        new Doors.Brought(from.door(), from.client().line(), from.sent()), report.id().value());
  }

  /** What was done under a key was done to a report of this client; any other is not its answer. */
  private Taken answer(Client client, IntakeStore.Kept kept) {
    return kept.same() && store.owns(client, kept.report())
        ? new Taken.Done(reports.find(kept.report()).orElseThrow(), kept.version())
        : new Taken.OtherContent();
  }
}
