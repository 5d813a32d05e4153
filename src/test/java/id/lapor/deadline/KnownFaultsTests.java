package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.agency.ShippedHolidays;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults other systems' clocks were found to have; each must be impossible here. */
class KnownFaultsTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final House HOUSE = new FakeHouse(ShippedHolidays.all(), "7m");
  private static final Event FORWARDED = Happenings.forwarded();
  private static final Event ASKED = Happenings.held(Offices.OPD);

  private static Life forwarded(String local) {
    return new Life(HOUSE, at(local)).happens(FORWARDED);
  }

  /** Frappe #2449, GLPI #10594: waiting was counted over nights and holidays. */
  @ParameterizedTest
  @CsvSource({
    // forwarded, asked, replied, due: three working days of the office without the wait
    "2026-01-05T09:00, 2026-01-05T10:00, 2026-01-05T12:00, 2026-01-08T11:00",
    "2026-01-05T09:00, 2026-01-05T10:00, 2026-01-06T10:00, 2026-01-09T09:00",
    "2026-01-08T09:00, 2026-01-09T15:00, 2026-01-12T09:00, 2026-01-13T11:00", // over a weekend
    "2026-03-17T09:00, 2026-03-17T15:00, 2026-03-25T09:00, 2026-03-27T11:00", // over Lebaran
    "2026-01-05T09:00, 2026-01-05T20:00, 2026-01-06T06:00, 2026-01-08T09:00", // while closed
  })
  void takesOnlyWorkingTimeOfAWaitOffTheBudget(
      String forwarded, String asked, String replied, String due) {
    Life life =
        forwarded(forwarded)
            .at(at(asked))
            .happens(ASKED)
            .at(at(replied))
            .happens(Happenings.replied());
    assertThat(life.clock(ClockKind.FIRST_ANSWER).dueAt()).isEqualTo(at(due));
  }

  /** Frappe #3776: answering straight out of a wait lost the wait, 42 days were reported. */
  @Test
  void keepsTheWaitWhenItEndsWithTheAnswer() {
    Life life =
        forwarded("2026-01-05T09:00")
            .at(at("2026-01-05T10:00"))
            .happens(ASKED)
            .at(at("2026-01-14T10:00"))
            .happens(Happenings.answered(true));
    Clock first = life.clock(ClockKind.FIRST_ANSWER);
    assertThat(first.consumed()).isEqualTo(Duration.ofHours(3)); // an eighth of a day of 24 hours
    assertThat(first.breachedAt()).isNull();
  }

  /** GLPI #6902, #15605: a new agreement forgot the pauses, or began anew. */
  @Test
  void keepsItsLedgerWhenTheMatterIsClassifiedAnew() {
    Life life = new Life(HOUSE, at("2026-01-05T09:00"));
    Instant received = life.clock(ClockKind.RESOLUTION).startedAt();
    life.at(at("2026-01-06T09:00")).happens(Happenings.held(Offices.DESK));
    life.at(at("2026-01-07T09:00")).happens(Happenings.replied());
    life.at(at("2026-01-07T10:00")).happens(Happenings.forwarded(Offices.OPD, true, false));
    Clock resolution = life.clock(ClockKind.RESOLUTION);
    assertThat(resolution.startedAt()).isEqualTo(received);
    assertThat(resolution.term()).isEqualTo(Term.OVERSIGHT);
    assertThat(life.ledger(ClockKind.RESOLUTION).runs()).hasSize(2);
    WorkingCalendar office = HOUSE.hours().office(Offices.OPD);
    assertThat(resolution.dueAt()).isEqualTo(office.plusDays(at("2026-01-06T09:00"), 60));
  }

  /** Recorded breaches are never rewritten, whoever gets the report and whatever it becomes. */
  @Test
  void leavesABreachWithWhoMissedIt() {
    Event oversight = Happenings.forwarded(Offices.COMPANION, true, false);
    Life life = forwarded("2026-01-05T09:00").at(at("2026-01-09T10:00"));
    life.happens(Happenings.returned(1, Offices.OPD));
    Clock answer = life.clock(ClockKind.FIRST_ANSWER);
    assertThat(answer.office()).isEqualTo(Offices.OPD);
    assertThat(answer.breachedAt()).isEqualTo(at("2026-01-08T09:00"));
    life.at(at("2026-01-09T11:00")).happens(oversight);
    assertThat(life.clocks()).as("the next one owes its own").contains(answer);
    assertThat(life.clock(ClockKind.FIRST_ANSWER).office()).isEqualTo(Offices.COMPANION);
    Life whole = forwarded("2026-01-05T09:00").at(at("2026-01-28T10:00"));
    Clock resolution = whole.clock(ClockKind.RESOLUTION);
    assertThat(resolution.dueAt()).isEqualTo(at("2026-01-26T09:00"));
    whole.happens(Happenings.returned(1, Offices.OPD)).later(Duration.ofHours(1));
    whole.happens(oversight).later(Duration.ofDays(3));
    assertThat(whole.clock(ClockKind.RESOLUTION)).isEqualTo(resolution);
  }

  /** Zammad #3180: midnight lost a minute where the office never closes. */
  @Test
  void givesSevenMinutesOverMidnightBeforeAHoliday() {
    Life always = new Life(HOUSE, at("2026-02-16T23:58"));
    assertThat(always.clock(ClockKind.TRIAGE).dueAt()).isEqualTo(at("2026-02-17T00:05"));
  }

  /** Zammad #2229, #3706; ERPNext #38745: dates went by the zone of whoever looked. */
  @Test
  void goesByTheZoneOfTheOffice() {
    Life life = new Life(HOUSE, at("2026-01-05T09:00")).happens(Happenings.redirected());
    Clock moved = life.clock(ClockKind.RESOLUTION);
    ZoneId wib = ZoneId.of("Asia/Jakarta");
    LocalDateTime due = LocalDateTime.ofInstant(moved.dueAt(), wib);
    assertThat(due.toLocalTime().toString())
        .isEqualTo("16:00"); // received at 08:00 WIB, as it opened
  }

  /** Zammad #3551: the first answer and "pending" in one step did not count. */
  @Test
  void countsAnAnswerThatComesWithAQuestion() {
    Life life = forwarded("2026-01-05T09:00").later(Duration.ofHours(1));
    life.happens(Happenings.followedUp(), ASKED);
    assertThat(life.clock(ClockKind.FIRST_ANSWER).state()).isEqualTo(Clock.State.STOPPED);
    assertThat(life.clock(ClockKind.RESOLUTION).state()).isEqualTo(Clock.State.PAUSED);
  }

  /** DIGIT: any edit or comment restarted the clock. */
  @Test
  void isMovedByNoComment() {
    Life life = forwarded("2026-01-05T09:00");
    List<Clock> before = life.clocks();
    Happenings.without().forEach(e -> life.later(Duration.ofHours(5)).happens(e));
    assertThat(life.clocks()).isEqualTo(before);
  }

  /** Zammad #904: merged tickets still escalated; Chatwoot #10178: so did resolved ones. */
  @Test
  void leavesNothingRunningAtTheEnd() {
    for (Event end : List.of(Happenings.merged(), Happenings.withdrawn(), Happenings.archived())) {
      Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(1)).happens(end);
      assertThat(life.clocks()).noneMatch(Clock::open).allMatch(c -> c.firesAt() == null);
    }
  }

  /** GLPI #22678: a warning before the due date landed at midnight; #15357: on the date itself. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-05T09:00, 2026-01-06T13:00, 2026-01-07T12:12, 2026-01-08T08:00, 2026-01-08T09:00",
    "2026-01-09T12:00, 2026-01-13T08:00, 2026-01-13T15:12, 2026-01-14T11:00, 2026-01-14T12:00",
  })
  void warnsInWorkingTimeBeforeTheEnd(
      String from, String half, String most, String hour, String due) {
    Clock clock = forwarded(from).clock(ClockKind.FIRST_ANSWER);
    WorkingCalendar office = HOUSE.calendar(clock);
    assertThat(clock.dueAt()).isEqualTo(at(due));
    assertThat(clock.firesAt()).isEqualTo(Warning.HALF.at(clock, office));
    for (Warning w : Warning.values()) {
      assertThat(office.isWorking(w.at(clock, office))).as(w.name()).isTrue();
    }
    Instant middle = Warning.HALF.at(clock, office);
    assertThat(office.between(clock.startedAt(), middle))
        .isEqualTo(office.between(clock.startedAt(), clock.dueAt()).dividedBy(2));
    assertThat(middle).isEqualTo(at(half));
    assertThat(Warning.MOST.at(clock, office)).isEqualTo(at(most));
    assertThat(Warning.LAST_HOUR.at(clock, office)).isEqualTo(at(hour));
  }

  /** A seven-minute promise has no last working hour, and no warning falls on its start or end. */
  @Test
  void warnsOfShortPromisesOnlyWhileTheyRun() {
    Clock triage = new Life(HOUSE, Life.MONDAY).clock(ClockKind.TRIAGE);
    WorkingCalendar desk = HOUSE.calendar(triage);
    Instant first = Warning.next(triage, desk, triage.startedAt()).orElseThrow();
    assertThat(first).isEqualTo(triage.startedAt().plusSeconds(210));
    Instant second = Warning.next(triage, desk, first).orElseThrow();
    assertThat(second).isEqualTo(triage.startedAt().plusSeconds(336));
    assertThat(Warning.next(triage, desk, second)).isEmpty();
  }

  /** Two pauses that began in the same minute overwrote each other (Zammad). */
  @Test
  void isNotConfusedByActsInTheSameInstant() {
    Life life = forwarded("2026-01-05T09:00");
    Instant due = life.clock(ClockKind.FIRST_ANSWER).dueAt();
    life.happens(ASKED, Happenings.replied(), ASKED, Happenings.replied());
    assertThat(life.clock(ClockKind.FIRST_ANSWER).dueAt()).isEqualTo(due);
    assertThat(life.ledger(ClockKind.FIRST_ANSWER).runs()).hasSize(1);
  }

  /** Asking buys time once, never after the fact, and no longer than the reporter's turn. */
  @Test
  void cannotBeStoppedByAskingAgainAndAgain() {
    Life life = forwarded("2026-01-05T09:00").later(Duration.ofHours(1)).happens(ASKED);
    life.later(Duration.ofHours(1)).happens(Happenings.replied());
    Instant due = life.clock(ClockKind.FIRST_ANSWER).dueAt();
    life.later(Duration.ofHours(1)).happens(ASKED).later(Duration.ofDays(9));
    assertThat(life.clock(ClockKind.FIRST_ANSWER).dueAt()).isEqualTo(due);
    assertThat(life.clock(ClockKind.FIRST_ANSWER).state()).isEqualTo(Clock.State.RUNNING);
    Life late = forwarded("2026-01-05T09:00").later(Duration.ofDays(20)).happens(ASKED);
    assertThat(late.clock(ClockKind.FIRST_ANSWER).state()).isEqualTo(Clock.State.RUNNING);
    Life silent = forwarded("2026-01-05T09:00").later(Duration.ofHours(1)).happens(ASKED);
    silent.later(Duration.ofDays(15)).happens(Happenings.turnPassed());
    assertThat(silent.clock(ClockKind.FIRST_ANSWER).state()).isEqualTo(Clock.State.RUNNING);
  }

  /** Nor by adding a question before the reporter's turn is over, each with a turn of its own. */
  @Test
  void cannotBeStoppedForEverByAskingBeforeTheReply() {
    Life life = forwarded("2026-01-05T09:00").later(Duration.ofHours(1)).happens(ASKED);
    Instant turn = life.clock(ClockKind.REPORTER_TURN).dueAt();
    Event later = new Event.Held(Offices.OPD, "Tiang nomor berapa?", turn.plusSeconds(864_000));
    life.later(Duration.ofDays(9)).happens(later);
    assertThat(life.clocks())
        .filteredOn(c -> c.kind() == ClockKind.REPORTER_TURN)
        .singleElement()
        .satisfies(c -> assertThat(c.dueAt()).isEqualTo(turn))
        .satisfies(c -> assertThat(c.open()).isTrue());
  }

  /**
   * Nor does a desk win its minutes back by asking and going on at once, or by waiting for nobody.
   */
  @Test
  void cannotBeWonBackByAsking() {
    Event asked = Happenings.held(Offices.DESK);
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(6)).happens(asked);
    life.later(Duration.ofMinutes(20)).happens(Happenings.resumed(Offices.DESK));
    Clock triage = life.clock(ClockKind.TRIAGE);
    assertThat(triage.dueAt()).isEqualTo(life.now().plus(Duration.ofMinutes(1)));
    assertThat(life.clocks()).filteredOn(c -> c.kind() == ClockKind.TRIAGE).hasSize(1);
    life.happens(asked).later(Duration.ofDays(15)).happens(Happenings.turnPassed());
    assertThat(life.clock(ClockKind.TRIAGE)).as("it ran on").isEqualTo(triage);
    life.happens(Happenings.replied());
    assertThat(life.clocks()).filteredOn(c -> c.kind() == ClockKind.TRIAGE).hasSize(1);
  }

  /** And one that has missed them climbs on where it stood. */
  @Test
  void climbsOnAfterAskingInVain() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(7 + 120));
    life.happens(Happenings.held(Offices.DESK)).later(Duration.ofDays(3));
    assertThat(life.clock(ClockKind.TRIAGE).firesAt()).isNull();
    life.happens(Happenings.resumed(Offices.DESK));
    Clock triage = life.clock(ClockKind.TRIAGE);
    assertThat(triage.breachedAt()).isEqualTo(Life.MONDAY.plus(Duration.ofMinutes(7)));
    assertThat(triage.firesAt()).isEqualTo(life.now()); // the breach itself was never told
    Life undone = new Life(HOUSE, Life.MONDAY).later(Duration.ofHours(1)).happens(FORWARDED);
    undone.later(Duration.ofSeconds(5)).happens(Happenings.recalled());
    assertThat(undone.clock(ClockKind.TRIAGE).firesAt()).isNotNull();
  }

  /** The ladder goes by the calendar of the promise: a desk that keeps all hours has no weekend. */
  @Test
  void countsEveryDateOfADeskThatKeepsAllHours() {
    Instant friday = at("2026-01-09T09:07");
    Clock triage = new Life(HOUSE, at("2026-01-09T09:00")).clock(ClockKind.TRIAGE);
    Ladder.Rung first = FakeHouse.LADDER.rungs().get(1);
    assertThat(first.fires(friday, HOUSE.calendar(triage))).isEqualTo(at("2026-01-10T09:07"));
  }

  /** Nor by promising ever later days, nor by a follow-up that solves nothing. */
  @Test
  void cannotBePutOffByPromises() {
    Life life = forwarded("2026-01-05T09:00").later(Duration.ofHours(1));
    life.happens(Happenings.scheduled(12));
    Instant promised = life.clock(ClockKind.PROMISE).dueAt();
    assertThat(promised).isEqualTo(at("2026-01-12T16:00"));
    life.later(Duration.ofDays(3)).happens(Happenings.scheduled(28), Happenings.followedUp());
    assertThat(life.clock(ClockKind.PROMISE).dueAt()).isEqualTo(promised);
    assertThat(life.clock(ClockKind.PROMISE).state()).isEqualTo(Clock.State.RUNNING);
  }

  /** Nor by a false answer: what was used up before it stays used up. */
  @Test
  void cannotBeResetByAFalseAnswer() {
    Life life = forwarded("2026-01-05T09:00").at(at("2026-01-22T09:00"));
    life.happens(Happenings.answered(true)).at(at("2026-01-26T09:00"));
    life.happens(Happenings.disputed(1));
    Clock resolution = life.clock(ClockKind.RESOLUTION);
    assertThat(life.clock(ClockKind.SECOND_ANSWER).dueAt()).isEqualTo(at("2026-01-28T09:00"));
    assertThat(resolution.dueAt()).isEqualTo(at("2026-01-28T09:00"));
  }

  /** And who has to answer again has the time for it, whatever was used up before. */
  @Test
  void leavesAReopenedPromiseTheTimeOfASecondAnswer() {
    Life life = new Life(new FakeHouse(Set.of(), "7m"), at("2026-01-05T09:00"));
    life.happens(FORWARDED).at(at("2026-01-22T16:00")); // 13 days and 7 hours of 14 days
    life.happens(Happenings.answered(true)).at(at("2026-01-26T09:00"));
    life.happens(Happenings.disputed(1));
    assertThat(life.clock(ClockKind.RESOLUTION).dueAt()).isEqualTo(at("2026-01-28T09:00"));
    life.happens(Happenings.answered(true)).at(at("2026-01-27T09:00"));
    life.happens(Happenings.disputed(2));
    Clock resolution = life.clock(ClockKind.RESOLUTION);
    assertThat(resolution.office()).isEqualTo(Offices.CITY);
    assertThat(resolution.dueAt()).isEqualTo(at("2026-01-29T09:00"));
  }

  /** A late end is a breach even when nobody had noticed yet. */
  @Test
  void recordsABreachThatOnlyTheEndShows() {
    Life life = forwarded("2026-01-05T09:00").at(at("2026-01-08T09:01"));
    life.happens(Happenings.answered(true));
    assertThat(life.clock(ClockKind.FIRST_ANSWER).breachedAt()).isEqualTo(at("2026-01-08T09:00"));
  }

  /**
   * What was never triaged was never looked at (DIGIT): here every open report has an owed clock.
   */
  @Test
  void alwaysHasSomebodyWhoOwes() {
    Life life = new Life(HOUSE, Life.MONDAY);
    assertThat(life.clock(ClockKind.TRIAGE).office()).isEqualTo(Offices.DESK);
    for (Event e :
        List.of(
            FORWARDED,
            Happenings.takenUp(),
            Happenings.followedUp(),
            Happenings.returned(1, Offices.OPD))) {
      life.later(Duration.ofHours(2)).happens(e);
      assertThat(life.clocks()).anyMatch(c -> c.open() && c.kind().owed());
    }
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(WITA).toInstant();
  }

  @Test
  void picksTheVersionOfTheDayOfReceipt() {
    RuleBook old = HOUSE.book(2);
    LocalDate july = LocalDate.of(2026, 7, 1);
    RuleBook later =
        new RuleBook(9, "bontang", july, false, "Nadia", "", old.allowances(), old.ladder());
    RuleBook forAll =
        new RuleBook(
            10, "bontang", july.plusDays(9), true, "Nadia", "", old.allowances(), old.ladder());
    List<RuleBook> all = List.of(old, later, forAll);
    LocalDate june = LocalDate.of(2026, 6, 30);
    assertThat(Rules.pick(all, "bontang", june, july.plusDays(3))).isEqualTo(old);
    assertThat(Rules.pick(all, "bontang", july, july.plusDays(3))).isEqualTo(later);
    assertThat(Rules.pick(all, "bontang", june, july.plusDays(9))).isEqualTo(forAll);
    assertThat(Set.of(old.id(), later.id(), forAll.id())).hasSize(3);
  }
}
