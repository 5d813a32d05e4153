package id.lapor.audit;

import java.util.Optional;

/** Something else that has to be as it was left; looked at whenever the trail is verified. */
public interface Check {

  /** The first thing that is wrong, empty when all is well. */
  Optional<Verdict.Finding> look();
}
