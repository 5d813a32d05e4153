package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import id.lapor.agency.Holiday;
import id.lapor.agency.Offices;
import id.lapor.agency.Timetable;
import id.lapor.agency.WorkedTime;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page says of a first answer due three working days from Monday 5 January, 09:00. */
class ExplanationTests {

  private static final House HOUSE = new FakeHouse(Set.of(), "7m");

  /**
   * Acts: {@code +2h ask} two hours later; holidays and the due moment in the time of the office.
   */
  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                    | ''                                      | 2026-01-08T09:00 | ''                    | PT0S
          2026-01-07            | ''                                      | 2026-01-09T09:00 | 2026-01-07            | PT0S
          2026-01-07 2026-01-09 | ''                                      | 2026-01-12T09:00 | 2026-01-07 2026-01-09 | PT0S
          2026-01-10            | ''                                      | 2026-01-08T09:00 | ''                    | PT0S
          2026-01-12            | ''                                      | 2026-01-08T09:00 | ''                    | PT0S
          ''                    | +2h ask, +4h reply                      | 2026-01-08T13:00 | ''                    | PT4H
          2026-01-07            | +2h ask, +4h reply                      | 2026-01-09T13:00 | 2026-01-07            | PT4H
          ''                    | +2h ask, +24h reply                     | 2026-01-09T09:00 | ''                    | PT24H
          2026-01-06            | +2h ask, +48h reply                     | 2026-01-12T09:00 | 2026-01-06            | PT48H
          ''                    | +2h ask, +4h reply, +18h ask, +3h reply | 2026-01-08T13:00 | ''                    | PT4H
          """)
  void namesHolidaysAndPauses(
      String holidays, String acts, String due, String named, Duration paused) {
    FakeHouse house =
        new FakeHouse(days(holidays).collect(Collectors.toCollection(TreeSet::new)), "7m");
    Life life = new Life(house, Life.MONDAY).happens(Happenings.forwarded());
    for (String act : acts.isBlank() ? new String[0] : acts.split(", ")) {
      String[] parts = act.split(" ");
      life.later(Duration.parse("PT" + parts[0].substring(1).toUpperCase(Locale.ROOT)))
          .happens(event(parts[1]));
    }
    Explanation why = Explanation.of(life.ledger(ClockKind.FIRST_ANSWER), house, life.now());
    assertThat(why.clock().dueAt().atZone(why.zone()).toLocalDateTime()).hasToString(due);
    assertThat(why.holidays())
        .extracting(Holiday::day)
        .containsExactlyElementsOf(days(named).toList());
    assertThat(why.paused()).isEqualTo(paused);
    assertThat(why.allowance()).isEqualTo(Allowance.read("3d").orElseThrow());
  }

  /** Halted clocks go on nobody knows when; of what has ended nothing grows any more. */
  @Test
  void tellsWhatIsLeftWhileItStandsStill() {
    Life life = asked();
    Explanation why = explain(life.later(Duration.ofHours(4)), ClockKind.FIRST_ANSWER);
    assertThat(why.halted()).isTrue();
    assertThat(why.clock().left()).isEqualTo(Duration.ofHours(66)); // a quarter of a day of three
    assertThat(why.holidays()).isEmpty();
    assertThat(why.office().id()).isEqualTo(Offices.OPD);
    life.happens(Happenings.answered(true)).later(Duration.ofDays(30));
    assertThat(explain(life, ClockKind.FIRST_ANSWER).paused()).isEqualTo(Duration.ofHours(4));
    assertThat(explain(life, ClockKind.FIRST_ANSWER).halted()).isFalse();
    Life desk = new Life(HOUSE, Life.MONDAY).happens(Happenings.held(Offices.DESK));
    assertThat(explain(desk.later(Duration.ofDays(9)), ClockKind.TRIAGE).paused()).isZero();
    assertThat(explain(forwarded(HOUSE), ClockKind.FIRST_ANSWER).halted()).isFalse();
  }

  @Test
  void namesHolidaysUpToTheDueMomentThoughAnsweredBefore() {
    FakeHouse house = new FakeHouse(Set.of(LocalDate.of(2026, 1, 7)), "7m");
    Life life = forwarded(house).later(Duration.ofHours(1)).happens(Happenings.answered(true));
    assertThat(Explanation.of(life.ledger(ClockKind.FIRST_ANSWER), house, life.now()).holidays())
        .hasSize(1);
  }

  /** What a holiday closes already is not told twice, and a Saturday is closed anyway. */
  @Test
  void namesDaysTheOfficeKeepsClosedItself() {
    LocalDate wednesday = LocalDate.of(2026, 1, 7);
    FakeHouse house = new FakeHouse(Set.of(), "7m").closedOn(wednesday, "Pindah kantor");
    Explanation why = explain(forwarded(house), house, ClockKind.FIRST_ANSWER);
    assertThat(why.clock().dueAt()).isEqualTo(Instant.parse("2026-01-09T01:00:00Z"));
    assertThat(why.specials())
        .containsExactly(Map.entry(wednesday, new Timetable.Special(List.of(), "Pindah kantor")));
    assertThat(why.holidays()).isEmpty();
    FakeHouse both = new FakeHouse(Set.of(wednesday), "7m").closedOn(wednesday, "Pindah kantor");
    assertThat(explain(forwarded(both), both, ClockKind.FIRST_ANSWER).specials()).isEmpty();
    FakeHouse weekend = house.closedOn(LocalDate.of(2026, 1, 10), "Pindah kantor");
    Life late = new Life(weekend, Life.MONDAY.plus(Duration.ofDays(4)));
    assertThat(explain(late.happens(Happenings.forwarded()), weekend, ClockKind.FIRST_ANSWER))
        .satisfies(w -> assertThat(w.specials()).isEmpty());
  }

  /** Minutes of a desk, and days that begin on a Saturday. */
  @Test
  void tellsWhenTheOfficeWasClosed() {
    Instant friday = Instant.parse("2026-01-09T07:58:00Z"); // 15:58, open until 16:00
    FakeHouse house = new FakeHouse(Set.of(LocalDate.of(2026, 1, 12)), "7m").withDeskHours();
    Explanation minutes = explain(new Life(house, friday), house, ClockKind.TRIAGE);
    assertThat(minutes.clock().dueAt()).isEqualTo(Instant.parse("2026-01-13T00:05:00Z"));
    assertThat(minutes.closed()).isEqualTo(Duration.ofHours(3 * 24 + 16));
    assertThat(minutes.holidays()).hasSize(1);
    assertThat(minutes.counted()).isNull();
    Life saturday = new Life(HOUSE, Life.MONDAY.plus(Duration.ofDays(5)));
    Explanation days = explain(saturday.happens(Happenings.forwarded()), ClockKind.FIRST_ANSWER);
    assertThat(days.counted()).isEqualTo(Instant.parse("2026-01-12T00:00:00Z"));
    assertThat(days.closed()).isZero();
    assertThat(explain(saturday, ClockKind.TRIAGE).counted()).isNull();
  }

  @Test
  void tellsThatAChangeSparesAWorkingDay() {
    Ledger open = forwarded(HOUSE).ledger(ClockKind.FIRST_ANSWER);
    RuleBook shorter =
        HOUSE
            .book(2)
            .next(
                new RuleBook.Decision(LocalDate.of(2026, 1, 5), true, "Nadia", "Percobaan aturan."),
                Map.of(Term.FIRST_ANSWER, Allowance.read("1h").orElseThrow()),
                FakeHouse.LADDER);
    Instant now = Life.MONDAY.plus(Duration.ofHours(2));
    Setting setting = new Setting(HOUSE.hours(), List.of(shorter), _ -> "bontang", now);
    Setting both = new Setting(HOUSE.hours(), List.of(HOUSE.book(2), shorter), _ -> "bontang", now);
    Ledger counted = Recount.of(open, both, Life.MONDAY, now);
    assertThat(Explanation.of(counted, setting, now).spared()).isTrue();
    assertThat(Explanation.of(open, HOUSE, now).spared()).isFalse();
  }

  /** Whatever happened: what is told is all there is to know, and the calendar does the rest. */
  @Test
  void addsUpToTheDueMoment() {
    Lives.each(
        HOUSE,
        (seed, life) -> {
          for (Ledger l : life.ledgers()) {
            if (l.clock().term() != null && l.clock().state() != Clock.State.PAUSED) {
              Explanation why = Explanation.of(l, HOUSE, life.now());
              assertThat(reckoned(why, l))
                  .as("seed %s, %s", seed, l)
                  .isCloseTo(why.clock().dueAt(), within(1, ChronoUnit.MICROS));
              assertThat(told(why)).as("seed %s, %s", seed, l).isEqualTo(stood(why));
            }
          }
        });
  }

  /** What the rules gave and what was given more, over all times but the pauses. */
  private static Instant reckoned(Explanation why, Ledger ledger) {
    WorkingCalendar calendar = HOUSE.calendar(why.clock());
    Duration budget = Objects.requireNonNull(why.allowance()).duration().plus(why.more());
    List<Instant[]> runs = new ArrayList<>();
    Instant from = why.clock().startedAt();
    for (Explanation.Pause p : why.pauses()) {
      Instant due = sum(calendar, why, runs).reaches(budget, from);
      if (!due.isAfter(p.since()) || p.until() == null || endedIn(p, ledger)) {
        return due;
      }
      runs.add(new Instant[] {from, p.since()});
      from = p.until();
    }
    return sum(calendar, why, runs).reaches(budget, from);
  }

  /** It never went on, so nobody has moved its moment. */
  private static boolean endedIn(Explanation.Pause pause, Ledger ledger) {
    return Objects.equals(pause.since(), ledger.runs().getLast().until());
  }

  private static WorkedTime sum(WorkingCalendar calendar, Explanation why, List<Instant[]> runs) {
    WorkedTime sum = calendar.worked(why.clock().unit().measure());
    runs.forEach(r -> sum.add(r[0], r[1]));
    return sum;
  }

  private static Duration told(Explanation why) {
    return why.endings().values().stream().reduce(why.paused().plus(why.away()), Duration::plus);
  }

  private static Duration stood(Explanation why) {
    return why.pauses().stream()
        .filter(p -> p.since().isBefore(why.clock().dueAt()))
        .map(p -> Duration.between(p.since(), Objects.requireNonNull(p.until())))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void tellsOfAnswersThatWereNoneAndWhatWasGivenForThem() {
    Life life = forwarded(HOUSE).later(Duration.ofDays(16)).happens(Happenings.answered(true));
    life.later(Duration.ofDays(4)).happens(Happenings.disputed(1)).later(Duration.ofHours(1));
    Explanation resolution = explain(life, ClockKind.RESOLUTION);
    assertThat(resolution.endings()).containsExactly(Map.entry("answered", Duration.ofDays(4)));
    assertThat(resolution.more()).isEqualTo(Duration.ZERO);
    life.happens(Happenings.returned(1, Offices.OPD)).later(Duration.ofHours(2));
    life.happens(Happenings.forwarded());
    Explanation second = explain(life, ClockKind.SECOND_ANSWER);
    assertThat(second.away()).isEqualTo(Duration.ofHours(2));
    assertThat(second.more()).isEqualTo(Duration.ZERO);
    life.later(Duration.ofHours(50)).happens(Happenings.returned(1, Offices.OPD));
    life.later(Duration.ofHours(1)).happens(Happenings.forwarded());
    assertThat(explain(life, ClockKind.SECOND_ANSWER).more()).isPositive();
  }

  @Test
  void tellsWhatADisputeOnTheLastDayHasGiven() {
    Life life = forwarded(HOUSE).at(Instant.parse("2026-01-22T08:00:00Z"));
    life.happens(Happenings.answered(true)).at(Instant.parse("2026-01-26T01:00:00Z"));
    life.happens(Happenings.disputed(1));
    Explanation resolution = explain(life, ClockKind.RESOLUTION);
    assertThat(resolution.more()).isEqualTo(Duration.ofHours(45)); // 13 7/8 days, 2 more, not 14
    assertThat(resolution.endings()).containsOnlyKeys("answered");
  }

  private static Life forwarded(House house) {
    return new Life(house, Life.MONDAY).happens(Happenings.forwarded());
  }

  private static Life asked() {
    return forwarded(HOUSE).later(Duration.ofHours(2)).happens(Happenings.held(Offices.OPD));
  }

  private static Explanation explain(Life life, ClockKind kind) {
    return explain(life, HOUSE, kind);
  }

  private static Explanation explain(Life life, House house, ClockKind kind) {
    return Explanation.of(life.ledger(kind), house, life.now());
  }

  private static Event event(String act) {
    return act.equals("ask") ? Happenings.held(Offices.OPD) : Happenings.replied();
  }

  private static Stream<LocalDate> days(String typed) {
    return Arrays.stream(typed.split(" ")).filter(d -> !d.isBlank()).map(LocalDate::parse);
  }
}
