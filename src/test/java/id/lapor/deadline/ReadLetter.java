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

  /** Declines what waits this moment and could be issued. */
  public static Optional<String> decline(
      Reprimands reprimands, AgencyId to, int level, String reason, Actor.Officer supervisor) {
    String seal = draft(reprimands, to, level).map(Reprimand.Draft::seal).orElse("");
    return reprimands.decline(new Reprimand.Due(to, level), seal, reason, supervisor);
  }

  /** Issues what waits this moment; empty when nothing does, or all of it is held up. */
  public static Optional<Reprimand> issue(
      Reprimands reprimands, AgencyId to, int level, Actor.Officer supervisor) {
    return draft(reprimands, to, level)
        .flatMap(d -> reprimands.issue(d.due(), d.seal(), supervisor));
  }
}
