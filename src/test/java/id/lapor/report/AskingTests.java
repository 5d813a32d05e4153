package id.lapor.report;

import static id.lapor.report.Life.answer;
import static id.lapor.report.Life.filed;
import static id.lapor.report.Life.forward;
import static id.lapor.report.Life.forwarded;
import static id.lapor.report.Life.giveBack;
import static id.lapor.report.SmallTown.DESK;
import static id.lapor.report.SmallTown.HOUSE;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.MEGA;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.TEN_DAYS;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Questions to the reporter: whose turn it is, for how long, and who works on meanwhile. */
class AskingTests {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Test
  void goesOnWhereItWasWhenTheReporterReplies() {
    Life desk = filed().does(RANI, new Command.Hold("Di RT berapa?"));
    desk.does(REPORTER, new Command.Reply("RT 12", List.of()));
    assertThat(desk.report().stage()).isEqualTo(Stage.RECEIVED);
    Life agency = forwarded().does(JOKO, new Command.Hold("Tiang nomor berapa?"));
    agency.does(REPORTER, new Command.Reply("Nomor 7", List.of()));
    assertThat(agency.report().stage()).isEqualTo(Stage.IN_PROGRESS);
  }

  @Test
  void addsAQuestionAndNoTime() {
    Life life = forwarded().does(JOKO, new Command.Hold("Tiang nomor berapa?"));
    Course.Waiting first = Objects.requireNonNull(life.report().course().waiting());
    life.later(Duration.ofDays(9)).does(JOKO, new Command.Hold("Sejak kapan padamnya?"));
    Course.Waiting both = Objects.requireNonNull(life.report().course().waiting());
    assertThat(both.until()).isEqualTo(first.until());
    assertThat(((Event.Held) life.last().event()).until()).isEqualTo(first.until());
    assertThat(both.question()).isEqualTo("Tiang nomor berapa?\n\nSejak kapan padamnya?");
  }

  @Test
  void letsOnlyTheOfficeThatAskedGoOnWithoutAReply() {
    Life life = filed().does(RANI, forward(ROADS, WATER));
    life.does(JOKO, new Command.Hold("Tiang nomor berapa?"));
    assertThat(life.refusal(MEGA, new Command.Resume())).isEqualTo(Refusal.NOT_YOURS);
    assertThat(life.refusal(MEGA, new Command.Hold("Sumur yang mana?")))
        .isEqualTo(Refusal.WRONG_STAGE);
    life.does(JOKO, new Command.Resume());
    assertThat(life.report().stage()).isEqualTo(Stage.IN_PROGRESS);
  }

  /** Its clock runs meanwhile, so it must be able to stop it. */
  @Test
  void letsACoAgencyWorkWhileAnotherAsks() {
    for (Command work :
        List.of(
            new Command.TakeUp(),
            new Command.FollowUp("Petugas memeriksa pipanya pagi ini bersama warga.", List.of()),
            answer(),
            giveBack(DESK))) {
      Life life = askedByOneOfTwo().does(MEGA, work);
      assertThat(life.report().stage()).as("%s", work).isEqualTo(Stage.HELD);
      assertThat(life.report().course().heldByAnother(WATER)).as("%s", work).isTrue();
      life.does(REPORTER, new Command.Reply("Nomor 7", List.of()));
      assertThat(life.report().stage()).as("%s", work).isEqualTo(Stage.IN_PROGRESS);
    }
    Command promise =
        new Command.Schedule(
            LocalDate.of(2026, 2, 1), "Pipa dipesan, dipasang begitu tiba di gudang kota.");
    Life promised = askedByOneOfTwo().does(MEGA, promise);
    assertThat(promised.report().stage()).isEqualTo(Stage.HELD);
    promised.does(JOKO, new Command.Resume());
    assertThat(promised.report().stage()).isEqualTo(Stage.SCHEDULED);
  }

