package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.agency.ShippedHolidays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows a missed promise when rules or holidays change under it. */
class RecountTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final House HOUSE = new FakeHouse(ShippedHolidays.all(), "7m");

  /** Zammad #4353: rules that had been taken out of force went on escalating. */
  @Test
  void sendsNoLetterOfRulesThatWereTakenOutOfForce() {
    Ledger missed = missed("2026-01-09T09:00"); // waits for letter I
    RuleBook mild =
        HOUSE.book(2).next(LocalDate.of(2026, 1, 8), true, "Nadia", Map.of(), ladder(5, 9));
    Instant now = at("2026-01-08T10:00");
    Clock counted = Recount.of(missed, setting(mild, now), Life.MONDAY, now).clock();
    assertThat(counted.firesAt()).isEqualTo(at("2026-01-15T09:00"));
    assertThat(counted.dueAt()).isEqualTo(missed.clock().dueAt());
    assertThat(counted.breachedAt()).isEqualTo(missed.clock().breachedAt());
    RuleBook none = HOUSE.book(2).next(LocalDate.of(2026, 1, 8), true, "Nadia", Map.of(), ladder());
    assertThat(Recount.of(missed, setting(none, now), Life.MONDAY, now).clock().firesAt()).isNull();
  }

  /** Nor does a harder ladder send letters at once: the office has a working day to answer. */
  @Test
  void bringsNoLetterForwardToLessThanAWorkingDay() {
    Ledger missed = missed("2026-01-19T09:00");
    RuleBook hard =
        HOUSE.book(2).next(LocalDate.of(2026, 1, 9), true, "Nadia", Map.of(), ladder(0));
    Instant now = at("2026-01-09T10:00");
    assertThat(Recount.of(missed, setting(hard, now), Life.MONDAY, now).clock().firesAt())
        .isEqualTo(at("2026-01-12T10:00"));
  }

  /** Else the warning that was sent for the old budget would come round again. */
  @Test
  void looksByTheNewBudgetWhereTheDueMomentStays() {
    Ledger open =
        new Life(HOUSE, at("2026-01-05T09:00"))
            .happens(Happenings.forwarded())
            .ledger(ClockKind.FIRST_ANSWER);
    RuleBook shorter =
        HOUSE
            .book(2)
            .next(
                LocalDate.of(2026, 1, 7),
                true,
                "Nadia",
                Map.of(Term.FIRST_ANSWER, Allowance.read("2d").orElseThrow()),
                FakeHouse.LADDER);
    Instant now = at("2026-01-07T10:00");
    Clock counted = Recount.of(open, setting(shorter, now), Life.MONDAY, now).clock();
    assertThat(counted.dueAt()).isEqualTo(open.clock().dueAt());
    assertThat(counted.firesAt()).isEqualTo(at("2026-01-07T13:48"));
  }

  /** A letter that would go out on a new holiday waits for the next working day. */
  @Test
  void letsLettersKeepTheHolidaysOfANewDecree() {
    Ledger missed = missed("2026-01-09T09:00");
    Instant now = at("2026-01-08T10:00");
    Set<LocalDate> holidays = new HashSet<>(ShippedHolidays.all());
    holidays.add(LocalDate.of(2026, 1, 9));
    Setting decreed =
        new Setting(Offices.hours(holidays), List.of(HOUSE.book(2)), _ -> "bontang", now);
    assertThat(Recount.of(missed, decreed, Life.MONDAY, now).clock().firesAt())
        .isEqualTo(at("2026-01-12T09:00"));
  }

  /** Forwarded on Monday at nine and not answered by Thursday at nine. */
  private static Ledger missed(String fires) {
    Ledger ledger =
        new Life(HOUSE, at("2026-01-05T09:00"))
            .happens(Happenings.forwarded())
            .ledger(ClockKind.FIRST_ANSWER);
    Clock c = ledger.clock();
    return new Ledger(
        new Clock(
            c.id(),
            c.report(),
            c.office(),
            c.kind(),
            c.rules(),
            c.term(),
            c.unit(),
            c.budget(),
            c.consumed(),
            c.startedAt(),
            c.dueAt(),
            c.state(),
            1,
            c.asked(),
            c.dueAt(),
            null,
            at(fires)),
        ledger.runs());
  }

  private static Setting setting(RuleBook newest, Instant now) {
    return new Setting(HOUSE.hours(), List.of(HOUSE.book(2), newest), _ -> "bontang", now);
  }

  /** With letters of the first levels after so many working days. */
  private static Ladder ladder(int... days) {
    List<Ladder.Rung> rungs = new ArrayList<>();
    rungs.add(new Ladder.Rung(0, Ladder.Deed.TELL, false));
    for (int i = 0; i < days.length; i++) {
      rungs.add(new Ladder.Rung(days[i], Ladder.Deed.values()[i + 1], false));
    }
    return new Ladder(rungs);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(WITA).toInstant();
  }
}
