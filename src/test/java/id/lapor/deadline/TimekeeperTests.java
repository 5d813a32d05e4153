package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.agency.ShippedHolidays;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties of the engine over random lives of a report. */
class TimekeeperTests {

  private static final House HOUSE = new FakeHouse(ShippedHolidays.all(), "7m");
  private static final int LIVES = 400;

  private record Moment(Duration later, Event event) {}

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

  @Test
  void tellsTheSameWhenTheActsAreReplayed() {
    lives((seed, life) -> {
      Random again = new Random(seed);
      assertThat(live(again).ledgers()).as("seed %s", seed).isEqualTo(life.ledgers());
    });
  }

  /** An act without effect in the middle of a wait, or a wait in two halves, is the same wait. */
  @Test
  void isTheSameWhenAPauseIsSplit() {
    Random random = new Random(Long.getLong("seed", System.nanoTime()));
    for (int i = 0; i < LIVES; i++) {
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

  private interface Check {
    void of(long seed, Life life);
  }

  private static void lives(Check check) {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + LIVES; seed++) {
      check.of(seed, live(new Random(seed)));
    }
  }

  /** Acts in an order the workflow would mostly refuse: the engine has to stand that too. */
  private static Life live(Random random) {
    Life life = new Life(HOUSE, Life.MONDAY.plusSeconds(random.nextInt(2_000_000)));
    List<Moment> moments = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      moments.add(new Moment(Duration.ofSeconds(random.nextInt(300_000)), any(random)));
    }
    moments.forEach(m -> life.later(m.later()).happens(m.event()));
    return life;
  }

  private static Event any(Random random) {
    List<Event> all =
        List.of(
            Happenings.forwarded(),
            Happenings.forwarded(Offices.COMPANION),
            Happenings.redirected(),
            Happenings.held(Offices.DESK),
            Happenings.held(Offices.OPD),
            Happenings.replied(),
            Happenings.resumed(Offices.OPD),
            Happenings.followedUp(),
            Happenings.scheduled(12 + random.nextInt(15)),
            Happenings.answered(true),
            Happenings.answered(false),
            Happenings.returned(1, Offices.OPD),
            Happenings.disputed(1),
            Happenings.archived(),
            Happenings.appealed(),
            Happenings.confirmed(),
            Happenings.takenUp());
    return all.get(random.nextInt(all.size()));
  }
}
