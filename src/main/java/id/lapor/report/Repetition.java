package id.lapor.report;

import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import java.time.Instant;
import java.util.List;

/**
 * Recognises a form sent again by whoever sent it before: a second tap, a page gone back to. An act
 * is the same when, decided on the report as it stood then, it makes what the journal says.
 */
final class Repetition {

  private final Workflow workflow;
  private final EvidenceBox evidence;

  Repetition(Workflow workflow, EvidenceBox evidence) {
    this.workflow = workflow;
    this.evidence = evidence;
  }

  /**
   * @param history the whole journal
   * @param seen version the actor looked at; what they did to an earlier one does not count
   */
  boolean of(Report report, List<Entry> history, long seen, Command command, Actor actor) {
    if (seen < 1 || !(history.getFirst().event() instanceof Event.Filed filed)) {
      return false;
    }
    Report then = Folding.filed(report.id(), report.reference(), filed, history.getFirst().at());
    for (Entry entry : history.subList(1, history.size())) {
      if (entry.seq() > seen && entry.actor().equals(actor) && makes(then, command, entry)) {
        return true;
      }
      then = Folding.fold(then, entry.event(), entry.at());
    }
    return false;
  }

  private boolean makes(Report then, Command command, Entry entry) {
    return workflow.decide(then, command, entry.actor(), entry.at())
            instanceof Decision.Accepted accepted
        && bare(accepted.events().getFirst()).equals(bare(entry.event()))
        && evidence.alike(files(accepted.events().getFirst()), files(entry.event()));
  }

  private static List<EvidenceId> files(Event event) {
    return ReportLedger.evidenceOf(event);
  }

  /** Without files, which have other numbers each time, and dates that follow from the moment. */
  private static Event bare(Event event) {
    return switch (event) {
      case Event.Wrote e -> new Event.Wrote(e.by(), e.text(), List.of());
      case Event.FollowedUp e -> new Event.FollowedUp(e.by(), e.text(), List.of());
      case Event.Answered e ->
          new Event.Answered(
              e.by(), e.text(), List.of(), e.whyNoEvidence(), e.whole(), Instant.EPOCH);
      case Event.Replied e -> new Event.Replied(e.text(), List.of(), null);
      case Event.Disputed e -> new Event.Disputed(e.reason(), List.of(), e.time(), e.owner());
      case Event.Held e -> new Event.Held(e.by(), e.question(), Instant.EPOCH);
      case Event.Archived e -> new Event.Archived(e.reason(), e.words(), Instant.EPOCH);
      case Event.Confirmed _ -> new Event.Confirmed(Instant.EPOCH);
      default -> event;
    };
  }
}
