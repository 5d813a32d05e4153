package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Stage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An act after which an office owes nothing of a report any more, whether it has done it or not. A
 * new date it promised is judged by this and not by a follow-up, which says only that there is
 * work.
 *
 * @param office null for every office
 * @param cause name of the act
 */
record Finish(ReportId report, @Nullable AgencyId office, String cause, Instant at) {

  /**
   * @param after the report after the whole transaction
   */
  static Optional<Finish> of(Report after, Entry entry) {
    return switch (entry.event()) {
      case Event.Answered e -> by(e.by(), after, entry);
      case Event.Returned e -> by(after.stage() == Stage.RETURNED ? null : e.by(), after, entry);
      case Event.Confirmed _,
          Event.ClosedBySilence _,
          Event.Withdrawn _,
          Event.Merged _,
          Event.Archived _,
          Event.Recalled _ ->
          by(null, after, entry);
      default -> Optional.empty();
    };
  }

  private static Optional<Finish> by(@Nullable AgencyId office, Report after, Entry entry) {
    String cause = entry.event().getClass().getSimpleName();
    return Optional.of(new Finish(after.id(), office, cause, entry.at()));
  }
}
