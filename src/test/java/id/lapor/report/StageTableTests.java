package id.lapor.report;

import static id.lapor.report.SmallTown.HOUSE;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.NATION;
import static id.lapor.report.SmallTown.NEIGHBOUR;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which act fits which stage: the life of a report in DOMAIN section 3 as a table. */
class StageTableTests {

  /** An act and the person who would do it. */
  enum Act {
    DESK_FORWARDS(RANI, Life.forward(ROADS)),
    DESK_RECALLS(RANI, new Command.Recall()),
    DESK_HANDS_OVER(RANI, new Command.Redirect(NATION, "Bukan urusan kota")),
    DESK_PROPOSES_ARCHIVING(RANI, Life.spam()),
    DESK_MERGES(RANI, new Command.Merge(Life.OTHER)),
    DESK_SEPARATES(RANI, new Command.Separate("Tiangnya lain")),
    DESK_ASKS(RANI, new Command.Hold("Di RT berapa?")),
    DESK_GOES_ON(RANI, new Command.Resume()),
    AGENCY_TAKES_UP(JOKO, new Command.TakeUp()),
    AGENCY_FOLLOWS_UP(
        JOKO,
        new Command.FollowUp("Petugas ke lokasi dan memeriksa lampunya pagi ini.", List.of())),
    AGENCY_ASKS(JOKO, new Command.Hold("Tiang nomor berapa?")),
    AGENCY_GOES_ON(JOKO, new Command.Resume()),
    AGENCY_SCHEDULES(
        JOKO,
        new Command.Schedule(
            LocalDate.of(2026, 3, 1), "Bahan dipesan, dikerjakan begitu tiba di gudang.")),
    AGENCY_RETURNS(JOKO, Life.giveBack(WATER)),
    AGENCY_ANSWERS(JOKO, Life.answer()),
    REPORTER_REPLIES(REPORTER, new Command.Reply("RT 12", List.of())),
    REPORTER_CONFIRMS(REPORTER, new Command.Confirm()),
    REPORTER_DISPUTES(REPORTER, Life.dispute()),
    REPORTER_RATES(REPORTER, new Command.Rate(4, "Baik")),
    REPORTER_WITHDRAWS(REPORTER, new Command.Withdraw("Sudah beres")),
    REPORTER_APPEALS(REPORTER, new Command.Appeal("Ini benar terjadi")),
    REPORTER_SEPARATES(REPORTER, new Command.Separate("Tiangnya lain")),
    NEIGHBOUR_SUPPORTS(NEIGHBOUR, new Command.Support()),
    CLOCK_ESCALATES(HOUSE, new Command.Escalate("TRIAGE", ROADS, Instant.EPOCH, 0));

    private final Actor actor;
    private final Command command;

    Act(Actor actor, Command command) {
      this.actor = actor;
      this.command = command;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DESK_FORWARDS           | RECEIVED DESK_ASKS RETURNED
          DESK_RECALLS            | FORWARDED
          DESK_HANDS_OVER         | RECEIVED DESK_ASKS RETURNED
          DESK_PROPOSES_ARCHIVING | RECEIVED DESK_ASKS RETURNED
          DESK_MERGES             | RECEIVED DESK_ASKS RETURNED
          DESK_SEPARATES          | MERGED
          DESK_ASKS               | RECEIVED RETURNED
          DESK_GOES_ON            | DESK_ASKS
          AGENCY_TAKES_UP         | FORWARDED DISPUTED
          AGENCY_FOLLOWS_UP       | FORWARDED IN_PROGRESS AGENCY_ASKS SCHEDULED DISPUTED
          AGENCY_ASKS             | FORWARDED IN_PROGRESS AGENCY_ASKS DISPUTED
          AGENCY_GOES_ON          | AGENCY_ASKS
          AGENCY_SCHEDULES        | FORWARDED IN_PROGRESS AGENCY_ASKS SCHEDULED DISPUTED
          AGENCY_RETURNS          | FORWARDED IN_PROGRESS
          AGENCY_ANSWERS          | FORWARDED IN_PROGRESS AGENCY_ASKS SCHEDULED DISPUTED
          REPORTER_REPLIES        | RECEIVED DESK_ASKS RETURNED FORWARDED IN_PROGRESS AGENCY_ASKS SCHEDULED DISPUTED ANSWERED MERGED
          REPORTER_CONFIRMS       | ANSWERED
          REPORTER_DISPUTES       | ANSWERED CLOSED
          REPORTER_RATES          | ANSWERED CLOSED
          REPORTER_WITHDRAWS      | RECEIVED DESK_ASKS RETURNED FORWARDED IN_PROGRESS AGENCY_ASKS SCHEDULED DISPUTED ANSWERED
          REPORTER_APPEALS        | ARCHIVED
          REPORTER_SEPARATES      | MERGED
          NEIGHBOUR_SUPPORTS      | RETURNED FORWARDED IN_PROGRESS AGENCY_ASKS SCHEDULED DISPUTED ANSWERED
          CLOCK_ESCALATES         | RECEIVED DESK_ASKS RETURNED FORWARDED IN_PROGRESS AGENCY_ASKS SCHEDULED DISPUTED ANSWERED
          """)
  void allowsAnActInTheseStagesAndNoOther(Act act, String stages) {
    Set<Situation> accepted =
        EnumSet.allOf(Situation.class).stream()
            .filter(s -> s.life().attempt(act.actor, act.command).isEmpty())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Situation.class)));
    assertThat(accepted)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(stages.split(" ")).map(Situation::valueOf).toList());
  }

  @ParameterizedTest
  @EnumSource
  void reachesEveryStage(Situation situation) {
    assertThat(situation.life().report().stage()).isEqualTo(situation.stage());
  }

  /** What is the desk's nobody else does, and so on. */
  @ParameterizedTest
  @EnumSource
  void letsNobodyElseDoIt(Act act) {
    for (Situation situation : Situation.values()) {
      for (Actor other : others(act)) {
        assertThat(situation.life().attempt(other, act.command))
            .as("%s by %s while %s", act, other, situation)
            .isPresent();
      }
    }
  }

  private static List<Actor> others(Act act) {
    return Stream.<Actor>of(SmallTown.MEGA, SmallTown.ARYA, SmallTown.NADIA, NEIGHBOUR, HOUSE)
        .filter(a -> !a.equals(act.actor))
        .toList();
  }
}
