package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.agency.Span;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.ReportId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  /** Monday to Friday, 08:00 to 16:00, without Isra Mikraj on Friday 16 January 2026. */
  private static final WorkingCalendar OFFICE =
      new WorkingCalendar(
          WITA,
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
              .collect(
                  Collectors.toMap(Function.identity(), _ -> List.of(Span.of("08:00", "16:00")))),
          Map.of(LocalDate.of(2026, 1, 16), List.of()));

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T10:00, 0, 2026-01-05T10:00", // the breach itself, at once
    "2026-01-05T10:00, 1, 2026-01-06T10:00", // reprimand I
    "2026-01-05T10:00, 2, 2026-01-08T10:00", // reprimand II
    "2026-01-05T10:00, 3, 2026-01-14T10:00", // reprimand III
    "2026-01-09T15:00, 1, 2026-01-12T15:00", // over a weekend
    "2026-01-15T10:00, 1, 2026-01-19T10:00", // over a holiday and a weekend
    "2026-01-10T03:00, 0, 2026-01-10T03:00", // a desk that never closes is late at night too
    "2026-01-10T03:00, 1, 2026-01-12T16:00", // but its letters wait for the office
  })
  void climbsAfterZeroOneThreeAndSevenWorkingDays(
      LocalDateTime due, int step, LocalDateTime fires) {
    assertThat(FakeHouse.LADDER.next(step).map(r -> r.fires(due.atZone(WITA).toInstant(), OFFICE)))
        .contains(fires.atZone(WITA).toInstant());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 100})
  void endsAboveTheThirdReprimand(int step) {
    assertThat(FakeHouse.LADDER.next(step)).isEmpty();
  }

  /** A look that comes too early, by whatever fault, writes no letter. */
  @Test
  void climbsNoRungBeforeItsMoment() {
    Instant due = LocalDateTime.parse("2026-01-05T10:00").atZone(WITA).toInstant();
    Instant letter = LocalDateTime.parse("2026-01-06T10:00").atZone(WITA).toInstant();
    Clock told = told(due);
    assertThat(Passing.of(told, letter.minusSeconds(1), OFFICE, FakeHouse.LADDER))
        .isEqualTo(new Passing.Over(letter));
    assertThat(Passing.of(told, letter, OFFICE, FakeHouse.LADDER))
        .isInstanceOfSatisfying(
            Passing.Climbed.class,
            c -> assertThat(c.rung().deed()).isEqualTo(Ladder.Deed.REPRIMAND_1));
  }

  /** A promise that was missed and told. */
  private static Clock told(Instant due) {
    return new Clock(
        1,
        new ReportId(1),
        Offices.OPD,
        ClockKind.FIRST_ANSWER,
        2,
        Term.FIRST_ANSWER,
        Allowance.Unit.WORKING_DAYS,
        Duration.ofDays(3),
        Duration.ZERO,
        due.minus(Duration.ofDays(5)),
        due,
        Clock.State.RUNNING,
        1,
        false,
        due,
        null,
        due,
        null,
        true);
  }

  @Test
  void leavesOutALetterThatTheRulesDoNotKnow() {
    Ladder without =
        new Ladder(
            List.of(
                new Ladder.Rung(0, Ladder.Deed.TELL, false),
                new Ladder.Rung(3, Ladder.Deed.REPRIMAND_2, false)));
    assertThat(without.next(1).map(Ladder.Rung::deed)).contains(Ladder.Deed.REPRIMAND_2);
    assertThat(without.next(2).map(Ladder.Rung::deed)).contains(Ladder.Deed.REPRIMAND_2);
    assertThat(without.next(3)).isEmpty();
  }
}
