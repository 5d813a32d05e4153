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
 */
public record Submission(
    String key,
    @Nullable AccessSecret secret,
    Matter matter,
    AgencyId desk,
    List<EvidenceId> evidence) {

  public Submission {
    evidence = List.copyOf(evidence);
  }
}
