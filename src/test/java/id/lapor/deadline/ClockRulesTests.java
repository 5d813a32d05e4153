package id.lapor.deadline;

import static id.lapor.deadline.ClockKind.ARBITRATION;
import static id.lapor.deadline.ClockKind.FIRST_ANSWER;
import static id.lapor.deadline.ClockKind.REPORTER_TURN;
import static id.lapor.deadline.ClockKind.SECOND_ANSWER;
import static id.lapor.deadline.ClockKind.SILENCE;
import static id.lapor.deadline.ClockKind.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import id.lapor.report.Assignment;
import id.lapor.report.Attempts;
import id.lapor.report.Course;
import id.lapor.report.Life;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clocks beside the ways a life usually takes, as a table, and beside random lives; {@code
 * -Dseeds=N} for more of them, {@code -Dseed=N} for the one that failed.
 */
class ClockRulesTests {

  private static final int SEEDS = Integer.getInteger("seeds", 300);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FILED                                         | TRIAGE@desk
          FORWARDED                                     | FIRST_ANSWER@roads
          FORWARDED TAKEN_UP                            | FIRST_ANSWER@roads
          FORWARDED FOLLOWED_UP                         | -
          FORWARDED SCHEDULED                           | PROMISE@roads
          FORWARDED SCHEDULED FOLLOWED_UP               | -
          FORWARDED ANSWERED                            | SILENCE@roads
          FORWARDED ANSWERED CONFIRMED                  | -
          FORWARDED ANSWERED DISPUTED                   | SECOND_ANSWER@roads
          FORWARDED ANSWERED CONFIRMED DISPUTED         | SECOND_ANSWER@roads
          FORWARDED ANSWERED DISPUTED ANSWERED DISPUTED | SECOND_ANSWER@city
          FORWARDED RETURNED                            | TRIAGE@desk
          TWICE_RETURNED                                | ARBITRATION@nation
          TWICE_RETURNED ASKED_BY_ARBITER               | REPORTER_TURN@nation
          TWICE_RETURNED ASKED_BY_ARBITER REPLIED       | ARBITRATION@nation
          ASKED_BY_DESK                                 | REPORTER_TURN@desk
          ASKED_BY_DESK REPLIED                         | TRIAGE@desk
          FORWARDED ASKED                               | REPORTER_TURN@roads (FIRST_ANSWER@roads)
          FORWARDED ASKED REPLIED                       | FIRST_ANSWER@roads
          FORWARDED ASKED FOLLOWED_UP                   | -
          FORWARDED ASKED ANSWERED                      | SILENCE@roads
          FORWARDED ASKED REPLIED ASKED                 | FIRST_ANSWER@roads REPORTER_TURN@roads
          FORWARDED REPLIED                             | FIRST_ANSWER@roads
          FORWARDED NOTED                               | FIRST_ANSWER@roads
          FORWARDED WITHDRAWN                           | -
          FORWARDED_TO_BOTH                             | FIRST_ANSWER@roads FIRST_ANSWER@water
          FORWARDED_TO_BOTH ANSWERED                    | FIRST_ANSWER@water
          FORWARDED_TO_BOTH ANSWERED RETURNED_BY_WATER  | SECOND_ANSWER@roads
          ARCHIVED                                      | -
          ARCHIVED APPEALED                             | TRIAGE@desk
          """)
  void runsTheseClocksAfterTheseSteps(String steps, String clocks) {
    Life life = Life.filed(Visibility.OPEN);
    Stream.of(steps.split(" ")).forEach(s -> ClockSteps.valueOf(s).take(life));
    assertThat(Clocks.beside(life).shown()).isEqualTo(clocks);
  }

  @Test
  void keepsTheRightClocksWhateverPeopleTry() {
    Long one = Long.getLong("seed");
    long start = one == null ? System.nanoTime() : one;
    for (long seed = start; seed < start + (one == null ? SEEDS : 1); seed++) {
      Random random = new Random(seed);
      Life life = Life.filed(Visibility.OPEN);
      try {
        for (int i = 0; i < 40; i++) {
          Attempts.one(life, random);
          fits(life.report(), Clocks.beside(life));
        }
      } catch (AssertionError | RuntimeException e) {
        fail("Repeat with -Dseed=" + seed + " after " + life.last().event(), e);
      }
    }
  }

  private static void fits(Report report, Clocks clocks) {
    Course course = report.course();
    Stage stage = report.stage();
    assertThat(clocks.doubled()).as("two of a kind at one office").isEmpty();
    if (stage.ended()) {
      assertThat(clocks.kinds()).as("nobody owes anything").isEmpty();
      return;
    }
    assertThat(clocks.kinds().contains(SILENCE)).isEqualTo(stage == Stage.ANSWERED);
    Course.Waiting waiting = course.waiting();
    assertThat(clocks.kinds().contains(REPORTER_TURN)).isEqualTo(waiting != null);
    boolean desk = stage == Stage.RECEIVED || stage == Stage.RETURNED;
    assertThat(clocks.has(TRIAGE, course.desk()) || clocks.has(ARBITRATION, course.desk()))
        .as("the desk owes")
        .isEqualTo(desk);
    if (stage == Stage.FORWARDED) {
      course.assignments().stream()
          .filter(Assignment::open)
          .forEach(a -> assertThat(clocks.has(FIRST_ANSWER, a.agency())).isTrue());
    }
    if (stage == Stage.DISPUTED) {
      assertThat(clocks.has(SECOND_ANSWER, course.lead().orElseThrow())).isTrue();
    }
  }
}
