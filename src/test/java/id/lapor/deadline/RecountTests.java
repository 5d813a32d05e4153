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
  void climbsTheLadderOfTheVersionThatWasInForceWhenItWasMissed() {
    Instant now = at("2026-01-07T10:00");
    Setting none = setting(version(ladder()), now);
    Clock open = Recount.of(forwarded(), none, Life.MONDAY, now).clock();
    assertThat(none.book(open.rules()).ladder().next(1)).isEmpty();
  }

  /** A breach on record keeps its rules and the ladder it climbs, milder or harder. */
  @Test
  void leavesABreachUnderTheRulesItWasMissedBy() {
    Ledger missed = missed("2026-01-09T09:00"); // waits for letter I
    Instant now = at("2026-01-08T10:00");
    for (Ladder later : List.of(ladder(), ladder(0), ladder(5, 9))) {
      assertThat(Recount.of(missed, setting(version(later), now), Life.MONDAY, now))
          .isEqualTo(missed);
    }
  }

  /** What the watch is about to find missed has been missed, and more time comes too late. */
  @Test
  void givesNoTimeToWhatIsOverThoughNobodyHasNoticed() {
    Ledger open = forwarded();
    Instant now = open.clock().dueAt().plusSeconds(1);
    assertThat(Recount.of(open, setting(version(FakeHouse.LADDER), now), Life.MONDAY, now))
        .isEqualTo(open);
  }

  /** Else the warning that was sent for the old budget would come round again. */
  @Test
  void looksByTheNewBudgetWhereTheDueMomentStays() {
    Ledger open = forwarded();
    RuleBook shorter =
        HOUSE
            .book(2)
            .next(
                new RuleBook.Decision(LocalDate.of(2026, 1, 7), true, "Nadia", "Percobaan aturan."),
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

  /** A version with nine days for the first answer, valid from Wednesday for open clocks too. */
  private static RuleBook version(Ladder ladder) {
    Map<Term, Allowance> more = Map.of(Term.FIRST_ANSWER, Allowance.read("9d").orElseThrow());
    return HOUSE
        .book(2)
        .next(
            new RuleBook.Decision(LocalDate.of(2026, 1, 7), true, "Nadia", "Percobaan aturan."),
            more,
            ladder);
  }

  /** Forwarded on Monday at nine, due on Thursday at nine. */
  private static Ledger forwarded() {
    return new Life(HOUSE, at("2026-01-05T09:00"))
        .happens(Happenings.forwarded())
        .ledger(ClockKind.FIRST_ANSWER);
  }

  /** The same, and not answered by then. */
  private static Ledger missed(String fires) {
    Ledger ledger = forwarded();
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
            at(fires),
            null,
            true),
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