  /** What its lead gives back lies on the desk, whatever a co-agency wanted to know. */
  @Test
  void letsTheLeadReturnWhatACoAgencyAsksAbout() {
    Life life = filed().does(RANI, forward(ROADS, WATER));
    life.does(MEGA, new Command.Hold("Sumur yang mana?")).does(JOKO, giveBack(WATER));
    assertThat(life.report().stage()).isEqualTo(Stage.RETURNED);
    assertThat(life.report().course().waiting()).isNull();
    life.does(RANI, new Command.Hold("Di RT berapa?"));
    assertThat(life.refusal(MEGA, answer())).as("the desk has it").isEqualTo(Refusal.WRONG_STAGE);
  }

  @Test
  void endsAnAgencysWaitWhenTheTurnHasPassed() {
    Life life = askedByOneOfTwo().later(TEN_DAYS.minus(A_MINUTE));
    assertThat(life.refusal(HOUSE, new Command.Resume())).isEqualTo(Refusal.WRONG_STAGE);
    life.later(A_MINUTE).does(HOUSE, new Command.Resume());
    assertThat(life.report().stage()).isEqualTo(Stage.IN_PROGRESS);
    Life desk = filed().does(RANI, new Command.Hold("Di RT berapa?")).later(TEN_DAYS);
    desk.does(HOUSE, new Command.Resume());
    assertThat(desk.report().stage())
        .as("a desk may archive for want of a reply")
        .isEqualTo(Stage.HELD);
    assertThat(desk.journal().getLast().event()).isEqualTo(new Event.TurnPassed(DESK));
  }

  /** A day somebody promised is kept by who promised it, and binds nobody else. */
  @Test
  void bindsByAPromisedDayOnlyWhoPromisedIt() {
    Command promise =
        new Command.Schedule(
            LocalDate.of(2026, 2, 1), "Pipa dipesan, dipasang begitu tiba di gudang kota.");
    Life life = filed().does(RANI, forward(ROADS, WATER)).does(MEGA, promise);
    assertThat(life.report().stage()).isEqualTo(Stage.SCHEDULED);
    assertThat(life.refusal(MEGA, new Command.Hold("Sumur yang mana?")))
        .isEqualTo(Refusal.WRONG_STAGE);
    assertThat(life.refusal(MEGA, giveBack(DESK))).isEqualTo(Refusal.WRONG_STAGE);
    life.does(JOKO, new Command.Hold("Tiang nomor berapa?")).does(JOKO, new Command.Resume());
    assertThat(life.report().stage()).isEqualTo(Stage.SCHEDULED);
    life.does(JOKO, answer());
    assertThat(life.report().stage()).isEqualTo(Stage.IN_PROGRESS);
    assertThat(life.refusal(MEGA, giveBack(DESK))).isEqualTo(Refusal.WRONG_STAGE);
  }

  @Test
  void letsALeadReturnWhatACoAgencyHasPromisedADayFor() {
    Command promise =
        new Command.Schedule(
            LocalDate.of(2026, 2, 1), "Pipa dipesan, dipasang begitu tiba di gudang kota.");
    Life life = filed().does(RANI, forward(ROADS, WATER)).does(MEGA, promise);
    life.does(JOKO, giveBack(WATER)).does(RANI, forward(ROADS, WATER));
    assertThat(life.refusal(MEGA, giveBack(DESK)))
        .as("promised before, and still")
        .isEqualTo(Refusal.WRONG_STAGE);
    life.does(MEGA, answer());
    assertThat(life.report().course().assignment(WATER).orElseThrow().promised()).isNull();
    Life whole = filed().does(RANI, forward(ROADS, WATER)).does(MEGA, promise);
    whole.does(JOKO, giveBack(WATER)).does(RANI, forward(WATER)).does(MEGA, giveBack(ROADS));
    assertThat(whole.report().stage()).as("the whole she never promised").isEqualTo(Stage.RETURNED);
  }

  private static Life askedByOneOfTwo() {
    return filed()
        .does(RANI, forward(ROADS, WATER))
        .does(JOKO, new Command.Hold("Tiang nomor berapa?"));
  }
}
