package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.agency.ShippedHolidays;
import id.lapor.agency.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties of the engine over random lives of a report. */
class TimekeeperTests {

  private static final House HOUSE = new FakeHouse(ShippedHolidays.all(), "7m");
  private static final int SPLITS = 400;

  @Test
  void keepsDueTimesThatFollowFromTheLedgerAlone() {
    lives((seed, life) -> {
      for (Ledger l : life.ledgers()) {
        Clock c = l.clock();
        if (c.term() == null || !c.open()) {
          continue;
        }
        WorkingCalendar calendar = HOUSE.calendar(c);
        assertThat(l.dueAnew(calendar)).as("seed %s", seed).isEqualTo(l);
        if (c.state() == Clock.State.RUNNING && c.dueAt().isAfter(life.now())) {
          Duration left = c.budget().minus(l.worked(calendar, life.now()).total());
          assertThat(calendar.plus(life.now(), left, c.unit().measure()))
              .as("seed %s: now + (budget − consumed)", seed)
              .isBetween(c.dueAt().minusNanos(1_000), c.dueAt().plusNanos(1_000));
        }
      }
    });
  }

  @Test
  void keepsLedgersWithoutOverlaps() {
    lives((seed, life) -> {
      for (Ledger l : life.ledgers()) {
        Instant last = l.clock().startedAt();
        int open = 0;
        for (Ledger.Run run : l.runs()) {
          assertThat(run.since()).as("seed %s", seed).isAfterOrEqualTo(last);
          open += run.until() == null ? 1 : 0;
          last = run.until() == null ? run.since() : run.until();
          assertThat(last).as("seed %s", seed).isAfterOrEqualTo(run.since());
        }
        assertThat(open)
            .as("seed %s: a run is open while it runs", seed)
            .isEqualTo(l.clock().state() == Clock.State.RUNNING ? 1 : 0);
      }
    });
  }

  /** From nothing but the journal: the report as each act left it, and its clocks. */
  @Test
  void tellsTheSameWhenTheActsAreReplayed() {
    lives((seed, life) ->
        assertThat(Replay.of(HOUSE, life.report(), life.journal()))
            .as("seed %s", seed)
            .isEqualTo(life.clocks()));
  }

  /** Read back in another order than they were written. */
  @Test
  void isTheSameInWhateverOrderItsClocksAreSaved() {
    lives((seed, life) ->
        assertThat(Replay.of(HOUSE, life.report(), life.journal(), List::reversed))
            .as("seed %s", seed)
            .containsExactlyInAnyOrderElementsOf(life.clocks()));
  }

  /** An act without effect in the middle of a wait, or a wait in two halves, is the same wait. */
  @Test
  void isTheSameWhenAPauseIsSplit() {
    Random random = new Random(Long.getLong("seed", System.nanoTime()));
    for (int i = 0; i < SPLITS; i++) {
      Duration before = Duration.ofMinutes(random.nextInt(2_000));
      Duration first = Duration.ofMinutes(random.nextInt(4_000));
      Duration second = Duration.ofMinutes(random.nextInt(4_000));
      Ledger whole = running().pause(office(), Life.MONDAY.plus(before), "Held");
      Instant end = Life.MONDAY.plus(before).plus(first).plus(second);
      Instant middle = Life.MONDAY.plus(before).plus(first);
      Ledger split = whole.resume(office(), middle, "Resumed").pause(office(), middle, "Held");
      assertThat(split.resume(office(), end, "Replied").clock())
          .isEqualTo(whole.resume(office(), end, "Replied").clock());
    }
  }

  private static Ledger running() {
    Life life = new Life(HOUSE, Life.MONDAY).happens(Happenings.forwarded());
    return life.ledger(ClockKind.FIRST_ANSWER);
  }

  private static WorkingCalendar office() {
    return HOUSE.hours().office(Offices.OPD);
  }

  private static void lives(Lives.Check check) {
    Lives.each(HOUSE, check);
  }
}
