package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.report.Actor;
import java.util.List;
import java.util.Optional;

/** A letter as a supervisor reads it and then issues it. */
public final class ReadLetter {

  private ReadLetter() {}

  /** What waits for the letter; empty when nothing does. */
  public static Optional<Reprimand.Draft> draft(Reprimands reprimands, AgencyId to, int level) {
    return reprimands.drafts(Jurisdiction.COUNTRY, List.of(new Reprimand.Due(to, level))).stream()
        .findFirst();
  }

  /** Issues what waits this moment; empty when nothing does, or all of it is held up. */
  public static Optional<Reprimand> issue(
      Reprimands reprimands, AgencyId to, int level, Actor.Officer supervisor) {
    return draft(reprimands, to, level)
        .flatMap(d -> reprimands.issue(d.due(), d.seal(), supervisor));
  }
}
