package id.lapor.evidence;

import java.util.Collection;
import java.util.Map;

/** Knows which files may leave the house. */
@FunctionalInterface
public interface Standings {

  /** Of each file that exists; asks nothing when there are none. */
  Map<EvidenceId, Standing> of(Collection<EvidenceId> ids);
}
