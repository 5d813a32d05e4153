package id.lapor.deadline;

import id.lapor.agency.Holiday;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a clock is due when it is, for a page to put into words.
 *
 * @param allowance what the rules gave; null when an act named the end
 * @param holidays of the office, between the begin and the end
 * @param paused how long it stood still by the wall clock while the reporter was asked
 * @param book the version of the rules it runs under
 */
public record Explanation(
    Clock clock,
    @Nullable Allowance allowance,
    List<Holiday> holidays,
    Duration paused,
    RuleBook book,
    ZoneId zone) {

  private static final String ASKED = "Held";

  static Explanation of(Ledger ledger, House house, Instant now) {
    Clock clock = ledger.clock();
    RuleBook book = house.book(clock.rules());
    ZoneId zone = house.hours().office(clock.office()).zone();
    Instant end = clock.stoppedAt() == null ? clock.dueAt() : clock.stoppedAt();
    boolean closedDays =
        clock.unit() != Allowance.Unit.CALENDAR_DAYS && clock.kind() != ClockKind.TRIAGE;
    List<Holiday> holidays =
        closedDays
            ? house.hours().holidays(clock.office(), day(clock.startedAt(), zone), day(end, zone))
            : List.of();
    @Nullable Term term = clock.term();
    return new Explanation(
        clock,
        term == null ? null : book.allowance(term),
        holidays,
        paused(ledger, now),
        book,
        zone);
  }

  private static Duration paused(Ledger ledger, Instant now) {
    Duration sum = Duration.ZERO;
    List<Ledger.Run> runs = ledger.runs();
    for (int i = 0; i < runs.size(); i++) {
      @Nullable Instant until = runs.get(i).until();
      if (until == null || !ASKED.equals(runs.get(i).endedBy())) {
        continue;
      }
      boolean last = i == runs.size() - 1;
      Instant again = last ? now : runs.get(i + 1).since();
      sum = sum.plus(Duration.between(until, again));
    }
    return sum;
  }

  private static LocalDate day(Instant moment, ZoneId zone) {
    return LocalDate.ofInstant(moment, zone);
  }
}
