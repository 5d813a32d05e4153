package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.agency.ShippedHolidays;
import id.lapor.report.Channel;
import id.lapor.report.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults other systems were found to have with hours, ways in and figures. */
class SeenElsewhereTests {

  private static final House HOUSE = new FakeHouse(ShippedHolidays.all(), "7m");
  private static final Event FORWARDED = Happenings.forwarded();
  private static final Event ASKED = Happenings.held(Offices.OPD);

  /** Zammad #4353 and others: whether a promise counts from receipt or from assignment was open. */
  @Test
  void countsTheWholeFromTheReceiptAndAnAnswerFromTheForward() {
    Life life = new Life(HOUSE, at("2026-01-05T09:00")).at(at("2026-01-07T11:00"));
    life.happens(FORWARDED);
    Clock answer = life.clock(ClockKind.FIRST_ANSWER);
    assertThat(answer.startedAt()).isEqualTo(at("2026-01-07T11:00"));
    assertThat(answer.dueAt()).isEqualTo(at("2026-01-12T11:00"));
    Clock resolution = life.clock(ClockKind.RESOLUTION);
    assertThat(resolution.office()).isEqualTo(Offices.OPD);
    assertThat(resolution.startedAt()).isEqualTo(at("2026-01-05T09:00"));
    assertThat(resolution.dueAt()).isEqualTo(at("2026-01-26T09:00"));
  }

  /** And where the desk closes, the seven minutes go on when it opens again. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-15T23:58, 2026-01-19T08:07", // before Isra Mikraj, a Friday
    "2026-01-15T15:58, 2026-01-19T08:05", // two minutes before it closes
    "2026-02-16T23:58, 2026-02-18T08:07", // cuti bersama, before the Chinese New Year
  })
  void givesSevenMinutesOfADeskThatClosesForAHoliday(String received, String due) {
    House house = new FakeHouse(ShippedHolidays.all(), "7m").withDeskHours();
    Clock triage = new Life(house, at(received)).clock(ClockKind.TRIAGE);
    assertThat(triage.dueAt()).isEqualTo(at(due));
    assertThat(triage.firesAt()).isBetween(at(received), at(due));
  }

  /** Zammad #1396: by hours that hardly open a ticket could not be saved. */
  @Test
  void isReceivedAndForwardedWhateverHoursTheOfficeHas() {
    FakeHouse house = new FakeHouse(ShippedHolidays.all(), "7m").hardlyOpen("120h");
    Life life = new Life(house, Life.MONDAY).later(Duration.ofMinutes(3)).happens(FORWARDED);
    Clock answer = life.clock(ClockKind.FIRST_ANSWER);
    assertThat(answer.dueAt()).isAfter(life.now().plus(Duration.ofDays(365 * 20)));
    assertThat(answer.firesAt()).isAfter(life.now());
    life.later(Duration.ofDays(2)).happens(ASKED).later(Duration.ofDays(1));
    life.happens(Happenings.replied(), Happenings.answered(true));
    assertThat(life.clock(ClockKind.FIRST_ANSWER).breachedAt()).isNull();
  }

  /** Zammad #1322: a note from the web restarted nothing, one by mail did. */
  @ParameterizedTest
  @EnumSource(Channel.class)
  void isTheSameByWhateverWayItCame(Channel channel) {
    Event[] acts = {FORWARDED, ASKED, Happenings.replied(), Happenings.followedUp()};
    Life web = new Life(HOUSE, Life.MONDAY);
    Life life = new Life(HOUSE, Life.MONDAY, channel);
    for (Event act : acts) {
      web.later(Duration.ofHours(3)).happens(act);
      life.later(Duration.ofHours(3)).happens(act);
    }
    assertThat(life.report().matter().channel()).isEqualTo(channel);
    assertThat(life.ledgers()).isEqualTo(web.ledgers());
  }

  /** Zammad #2579, #4516: statistics were null. */
  @Test
  void hasAFigureOrSaysThatThereIsNone() {
    assertThat(Deadlines.Tally.NONE.share()).isEmpty();
    assertThat(new Deadlines.Tally(4, 0, 0, 0, false, false).share()).isEmpty();
    assertThat(new Deadlines.Tally(4, 1, 3, 2, false, false).share()).hasValue(66);
    assertThat(new Deadlines.Tally(0, 0, 3, 0, false, false).share()).hasValue(0);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Makassar")).toInstant();
  }
}
