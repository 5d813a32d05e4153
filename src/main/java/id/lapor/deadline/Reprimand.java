package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Teguran: a formal letter to the head of an agency, because clocks were breached.
 *
 * @param level 1 to 3
 * @param number per year, {@code TGR-I/0001/2026}; from the issue on
 * @param code by which anyone can verify the letter; from the issue on
 * @param issuer the supervisor who issued it, by name
 */
public record Reprimand(
    long id,
    AgencyId agency,
    int level,
    State state,
    Instant draftedAt,
    @Nullable String number,
    @Nullable String code,
    @Nullable Instant issuedAt,
    @Nullable String issuer,
    @Nullable AgencyId issuerOffice,
    @Nullable String reason,
    List<Case> cases) {

  /** How far the letter is. */
  public enum State {
    DRAFT,
    ISSUED,
    WITHDRAWN
  }

  /** A missed promise the letter is about. */
  public record Case(ReportId report, ClockKind kind, Instant dueAt) {}

  public Reprimand {
    cases = List.copyOf(cases);
  }

  /** I, II or III. */
  public String roman() {
    return "I".repeat(level);
  }
}
