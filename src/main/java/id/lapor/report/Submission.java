package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
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
 */
public record Submission(
    String key,
    @Nullable AccessSecret secret,
    Matter matter,
    AgencyId desk,
    List<EvidenceId> evidence,
    Actor by) {

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
}
