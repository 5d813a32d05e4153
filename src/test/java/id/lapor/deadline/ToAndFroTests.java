package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.agency.WorkingCalendar;
import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two desks that hand a report to and fro gain nothing by it. */
class ToAndFroTests {

  private static final House HOUSE = new FakeHouse(Set.of(), "7m");
  private static final Event AWAY = Happenings.redirected();
  private static final Event BACK = Happenings.redirected(Offices.OTHER_DESK, Offices.DESK);

  @Test
  void givesADeskBackOnlyWhatItHadLeft() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(3)).happens(AWAY);
    life.later(Duration.ofMinutes(5)).happens(BACK);
    assertThat(triage(life).dueAt()).isEqualTo(life.now().plus(Duration.ofMinutes(4)));
    life.later(Duration.ofMinutes(1)).happens(AWAY).later(Duration.ofMinutes(1));
    assertThat(triageOfOther(life).dueAt())
        .as("the other one has used five")
        .isEqualTo(life.now().minus(Duration.ofMinutes(1)).plus(Duration.ofMinutes(2)));
  }

  @Test
  void keepsWhatWasMissedWithWhoMissedItAndClimbsOnWhenItComesBack() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(9)).happens(AWAY);
    Instant due = Life.MONDAY.plus(Duration.ofMinutes(7));
    Clock away = triage(life);
    assertThat(away.breachedAt()).isEqualTo(due);
    assertThat(Lateness.of(away, Objects.requireNonNull(away.stoppedAt()), HOUSE).time())
        .isEqualTo(Duration.ofMinutes(2));
    life.later(Duration.ofDays(3)).happens(BACK);
    Clock back = triage(life);
    assertThat(back.open()).isTrue();
    assertThat(back.breachedAt()).isEqualTo(due);
    assertThat(back.dueAt()).isEqualTo(due);
    assertThat(back.firesAt()).as("the next rung").isNotNull();
    assertThat(Lateness.of(back, life.now(), HOUSE).time())
        .isEqualTo(Duration.ofDays(3).plusMinutes(2));
  }

  @Test
  void takesBackTheForwardOfWhoeverHasIt() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(1)).happens(AWAY);
    life.later(Duration.ofMinutes(1)).happens(BACK).later(Duration.ofMinutes(1));
    life.happens(Happenings.forwarded(), Happenings.recalled());
    assertThat(triage(life).open()).isTrue();
    assertThat(triageOfOther(life).open()).isFalse();
  }

  @Test
  void givesTheArbiterADayAndNobodyFreshMinutes() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(1)).happens(AWAY);
    life.later(Duration.ofMinutes(1)).happens(Happenings.redirectedToArbiter());
    assertThat(life.clocks()).filteredOn(c -> c.open() && c.kind() == ClockKind.TRIAGE).isEmpty();
    assertThat(life.clock(ClockKind.ARBITRATION).office()).isEqualTo(Offices.NATIONAL);
    assertThat(life.clock(ClockKind.RESOLUTION).office()).isEqualTo(Offices.NATIONAL);
  }

  /** Nor does a desk by asking the reporter over and over. */
  @Test
  void givesADeskItsMinutesAnewForTheFirstReplyOnly() {
    Event ask = Happenings.held(Offices.DESK);
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(6)).happens(ask);
    life.later(Duration.ofHours(1)).happens(Happenings.replied());
    assertThat(triage(life).dueAt()).isEqualTo(life.now().plus(Duration.ofMinutes(7)));
    Clock anew = triage(life);
    life.later(Duration.ofMinutes(6)).happens(ask);
    assertThat(triage(life)).as("from the second question on it runs on").isEqualTo(anew);
    life.later(Duration.ofHours(1)).happens(Happenings.replied());
    assertThat(triage(life)).isEqualTo(anew);
    life.happens(Happenings.forwarded());
    assertThat(triage(life).breachedAt()).as("missed meanwhile").isEqualTo(anew.dueAt());
  }

  /** Nor by asking, going on and asking. */
  @Test
  void stopsADesksMinutesForTheFirstQuestionOnly() {
    Event ask = Happenings.held(Offices.DESK);
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(6)).happens(ask);
    life.later(Duration.ofDays(2)).happens(Happenings.resumed(Offices.DESK));
    Instant due = triage(life).dueAt();
    assertThat(due).isEqualTo(life.now().plus(Duration.ofMinutes(1)));
    life.happens(ask);
    assertThat(triage(life).state()).isEqualTo(Clock.State.RUNNING);
    assertThat(triage(life).firesAt()).as("the watch finds it missed").isNotNull();
    assertThat(triage(life).dueAt()).isEqualTo(due);
    life.later(Duration.ofDays(9)).happens(Happenings.archived());
    assertThat(triage(life).breachedAt()).isEqualTo(due);
  }

  /** "Not ours" stops an agency's days, and does not give it new ones. */
  @Test
  void givesAnAgencyBackOnlyWhatItHadLeft() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    Clock fresh = life.clock(ClockKind.FIRST_ANSWER);
    life.later(Duration.ofDays(1)).happens(Happenings.returned(1, Offices.OPD));
    life.later(Duration.ofDays(1)).happens(Happenings.forwarded());
    Clock back = life.clock(ClockKind.FIRST_ANSWER);
    assertThat(back.open()).isTrue();
    assertThat(back.dueAt()).as("a day away").isEqualTo(fresh.dueAt().plus(Duration.ofDays(1)));
    life.happens(Happenings.recalled(), Happenings.forwarded());
    assertThat(life.clock(ClockKind.FIRST_ANSWER).dueAt())
        .as("nor does undoing the forward in between")
        .isEqualTo(back.dueAt());
  }

  /** It may have meant it, and has to plan anew. */
  @Test
  void leavesAnAgencyADayWhenItComesBackInTheLastHour() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    life.at(life.clock(ClockKind.FIRST_ANSWER).dueAt().minus(Duration.ofMinutes(30)));
    life.happens(Happenings.returned(1, Offices.OPD)).happens(Happenings.forwarded());
    assertThat(life.clock(ClockKind.FIRST_ANSWER).dueAt())
        .isEqualTo(HOUSE.hours().office(Offices.OPD).plusDays(life.now(), 1));
  }

  /** Friday's last hour is no day, whatever the promise counts in. */
  @Test
  void leavesAWorkingDayAlsoOfCalendarDays() {
    House house = new FakeHouse(Set.of(), "7m").giving("4c");
    Life life = new Life(house, Life.MONDAY).happens(Happenings.forwarded());
    life.at(life.clock(ClockKind.FIRST_ANSWER).dueAt().minus(Duration.ofMinutes(30)));
    life.happens(Happenings.returned(1, Offices.OPD)).happens(Happenings.forwarded());
    assertThat(life.clock(ClockKind.FIRST_ANSWER).dueAt())
        .isEqualTo(house.hours().office(Offices.OPD).plusDays(life.now(), 1))
        .isAfter(life.now().plus(Duration.ofDays(2)));
  }

  @Test
  void climbsOnWhenAMissedFirstAnswerWasGivenBack() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    Instant due = life.clock(ClockKind.FIRST_ANSWER).dueAt();
    life.at(due.plus(Duration.ofHours(1))).happens(Happenings.returned(1, Offices.OPD));
    life.later(Duration.ofHours(1)).happens(Happenings.forwarded());
    Clock back = life.clock(ClockKind.FIRST_ANSWER);
    assertThat(back.breachedAt()).isEqualTo(due);
    assertThat(back.dueAt()).isEqualTo(due);
    assertThat(back.firesAt()).as("the next rung").isNotNull();
  }

  /** A ladder that stood still goes on rung by rung, not all at once. */
  @Test
  void climbsOneRungAfterTheOtherAfterItCameBack() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    Instant due = life.clock(ClockKind.FIRST_ANSWER).dueAt();
    life.at(due.plus(Duration.ofHours(1))).happens(Happenings.returned(1, Offices.OPD));
    life.later(Duration.ofDays(21)).happens(Happenings.forwarded());
    Clock told = Ladders.fired(life.clock(ClockKind.FIRST_ANSWER), life.now(), HOUSE);
    assertThat(told.step()).isEqualTo(1);
    WorkingCalendar office = HOUSE.hours().office(Offices.OPD);
    assertThat(told.firesAt()).as("I").isEqualTo(office.plusDays(life.now(), 1));
    Clock first = Ladders.fired(told, Objects.requireNonNull(told.firesAt()), HOUSE);
    assertThat(first.firesAt()).as("II").isEqualTo(office.plusDays(life.now(), 3));
    Clock second = Ladders.fired(first, Objects.requireNonNull(first.firesAt()), HOUSE);
    assertThat(second.firesAt()).as("III").isEqualTo(office.plusDays(life.now(), 7));
  }

  /** What had been climbed before stays climbed. */
  @Test
  void climbsOnFromWhereTheLadderStood() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    Clock clock = life.clock(ClockKind.FIRST_ANSWER);
    WorkingCalendar office = HOUSE.hours().office(Offices.OPD);
    Clock told = Ladders.fired(clock, clock.dueAt(), HOUSE);
    Instant first = office.plusDays(clock.dueAt(), 1);
    life.becomes(Ladders.fired(told, first, HOUSE));
    life.at(first.plus(Duration.ofHours(1))).happens(Happenings.returned(1, Offices.OPD));
    life.later(Duration.ofDays(14)).happens(Happenings.forwarded());
    assertThat(life.clock(ClockKind.FIRST_ANSWER).firesAt())
        .as("two days after the first letter, an hour of them gone")
        .isEqualTo(
            office.minus(
                office.plusDays(life.now(), 2),
                office.between(first, first.plus(Duration.ofHours(1)), Measure.DAYS),
                Measure.DAYS));
  }

  /** A dispute leaves the time of a second answer, and does not bring a rung nearer. */
  @Test
  void waitsForTheSecondAnswerBeforeItClimbsOn() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    Clock clock = life.clock(ClockKind.RESOLUTION);
    life.becomes(Ladders.fired(clock, clock.dueAt(), HOUSE));
    life.at(clock.dueAt().plus(Duration.ofHours(1))).happens(Happenings.answered(true));
    life.later(Duration.ofDays(14)).happens(Happenings.disputed(1));
    WorkingCalendar office = HOUSE.hours().office(Offices.OPD);
    Clock on = life.clock(ClockKind.RESOLUTION);
    assertThat(on.firesAt()).as("I").isEqualTo(office.plusDays(life.now(), 2));
    Clock first = Ladders.fired(on, Objects.requireNonNull(on.firesAt()), HOUSE);
    assertThat(first.firesAt()).as("II").isEqualTo(office.plusDays(life.now(), 4));
  }

  /** To say that there is work is no answer of an agency that is rid of it since. */
  @Test
  void winsNobodyFreshDaysByAFollowUp() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    Clock fresh = life.clock(ClockKind.FIRST_ANSWER);
    life.later(Duration.ofDays(1)).happens(Happenings.followedUp());
    life.later(Duration.ofHours(2)).happens(Happenings.returned(1, Offices.OPD));
    life.later(Duration.ofHours(1)).happens(Happenings.forwarded());
    assertThat(life.clock(ClockKind.FIRST_ANSWER).dueAt())
        .isEqualTo(fresh.dueAt().plus(Duration.ofHours(3)));
  }

  /** Nor is a day somebody promised forgotten because another gave the report back. */
  @Test
  void keepsADayThatWasPromisedBeforeTheLeadGaveItBack() {
    Life life = new Life(HOUSE, Life.MONDAY);
    life.happens(Happenings.forwarded(Offices.COMPANION, false, false, Offices.OPD));
    life.happens(Happenings.scheduled(6));
    Clock promise = life.clock(ClockKind.PROMISE);
    life.at(promise.dueAt().plus(Duration.ofHours(16)));
    life.happens(Happenings.returned(1, Offices.COMPANION));
    life.later(Duration.ofHours(1)).happens(Happenings.forwarded());
    assertThat(life.clock(ClockKind.PROMISE).open()).isTrue();
    assertThat(life.clock(ClockKind.PROMISE).breachedAt()).isEqualTo(promise.dueAt());
    assertThat(life.clocks())
        .filteredOn(c -> c.kind() == ClockKind.FIRST_ANSWER && c.open())
        .isEmpty();
  }

  /** Who has answered its part owes nothing old when the report comes again. */
  @Test
  void asksAnewWhoHasAnsweredAfterAFollowUp() {
    Life life = new Life(HOUSE, Life.MONDAY);
    life.happens(Happenings.forwarded(Offices.COMPANION, false, false, Offices.OPD));
    life.later(Duration.ofDays(8)).happens(Happenings.followedUp(), Happenings.answered(false));
    life.happens(Happenings.returned(1, Offices.COMPANION)).later(Duration.ofHours(1));
    life.happens(Happenings.forwarded());
    Clock anew = life.clock(ClockKind.FIRST_ANSWER);
    assertThat(anew.startedAt()).isEqualTo(life.now());
    assertThat(anew.breachedAt()).isNull();
    assertThat(life.clocks())
        .filteredOn(c -> c.open() && c.breachedAt() != null && c.kind() != ClockKind.TRIAGE)
        .isEmpty();
  }

  /** A question and a forward that is undone leave the desk what it had when it asked. */
  @Test
  void doesNotCountTheReportersTimeWhenAForwardIsUndone() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(2));
    life.happens(Happenings.held(Offices.DESK)).later(Duration.ofDays(2));
    life.happens(Happenings.forwarded()).later(Duration.ofSeconds(10));
    life.happens(Happenings.recalled());
    assertThat(triage(life).breachedAt()).isNull();
    assertThat(triage(life).dueAt()).isEqualTo(life.now().plus(Duration.ofMinutes(5)));
  }

  /** Whoever gets a report whose time was made shorter on the way can still keep it. */
  @Test
  void leavesADayWhereTheTermHasBecomeShorter() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofDays(8));
    life.happens(Happenings.classified(Kind.INFORMATION_REQUEST));
    Clock resolution = life.clock(ClockKind.RESOLUTION);
    assertThat(resolution.office()).isEqualTo(Offices.OPD);
    assertThat(resolution.dueAt())
        .isEqualTo(HOUSE.hours().office(Offices.OPD).plusDays(life.now(), 1));
    Life soon = new Life(HOUSE, Life.MONDAY).happens(Happenings.classified(Kind.ASPIRATION));
    assertThat(soon.clock(ClockKind.RESOLUTION).budget()).isEqualTo(Duration.ofDays(5));
  }

  /** Nor does "not ours" after a dispute win the days of a first answer, or end a ladder. */
  @Test
  void goesOnWithTheSecondAnswerThatWasGivenBack() {
    Life life = disputed();
    Clock second = life.clock(ClockKind.SECOND_ANSWER);
    life.later(Duration.ofDays(1)).happens(Happenings.takenUp());
    life.happens(Happenings.returned(1, Offices.OPD)).later(Duration.ofHours(1));
    life.happens(Happenings.forwarded());
    Clock back = life.clock(ClockKind.SECOND_ANSWER);
    assertThat(back.open()).isTrue();
    assertThat(back.dueAt()).isEqualTo(second.dueAt().plus(Duration.ofHours(1)));
    assertThat(life.clocks())
        .filteredOn(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .singleElement()
        .satisfies(c -> assertThat(c.open()).isFalse());
  }

  @Test
  void climbsOnWhenAMissedSecondAnswerWasGivenBack() {
    Life life = disputed();
    Instant due = life.clock(ClockKind.SECOND_ANSWER).dueAt();
    life.at(due.plus(Duration.ofHours(1))).happens(Happenings.takenUp());
    life.happens(Happenings.returned(1, Offices.OPD)).later(Duration.ofHours(1));
    life.happens(Happenings.forwarded());
    Clock back = life.clock(ClockKind.SECOND_ANSWER);
    assertThat(back.open()).isTrue();
    assertThat(back.breachedAt()).isEqualTo(due);
    assertThat(back.firesAt()).as("the next rung").isNotNull();
  }

  /** Answered within a day, and disputed at once. */
  private static Life disputed() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    life.later(Duration.ofDays(1)).happens(Happenings.answered(true));
    return life.happens(Happenings.disputed(1));
  }

  private static Clock triage(Life life) {
    return of(life, Offices.DESK);
  }

  private static Clock triageOfOther(Life life) {
    return of(life, Offices.OTHER_DESK);
  }

  private static Clock of(Life life, id.lapor.agency.AgencyId desk) {
    return life.clocks().reversed().stream()
        .filter(c -> c.kind() == ClockKind.TRIAGE && c.office().equals(desk))
        .findFirst()
        .orElseThrow();
  }
}
