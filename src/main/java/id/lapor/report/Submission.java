package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report about to be filed, whatever way it came.
 *
 * @param key the sender's idempotency key: the same key again answers with the first report
 * @param secret opens the reporter's page later; absent where the way in has another proof, such as
 *     an SMS number
 * @param desk the coordinator of the government it names, else the national admin
 * @param by the reporter, or the officer who wrote it down for one
 * @param arrival over a wire; null for what is filed as it arrives
 */
public record Submission(
    String key,
    @Nullable AccessSecret secret,
    Matter matter,
    AgencyId desk,
    List<EvidenceId> evidence,
    Actor by,
    @Nullable Arrival arrival) {

  public Submission {
    evidence = List.copyOf(evidence);
  }

  /** Sent by the reporter. */
  public Submission(
      String key,
      @Nullable AccessSecret secret,
      Matter matter,
      AgencyId desk,
      List<EvidenceId> evidence) {
    this(key, secret, matter, desk, evidence, new Actor.Reporter());
  }

  /** Filed as it arrives. */
  public Submission(
      String key,
      @Nullable AccessSecret secret,
      Matter matter,
      AgencyId desk,
      List<EvidenceId> evidence,
      Actor by) {
    this(key, secret, matter, desk, evidence, by, null);
  }

  /** The same, which arrived before it could be read. */
  public Submission arrived(Arrival over) {
    return new Submission(key, secret, matter, desk, evidence, by, over);
  }

  /** When the house had it; never later than now. */
  Instant received(Instant now) {
    return arrival == null || arrival.at().isAfter(now) ? now : arrival.at();
  }
}
