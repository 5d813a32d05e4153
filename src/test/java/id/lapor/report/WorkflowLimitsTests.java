package id.lapor.report;

import static id.lapor.report.Life.filed;
import static id.lapor.report.Life.forward;
import static id.lapor.report.Life.forwarded;
import static id.lapor.report.Life.giveBack;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.MEGA;
import static id.lapor.report.SmallTown.NADIA;
import static id.lapor.report.SmallTown.NATION;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.SEKAR;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What may be left out may not be endless either, and a wish of one desk is not that of the next.
 */
class WorkflowLimitsTests {

  private static final String ENDLESS = "a".repeat(Workflow.LONGEST_TEXT + 1);
  private static final String LONGEST = "a".repeat(Workflow.LONGEST_TEXT);

  static Stream<Command> atTheDesk() {
    return Stream.of(
        new Command.Forward(ROADS, List.of(), Kind.COMPLAINT, false, null, ENDLESS, ""),
        new Command.Forward(ROADS, List.of(), Kind.COMPLAINT, false, null, "Lampu", ENDLESS),
        new Command.Narrow(Visibility.SECRET, ENDLESS));
  }

  @ParameterizedTest
  @MethodSource("atTheDesk")
  void refusesEndlessWordsOfADesk(Command command) {
    assertThat(Life.filed().refusal(RANI, command)).isEqualTo(Refusal.TEXT_TOO_LONG);
  }

  static Stream<Command> withGrounds() {
    return Stream.of(
            "x",
            "x".repeat(40),
            "Keliru.",
            ". . . . . . . . . . . . . . . .",
            "ab".repeat(40),
            "perbaiki ".repeat(8))
        .flatMap(words ->
            Stream.of(
                new Command.ProposeArchive(ArchiveReason.SPAM, words),
                new Command.Narrow(Visibility.SECRET, words),
                new Command.NoteWithdrawal("TGR-I/0001/2026", 1, ROADS, words)));
  }

  /** Of acts that everyone reads and nobody can undo. */
  @ParameterizedTest
  @MethodSource("withGrounds")
  void refusesAReasonThatSaysNothing(Command command) {
    Actor who = command instanceof Command.NoteWithdrawal ? SEKAR : RANI;
    assertThat(Life.filed().refusal(who, command)).isEqualTo(Refusal.REASON_TOO_SHORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "Bukan wewenang kami", "abababababababababababababababab"})
  void refusesAReturnThatSaysNotWhy(String reason) {
    assertThat(forwarded().refusal(JOKO, new Command.Return(WATER, reason)))
        .isEqualTo(Refusal.REASON_TOO_SHORT);
  }

