package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Entry;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Many reports whose people do what they may in whatever order, with the watch at work in between:
 * after each act all stored clocks are what the journal tells when it is replayed from the start.
 * Only the watch knows when a clock has to be looked at next; what it noticed stands in the
 * journal, and the check of the trail finds nothing. {@code -Dseeds=N} for more lives, {@code
 * -Dseed=N} for the one that failed.
 */
@DatabaseTest
class RandomLivesIntegrationTests {

  private static final int LIVES = Integer.getInteger("seeds", 40);
  private static final int ACTS = 14;

  /** What has to happen in some of them, or they show nothing. */
  private static final Set<String> HAPPENING =
      Set.of(
          "Filed",
          "Redirected",
          "Forwarded",
          "Recalled",
          "Held",
          "Resumed",
          "TurnPassed",
          "Replied",
          "Returned",
          "Archived",
          "Appealed",
          "Merged",
          "Separated",
          "Withdrawn",
          "Scheduled",
          "Answered",
          "FollowedUp",
          "Disputed",
          "Confirmed",
          "ClosedBySilence",
          "Escalated");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Watch watch;
  @Autowired ClockCheck check;
  @Autowired SettableClock clock;

  @Test
  void storesWhatTheJournalTells() {
    Long one = Long.getLong("seed");
    long first = one == null ? 1 : one;
    Set<String> happened = new TreeSet<>();
    for (long seed = first; seed < first + (one == null ? LIVES : 1); seed++) {
      try {
        happened.addAll(live(new Random(seed)));
      } catch (AssertionError | RuntimeException e) {
        fail("Repeat with -Dseed=" + seed, e);
      }
    }
    if (one == null) {
      assertThat(happened).containsAll(HAPPENING);
    }
  }

  private Set<String> live(Random random) {
    clock.set(Life.MONDAY.plusSeconds(random.nextInt(20_000_000)));
    City city = new City(agencies, reports);
    RandomLife life = new RandomLife(city, agencies, reports, clock, random);
    boolean more = true;
    for (int i = 0; i < ACTS && more; i++) {
      life.later();
      if (random.nextInt(4) > 0) {
        watch.catchUp();
        agrees(life);
      }
      more = life.act();
      agrees(life);
    }
    assertThat(check.look()).isEmpty();
    Set<String> happened = new TreeSet<>();
    reports.history(life.id()).forEach(e -> happened.add(e.event().getClass().getSimpleName()));
    return happened;
  }

  private void agrees(RandomLife life) {
    List<Entry> history = reports.history(life.id());
    List<Clock> told =
        Replay.of(deadlines.house(), life.report(), history).stream()
            .map(RandomLivesIntegrationTests::asKept)
            .toList();
    assertThat(deadlines.of(life.id()))
        .as(() -> told(history))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id", "firesAt")
        .containsExactlyElementsOf(told);
  }

  /** Whole seconds, as the database keeps amounts. */
  private static Clock asKept(Clock c) {
    ClockEdit edit = c.edit();
    edit.budget = Duration.ofSeconds(c.budget().toSeconds());
    edit.consumed = Duration.ofSeconds(c.consumed().toSeconds());
    edit.dueAt = c.dueAt().truncatedTo(ChronoUnit.MICROS);
    return edit.done();
  }

  private static String told(List<Entry> history) {
    StringBuilder all = new StringBuilder();
    history.forEach(e -> all.append('\n').append(e.at()).append(' ').append(e.event()));
    return all.append('\n').toString();
  }
}
