package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A merge the desk takes back as a mistake buys it no time. */
class MergeUndoneTests {

  private static final House HOUSE = new FakeHouse(Set.of(), "7m");

  @ParameterizedTest
  @EnumSource(names = {"TRIAGE", "RESOLUTION", "OMBUDSMAN"})
  void leavesEveryClockAsIfItHadNotBeen(ClockKind kind) {
    Life plain = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(2));
    Life merged = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(2));
    merged.happens(Happenings.merged()).later(Duration.ofDays(3));
    merged.happens(Happenings.mergeUndone(Offices.DESK));
    Ledger once = plain.ledger(kind);
    Ledger again = merged.ledger(kind);
    assertThat(again.clock().open()).isTrue();
    assertThat(again.clock().dueAt()).isEqualTo(once.clock().dueAt());
    assertThat(again.runs()).isEqualTo(once.runs());
  }

  /** A question that was open counts as one the desk went on without when it merged. */
  @Test
  void countsTheTimeSinceTheMergeAlsoAfterAQuestion() {
    Life went = asked();
    went.happens(Happenings.resumed(Offices.DESK));
    Life merged = asked();
    merged.happens(Happenings.merged()).later(Duration.ofDays(3));
    merged.happens(Happenings.mergeUndone(Offices.DESK));
    assertThat(merged.ledger(ClockKind.TRIAGE).clock().dueAt())
        .isEqualTo(went.ledger(ClockKind.TRIAGE).clock().dueAt());
  }

  /** What an earlier merge stopped for good, because its reporter left it, stays stopped. */
  @Test
  void takesBackTheLastMergeOnly() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(2));
    life.happens(Happenings.merged()).later(Duration.ofDays(1));
    life.happens(Happenings.separated()).later(Duration.ofMinutes(2));
    life.happens(Happenings.merged()).later(Duration.ofDays(1));
    life.happens(Happenings.mergeUndone(Offices.DESK));
    assertThat(life.clocks())
        .filteredOn(c -> c.kind() == ClockKind.TRIAGE)
        .extracting(Clock::open)
        .containsExactly(false, true);
  }

  /**
   * Who merges again, or had missed its minutes before, gets none anew from a reporter who objects.
   */
  @Test
  void givesFreshMinutesOnceToADeskThatWasInTime() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(6));
    life.happens(Happenings.merged()).later(Duration.ofDays(1)).happens(Happenings.separated());
    assertThat(life.clock(ClockKind.TRIAGE).dueAt())
        .isEqualTo(life.now().plus(Duration.ofMinutes(7)));
    life.later(Duration.ofMinutes(6)).happens(Happenings.merged()).later(Duration.ofDays(1));
    life.happens(Happenings.separated());
    assertThat(life.clock(ClockKind.TRIAGE).dueAt())
        .isEqualTo(life.now().plus(Duration.ofMinutes(1)));
    Life late = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(9));
    late.happens(Happenings.merged()).later(Duration.ofDays(1)).happens(Happenings.separated());
    assertThat(late.clock(ClockKind.TRIAGE).open()).isTrue();
    assertThat(late.clock(ClockKind.TRIAGE).breachedAt())
        .isEqualTo(Life.MONDAY.plus(Duration.ofMinutes(7)));
  }

  /** What was missed before an earlier merge stays missed, whatever is undone since. */
  @Test
  void keepsWhatWasMissedBeforeAnEarlierMerge() {
    Life late = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(9));
    late.happens(Happenings.merged()).later(Duration.ofDays(1)).happens(Happenings.separated());
    late.later(Duration.ofDays(1)).happens(Happenings.merged()).later(Duration.ofDays(1));
    late.happens(Happenings.mergeUndone(Offices.DESK));
    assertThat(late.clock(ClockKind.TRIAGE).breachedAt())
        .isEqualTo(Life.MONDAY.plus(Duration.ofMinutes(7)));
  }

  private static Life asked() {
    Life life = new Life(HOUSE, Life.MONDAY).later(Duration.ofMinutes(2));
    return life.happens(Happenings.held(Offices.DESK)).later(Duration.ofDays(1));
  }
}