  /** Each ends the clock of the first answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok",
        "Petugas ke lokasi.",
        "abababababababababababababababababababab",
        "ok ok ok ok ok ok ok ok ok ok ok ok ok ok",
        "................................ sudah"
      })
  void refusesAFollowUpThatTellsNothing(String text) {
    LocalDate day = LocalDate.of(2026, 2, 1);
    assertThat(forwarded().refusal(JOKO, new Command.FollowUp(text, List.of())))
        .isEqualTo(Refusal.FOLLOW_UP_TOO_SHORT);
    assertThat(forwarded().refusal(JOKO, new Command.Schedule(day, text)))
        .isEqualTo(Refusal.FOLLOW_UP_TOO_SHORT);
    assertThat(forwarded().refusal(JOKO, new Command.Answer(text, List.of(), "Malam hari.")))
        .isEqualTo(Refusal.ANSWER_TOO_SHORT);
    forwarded().does(JOKO, new Command.FollowUp(Life.ANSWER_TEXT, List.of()));
  }

  @Test
  void refusesGroundsOfADecisionThatSayNothing() {
    Life life =
        Life.forwarded()
            .does(JOKO, Life.giveBack(WATER))
            .does(RANI, Life.forward(WATER))
            .does(MEGA, Life.giveBack(ROADS));
    for (String grounds : List.of("x", "Jalan kota.")) {
      Command decision =
          new Command.Forward(ROADS, List.of(), Kind.COMPLAINT, false, null, "Lampu", grounds);
      assertThat(life.refusal(NADIA, decision)).isEqualTo(Refusal.REASON_TOO_SHORT);
    }
  }

  @Test
  void refusesAQuestionNobodyCanAnswer() {
    for (String question : List.of("x", "Hm???????????", "zzzzzzzzzzzzzzzz")) {
      assertThat(Life.filed().refusal(RANI, new Command.Hold(question)))
          .isEqualTo(Refusal.QUESTION_TOO_SHORT);
    }
    Life.filed().does(RANI, new Command.Hold("Di RT berapa?"));
  }

  @Test
  void refusesAnEndlessReasonWithoutEvidence() {
    assertThat(
            Life.forwarded()
                .refusal(JOKO, new Command.Answer(Life.ANSWER_TEXT, List.of(), ENDLESS)))
        .isEqualTo(Refusal.TEXT_TOO_LONG);
    Life.forwarded().does(JOKO, new Command.Answer(Life.ANSWER_TEXT, List.of(), LONGEST));
  }

  @Test
  void forgetsAProposalToArchiveWhenAnotherDeskTakesOver() {
    Life life =
        Life.filed()
            .does(RANI, Life.spam())
            .does(RANI, new Command.Redirect(NATION, "Bukan urusan kota."));
    assertThat(life.report().course().archiving()).isNull();
    assertThat(life.refusal(NADIA, new Command.ApproveArchive())).isEqualTo(Refusal.WRONG_STAGE);
  }

  @Test
  void letsNoArbiterHandTheDecisionOn() {
    Life life =
        Life.filed()
            .does(RANI, Life.forward(ROADS))
            .does(JOKO, Life.giveBack(WATER))
            .does(RANI, Life.forward(WATER))
            .does(SmallTown.MEGA, Life.giveBack(ROADS));
    assertThat(life.refusal(NADIA, new Command.Redirect(SmallTown.DESK, "Urusan kota saja.")))
        .isEqualTo(Refusal.ARBITER_DECIDES);
  }

  /** Two desks could hand a report to and fro for ever, each with fresh minutes. */
  @Test
  void givesWhatIsHandedOnASecondTimeToTheArbiter() {
    Life life = Life.filed().does(RANI, new Command.Redirect(SmallTown.TOWN, "Bukan kota ini."));
    assertThat(life.report().course().arbitrated()).isFalse();
    assertThat(life.refusal(SmallTown.TONO, new Command.Redirect(SmallTown.DESK, "Bukan kami.")))
        .isEqualTo(Refusal.REASON_TOO_SHORT);
    life.does(
        SmallTown.TONO,
        new Command.Redirect(SmallTown.DESK, "Jalan ini milik kota, lihat peta wilayah."));
    Course course = life.report().course();
    assertThat(course.desk()).isEqualTo(SmallTown.NATION);
    assertThat(course.arbitrated()).isTrue();
    assertThat(life.report().stage()).isEqualTo(Stage.RETURNED);
    assertThat(course.hops()).as("no agency has said anything").isZero();
    assertThat(life.refusal(NADIA, new Command.Redirect(SmallTown.DESK, Life.GROUNDS)))
        .isEqualTo(Refusal.ARBITER_DECIDES);
    life.does(NADIA, Life.forward(ROADS));
    assertThat(life.report().course().ownerFinal()).isTrue();
    assertThat(life.refusal(NADIA, new Command.Recall())).isEqualTo(Refusal.WRONG_STAGE);
    assertThat(life.refusal(JOKO, Life.giveBack(WATER))).isEqualTo(Refusal.OWNER_IS_FINAL);
  }

  /** Who decides in the end may send it on to the right city, which then cannot pass it round. */
  @Test
  void letsTheTopSendOnWhatACityHandedToIt() {
    Life life =
        Life.filed()
            .does(RANI, new Command.Redirect(SmallTown.NATION, "Bukan kota ini."))
            .does(NADIA, new Command.Redirect(SmallTown.TOWN, "Ini kota sebelah."));
    assertThat(life.report().course().desk()).isEqualTo(SmallTown.TOWN);
    life.does(
        SmallTown.TONO,
        new Command.Redirect(SmallTown.DESK, "Jalan ini milik kota, lihat peta wilayah."));
    assertThat(life.report().course().desk()).isEqualTo(SmallTown.NATION);
    assertThat(life.report().course().arbitrated()).isTrue();
  }

  @Test
  void asksTheArbiterForGroundsEveryoneMayRead() {
    Life life =
        forwarded()
            .does(JOKO, giveBack(WATER))
            .does(RANI, forward(WATER))
            .does(MEGA, giveBack(ROADS));
    Command.Forward said = (Command.Forward) forward(ROADS);
    Command silent =
        new Command.Forward(
            ROADS, List.of(), said.kind(), false, said.category(), said.publicText(), " ");
    assertThat(life.refusal(NADIA, silent)).isEqualTo(Refusal.GROUNDS_MISSING);
    filed().does(RANI, silent);
    assertThat(life.does(NADIA, said).last().event())
        .isInstanceOfSatisfying(
            Event.Forwarded.class,
            e -> {
              assertThat(e.grounds()).isEqualTo(said.note());
              assertThat(e.note()).isEmpty();
            });
  }
}
