package id.lapor.report;

import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Anybody tries anything in any order, a thousand lives a build; {@code -Dseeds=N} for more, {@code
 * -Dseed=N} for the one that failed.
 */
class WorkflowModelTests {

  private static final int SEEDS = Integer.getInteger("seeds", 1_000);
  private static final int ATTEMPTS = 40;

  /** What a bystander counts along the way, without looking into the report. */
  private static final class Bystander {
    int returns;
    int supporters;
    boolean answered;
    boolean published;
    boolean decidedByArbiter;
    @Nullable Instant announced;
    long proposer;
    Visibility circle;

    Bystander(Visibility circle) {
      this.circle = circle;
    }

    void sees(Entry entry) {
      switch (entry.event()) {
        case Event.Returned e -> {
          assertThat(decidedByArbiter).as("returned against the arbiter").isFalse();
          assertThat(e.hop()).isEqualTo(++returns);
        }
        case Event.Forwarded e -> {
          published = circle != Visibility.SECRET && e.publicText() != null;
          decidedByArbiter = returns >= 2 && e.by().equals(SmallTown.NATION);
          answered = false;
        }
        case Event.Answered e -> {
          answered |= e.whole();
          announced = e.silenceClosesAt();
        }
        case Event.Redirected _ -> proposer = 0;
        case Event.Recalled _ -> published = false;
        case Event.Replied e when answered -> {
          assertThat(e.silenceClosesAt()).as("writing is not silence").isAfter(entry.at());
          announced = e.silenceClosesAt();
        }
        case Event.Confirmed _ -> assertThat(answered).as("confirmed unanswered").isTrue();
        case Event.ClosedBySilence _ -> {
          assertThat(answered).as("closed unanswered").isTrue();
          assertThat(entry.at()).as("closed early").isAfterOrEqualTo(announced);
        }
        case Event.Disputed _ -> answered = false;
        case Event.ArchiveProposed e -> proposer = e.proposer();
        case Event.Narrowed e -> narrows(e);
        case Event.Archived _ -> {
          published = false;
          assertThat(proposer).as("proposed at this desk").isNotZero();
          assertThat(((Actor.Officer) entry.actor()).account()).isNotEqualTo(proposer);
        }
        case Event.Withdrawn _ -> published = false;
        case Event.Supported _ -> supporters++;
        default -> {}
      }
    }

    private void narrows(Event.Narrowed e) {
      assertThat(e.to()).isGreaterThan(circle);
      circle = e.to();
      published &= circle != Visibility.SECRET;
    }
  }

  @Test
  void keepsItsPromisesWhateverPeopleTry() {
    Long one = Long.getLong("seed");
    long start = one == null ? System.nanoTime() : one;
    for (long seed = start; seed < start + (one == null ? SEEDS : 1); seed++) {
      try {
        live(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        fail("Repeat with -Dseed=" + seed, e);
      }
    }
  }

  /**
   * With seeds that never change, so that it says something about the attempts and not about luck.
   */
  @Test
  void triesEverythingThatCanHappen() {
    Set<String> happened = new HashSet<>();
    for (long seed = 0; seed < 4_000; seed++) {
      happened.addAll(live(new Random(seed)));
    }
    assertThat(happened)
        .containsAll(
            Arrays.stream(Event.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(e -> !UNTRIED.contains(e))
                .toList());
  }

  private static final Set<String> UNTRIED =
      Set.of("Filed", "ImportedAsClosed", "OmbudsmanOffered", "HandedOver", "HandOverUndone");

  private static Set<String> live(Random random) {
    Life life = Life.filed(Attempts.oneOf(random, Visibility.values()));
    Bystander bystander = new Bystander(life.report().matter().visibility());
    List<AgencyId> concerned = new ArrayList<>();
    Set<String> happened = new HashSet<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      Report before = life.report();
      int entries = life.journal().size();
      concerned.clear();
      List.of(SmallTown.NATION, SmallTown.CITY, SmallTown.DESK, ROADS, WATER).stream()
          .filter(before.course()::concerns)
          .forEach(concerned::add);
      Attempts.one(life, random);
      List<Entry> fresh = life.journal().subList(entries, life.journal().size());
      if (fresh.isEmpty()) {
        assertThat(life.report()).as("nothing happens after a refusal").isEqualTo(before);
      }
      for (Entry entry : fresh) {
        bystander.sees(entry);
        happened.add(Journal.kind(entry.event()));
        onlyTheConcernedAct(entry, concerned);
        leavesAnEndOnlyByTheReporter(before, life.report(), entry);
      }
      holdsTogether(life, bystander);
    }
    return happened;
  }

  /**
   * Letters come from above, slips from whoever wrote the report down, wherever they sit, and what
   * nobody could read from whoever looks after the wires.
   */
  private static void onlyTheConcernedAct(Entry entry, List<AgencyId> concerned) {
    boolean letter =
        entry.event() instanceof Event.Reprimanded
            || entry.event() instanceof Event.ReprimandWithdrawn;
    boolean slip = entry.event() instanceof Event.SecretShown;
    if (entry.event() instanceof Event.Ascribed) {
      assertThat(entry.actor())
          .isInstanceOfSatisfying(
              Actor.Officer.class, o -> assertThat(o.role()).isEqualTo(Role.NATIONAL_ADMIN));
    } else if (entry.actor() instanceof Actor.Officer o && !letter && !slip) {
      assertThat(concerned).as("%s acted", o).contains(o.agency());
    }
  }

  private static void leavesAnEndOnlyByTheReporter(Report before, Report after, Entry entry) {
    if (before.stage().ended() && after.stage() != before.stage()) {
      assertThat(entry.event())
          .isInstanceOfAny(Event.Disputed.class, Event.Appealed.class, Event.Separated.class);
      boolean undone = entry.event() instanceof Event.Separated s && s.undoneBy() != null;
      assertThat(entry.actor()).isInstanceOf(undone ? Actor.Officer.class : Actor.Reporter.class);
    }
    if (after.stage() == Stage.CLOSED && before.stage() != Stage.CLOSED) {
      assertThat(before.stage()).isEqualTo(Stage.ANSWERED);
    }
  }

  private static void holdsTogether(Life life, Bystander bystander) {
    Report report = life.report();
    Course course = report.course();
    List<Entry> journal = life.journal();
    assertThat(Folding.fold(life.first(), journal.subList(1, journal.size())))
        .as("the journal tells the report")
        .isEqualTo(report);
    assertThat(report.version()).isEqualTo(journal.size());
    assertThat(course.hops()).as("hops").isEqualTo(bystander.returns);
    assertThat(course.supporters()).isEqualTo(bystander.supporters);
    assertThat(report.matter().visibility()).isEqualTo(bystander.circle);
    assertThat(report.matter().publicText() != null).as("public").isEqualTo(bystander.published);
    assertThat(course.waiting() != null).as("waits").isEqualTo(report.stage() == Stage.HELD);
    assertThat(course.assignments().stream().filter(Assignment::lead).count())
        .as("one lead at most")
        .isLessThanOrEqualTo(1 + course.hops());
    if (report.stage() == Stage.ANSWERED || report.stage() == Stage.CLOSED) {
      assertThat(bystander.answered).as("answered before it ends").isTrue();
    }
    if (report.stage().atAgency()) {
      assertThat(course.lead()).as("somebody leads").isPresent();
      assertThat(course.assignments()).as("somebody has to act").anyMatch(Assignment::open);
    }
  }
}
