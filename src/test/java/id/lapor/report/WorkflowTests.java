package id.lapor.report;

import static id.lapor.report.Life.answer;
import static id.lapor.report.Life.answered;
import static id.lapor.report.Life.dispute;
import static id.lapor.report.Life.filed;
import static id.lapor.report.Life.forward;
import static id.lapor.report.Life.forwarded;
import static id.lapor.report.Life.giveBack;
import static id.lapor.report.Life.spam;
import static id.lapor.report.SmallTown.ARYA;
import static id.lapor.report.SmallTown.BIMA;
import static id.lapor.report.SmallTown.CITY;
import static id.lapor.report.SmallTown.DESK;
import static id.lapor.report.SmallTown.HOUSE;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.MEGA;
import static id.lapor.report.SmallTown.NADIA;
import static id.lapor.report.SmallTown.NATION;
import static id.lapor.report.SmallTown.NEIGHBOUR;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.SEKAR;
import static id.lapor.report.SmallTown.TEN_DAYS;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.evidence.EvidenceId;
import id.lapor.people.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of DOMAIN section 3, one by one; which act fits which stage is in StageTableTests. */
class WorkflowTests {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  // ---- forwarding

  @Test
  void forwardsToOneLeadAndCoAgenciesThatAllHaveToAnswer() {
    Life life = filed().does(RANI, forward(ROADS, WATER));
    assertThat(life.report().course().lead()).contains(ROADS);
    life.does(JOKO, answer());
    assertThat(life.report().stage()).isEqualTo(Stage.IN_PROGRESS);
    life.does(MEGA, answer());
    assertThat(life.report().stage()).isEqualTo(Stage.ANSWERED);
  }

  @Test
  void givesNoAgencyTwoPartsInOneReport() {
    assertThat(filed().refusal(RANI, forward(ROADS, ROADS))).isEqualTo(Refusal.SAME_AGENCY);
    assertThat(filed().refusal(RANI, forward(ROADS, WATER, WATER))).isEqualTo(Refusal.SAME_AGENCY);
  }

  @Test
  void neverPublishesASecretReportWhateverTheDeskSends() {
    Life life = filed(Visibility.SECRET).does(RANI, forward(ROADS));
    assertThat(life.report().matter().publicText()).isNull();
    assertThat(life.report().matter().visibleToAll()).isFalse();
  }

  @Test
  void handsOverToAnotherDeskButNotToItself() {
    assertThat(filed().refusal(RANI, new Command.Redirect(DESK, "Salah alamat")))
        .isEqualTo(Refusal.SAME_DESK);
    Life life = filed().does(RANI, new Command.Redirect(NATION, "Bukan urusan kota"));
    assertThat(life.report().course().desk()).isEqualTo(NATION);
    assertThat(life.refusal(RANI, forward(ROADS))).isEqualTo(Refusal.NOT_YOURS);
    life.does(NADIA, forward(ROADS));
  }

  // ---- not ours

  @Test
  void sendsTheFirstReturnBackToTheSenderAndTheSecondToTheArbiter() {
    Life life = forwarded().does(JOKO, giveBack(WATER));
    assertThat(life.report().stage()).isEqualTo(Stage.RETURNED);
    assertThat(life.report().course().desk()).isEqualTo(DESK);
    life.does(RANI, forward(WATER)).does(MEGA, giveBack(ROADS));
    assertThat(life.report().course().desk()).isEqualTo(NATION);
    assertThat(life.report().course().hops()).isEqualTo(2);
  }

  @Test
  void letsNobodyReturnWhatTheArbiterDecided() {
    Life life = twiceReturned().does(NADIA, forward(ROADS));
    assertThat(life.refusal(JOKO, giveBack(WATER))).isEqualTo(Refusal.OWNER_IS_FINAL);
    life.does(JOKO, answer());
  }

  @Test
  void keepsTheDecisionFinalThoughTheArbiterAskedTheReporterFirst() {
    Life life =
        twiceReturned()
            .does(NADIA, new Command.Hold("Di ruas yang mana?"))
            .does(NADIA, forward(ROADS));
    assertThat(life.refusal(JOKO, giveBack(WATER))).isEqualTo(Refusal.OWNER_IS_FINAL);
  }

  @Test
  void wantsToHearWhoseItIsInstead() {
    assertThat(forwarded().refusal(JOKO, giveBack(ROADS))).isEqualTo(Refusal.SAME_AGENCY);
    assertThat(forwarded().refusal(JOKO, new Command.Return(WATER, " ")))
        .isEqualTo(Refusal.TEXT_MISSING);
  }

  @Test
  void leavesTheReportWithItsLeadWhenACoAgencyReturnsItsPart() {
    Life life = filed().does(RANI, forward(ROADS, WATER)).does(MEGA, giveBack(DESK));
    assertThat(life.report().stage()).isEqualTo(Stage.FORWARDED);
    assertThat(life.refusal(MEGA, answer())).isEqualTo(Refusal.NOT_YOURS);
    life.does(JOKO, answer());
    assertThat(life.report().stage()).isEqualTo(Stage.ANSWERED);
  }

  @Test
  void asksTheLeadAgainWhenTheLastOtherPartIsReturnedAfterItsAnswer() {
    Life life = filed().does(RANI, forward(ROADS, WATER)).does(JOKO, answer());
    life.does(MEGA, giveBack(DESK));
    assertThat(life.report().course().assignment(ROADS).orElseThrow().open()).isTrue();
    life.does(JOKO, answer());
    assertThat(life.report().stage()).isEqualTo(Stage.ANSWERED);
  }

  // ---- archiving

  @Test
  void archivesOnlyWithASecondPerson() {
    Life life = filed().does(RANI, spam());
    assertThat(life.refusal(RANI, new Command.ApproveArchive()))
        .isEqualTo(Refusal.SECOND_PERSON_NEEDED);
    assertThat(life.refusal(JOKO, new Command.ApproveArchive())).isEqualTo(Refusal.NOT_YOURS);
    assertThat(life.report().stage()).isEqualTo(Stage.RECEIVED);
    life.does(BIMA, new Command.ApproveArchive());
    assertThat(life.report().stage()).isEqualTo(Stage.ARCHIVED);
    assertThat(life.report().matter().publicText()).isNull();
  }

  /** A deputy and whom they stand in for are one person here, whichever of them proposed. */
  @Test
  void archivesNothingByADeputyAndTheirHolderAlone() {
    Actor.Officer forRani = standingIn(BIMA, RANI);
    Life hers = filed().does(RANI, spam());
    assertThat(hers.refusal(forRani, new Command.ApproveArchive()))
        .isEqualTo(Refusal.SECOND_PERSON_NEEDED);
    Life deputys = filed().does(forRani, spam());
    assertThat(deputys.refusal(RANI, new Command.ApproveArchive()))
        .isEqualTo(Refusal.SECOND_PERSON_NEEDED);
    assertThat(deputys.refusal(BIMA, new Command.ApproveArchive()))
        .isEqualTo(Refusal.SECOND_PERSON_NEEDED);
    Actor.Officer third = new Actor.Officer(99, "Tiga", DESK, Role.COORDINATOR);
    assertThat(deputys.refusal(standingIn(third, RANI), new Command.ApproveArchive()))
        .isEqualTo(Refusal.SECOND_PERSON_NEEDED);
    deputys.does(third, new Command.ApproveArchive());
    assertThat(deputys.report().stage()).isEqualTo(Stage.ARCHIVED);
  }

  private static Actor.Officer standingIn(Actor.Officer deputy, Actor.Officer holder) {
    return new Actor.Officer(
        deputy.account(), deputy.name(), holder.agency(), holder.role(), holder.account());
  }

  @Test
  void archivesNothingThatWasDeclinedOrForwardedMeanwhile() {
    Life declined = filed().does(RANI, spam()).does(BIMA, new Command.DeclineArchive("Bukan."));
    assertThat(declined.refusal(BIMA, new Command.ApproveArchive())).isEqualTo(Refusal.WRONG_STAGE);
    Life forwarded = filed().does(RANI, spam()).does(RANI, forward(ROADS));
    assertThat(forwarded.refusal(BIMA, new Command.ApproveArchive()))
        .isEqualTo(Refusal.WRONG_STAGE);
  }

  @Test
  void callsAReportIncompleteOnlyAfterTheReportersTimeToReply() {
    Command incomplete = new Command.ProposeArchive(ArchiveReason.INCOMPLETE, Life.GROUNDS);
    assertThat(filed().refusal(RANI, incomplete)).isEqualTo(Refusal.REPLY_TIME_RUNS);
    Life held = filed().does(RANI, new Command.Hold("Di RT berapa?"));
    held.later(TEN_DAYS.minus(A_MINUTE));
    assertThat(held.refusal(RANI, incomplete)).isEqualTo(Refusal.REPLY_TIME_RUNS);
    held.later(A_MINUTE).does(RANI, incomplete);
  }

  @Test
  void undoesAForwardOnlyInTheSecondsAfterItAndOnlyTheFirst() {
    Life life = Life.forwarded().later(Workflow.SECOND_THOUGHTS).does(RANI, new Command.Recall());
    assertThat(life.report().stage()).isEqualTo(Stage.RECEIVED);
    assertThat(life.report().course().assignments()).isEmpty();
    assertThat(life.report().matter().visibleToAll()).isFalse();
    assertThat(
            Life.forwarded()
                .later(Workflow.SECOND_THOUGHTS.plusMillis(1))
                .refusal(RANI, new Command.Recall()))
        .isEqualTo(Refusal.TOO_LATE);
    assertThat(
            Life.forwarded()
                .does(JOKO, Life.giveBack(WATER))
                .does(RANI, Life.forward(WATER))
                .refusal(RANI, new Command.Recall()))
        .isEqualTo(Refusal.WRONG_STAGE);
  }

  @Test
  void bringsAnArchivedReportBackOnAppealWithinTenWorkingDays() {
    Command appeal = new Command.Appeal("Ini benar terjadi.");
    Life life = filed().does(RANI, spam()).does(BIMA, new Command.ApproveArchive());
    life.later(TEN_DAYS).does(REPORTER, appeal);
    assertThat(life.report().stage()).isEqualTo(Stage.RECEIVED);
    Life late = filed().does(RANI, spam()).does(BIMA, new Command.ApproveArchive());
    assertThat(late.later(TEN_DAYS.plus(A_MINUTE)).refusal(REPORTER, appeal))
        .isEqualTo(Refusal.TOO_LATE);
  }

  // ---- answering

  @Test
  void answersAComplaintWithEvidenceOrTheReasonForNone() {
    String text = Life.ANSWER_TEXT;
    assertThat(forwarded().refusal(JOKO, new Command.Answer(text, List.of(), null)))
        .isEqualTo(Refusal.EVIDENCE_MISSING);
    assertThat(forwarded().refusal(JOKO, new Command.Answer(text, List.of(), " ")))
        .isEqualTo(Refusal.EVIDENCE_MISSING);
    assertThat(
            forwarded()
                .refusal(JOKO, new Command.Answer("Sudah.", List.of(new EvidenceId(1)), null)))
        .isEqualTo(Refusal.ANSWER_TOO_SHORT);
    forwarded().does(JOKO, new Command.Answer(text, List.of(), "Malam hari, tidak bisa difoto."));
  }

  @Test
  void announcesTheSilenceThatClosesWhenItAnswers() {
    Life life = answered();
    assertThat(life.report().course().answer())
        .isEqualTo(new Course.Answer(life.now(), life.now().plus(TEN_DAYS)));
  }

  @ParameterizedTest
  @CsvSource({"-1,DAY_IN_THE_PAST", "0,", "30,", "365,", "366,DAY_TOO_FAR"})
  void promisesWorkForADayFromTodayToAYearAhead(long days, Refusal expected) {
    LocalDate day = LocalDate.of(2026, 1, 5).plusDays(days);
    assertThat(
            forwarded()
                .refusal(
                    JOKO,
                    new Command.Schedule(day, "Bahan dipesan, dikerjakan begitu tiba di gudang.")))
        .isEqualTo(expected);
  }

  // ---- closing

  @ParameterizedTest
  @EnumSource
  void neverLetsATimerCloseWhatWasNotAnswered(Situation situation) {
    Life life = situation.life().later(Duration.ofDays(3_650));
    boolean answered = situation == Situation.ANSWERED;
    assertThat(life.attempt(HOUSE, new Command.CloseBySilence()).isEmpty()).isEqualTo(answered);
  }

  @Test
  void closesBySilenceOnlyAfterTheAnnouncedMoment() {
    Life life = answered().later(TEN_DAYS.minus(A_MINUTE));
    assertThat(life.refusal(HOUSE, new Command.CloseBySilence())).isEqualTo(Refusal.TOO_EARLY);
    life.later(A_MINUTE).does(HOUSE, new Command.CloseBySilence());
    assertThat(life.report().course().closing())
        .extracting(Course.Closing::how)
        .isEqualTo(Course.How.SILENCE);
  }

  @ParameterizedTest
  @EnumSource(OnlyTheReporter.class)
  void letsNobodySpeakForTheReporter(OnlyTheReporter act) {
    for (Actor other : List.of(RANI, BIMA, JOKO, NADIA, ARYA, SEKAR, NEIGHBOUR, HOUSE)) {
      assertThat(answered().refusal(other, act.command)).isEqualTo(Refusal.NOT_YOURS);
    }
  }

  enum OnlyTheReporter {
    REPLIES(new Command.Reply("Terima kasih", List.of())),
    CONFIRMS(new Command.Confirm()),
    DISPUTES(dispute()),
    RATES(new Command.Rate(5, "")),
    WITHDRAWS(new Command.Withdraw("Sudah beres")),
    APPEALS(new Command.Appeal("Tidak adil"));

    final Command command;

    OnlyTheReporter(Command command) {
      this.command = command;
    }
  }

  @ParameterizedTest
  @CsvSource({"0,STARS_OUT_OF_RANGE", "1,", "5,", "6,STARS_OUT_OF_RANGE"})
  void takesOneToFiveStars(int stars, Refusal expected) {
    assertThat(answered().refusal(REPORTER, new Command.Rate(stars, ""))).isEqualTo(expected);
  }

  @Test
  void takesOneRatingAnAnswer() {
    Life life = answered().does(REPORTER, new Command.Rate(1, "Lama"));
    assertThat(life.refusal(REPORTER, new Command.Rate(5, ""))).isEqualTo(Refusal.ALREADY_RATED);
    life.does(REPORTER, dispute()).does(JOKO, answer()).does(REPORTER, new Command.Rate(4, ""));
    assertThat(life.report().course().rating()).isEqualTo(4);
  }

  // ---- not solved

  @Test
  void sendsTheFirstDisputeToTheSameAgencyAndTheSecondToItsSuperior() {
    Life life = answered().does(REPORTER, dispute());
    assertThat(life.report().stage()).isEqualTo(Stage.DISPUTED);
    assertThat(life.report().course().lead()).contains(ROADS);
    life.does(JOKO, answer()).does(REPORTER, dispute());
    assertThat(life.report().course().lead()).contains(CITY);
    assertThat(life.refusal(JOKO, answer())).isEqualTo(Refusal.WRONG_STAGE);
    life.does(ARYA, answer());
    assertThat(life.report().stage()).isEqualTo(Stage.ANSWERED);
  }

  @Test
  void reopensWhatWasClosedForTenWorkingDaysAndNoLonger() {
    Life life = answered().does(REPORTER, new Command.Confirm());
    life.later(TEN_DAYS).does(REPORTER, dispute());
    assertThat(life.report().stage()).isEqualTo(Stage.DISPUTED);
    Life late = answered().does(REPORTER, new Command.Confirm()).later(TEN_DAYS.plus(A_MINUTE));
    assertThat(late.refusal(REPORTER, dispute())).isEqualTo(Refusal.TOO_LATE);
  }

  // ---- watching

  @Test
  void letsOnlyThoseWhoIssueLettersNoteAReprimand() {
    Command letter = new Command.NoteReprimand("TGR-I/0001/2026", 1, ROADS);
    for (Actor other : List.of(RANI, JOKO, ARYA, REPORTER, NEIGHBOUR)) {
      assertThat(forwarded().refusal(other, letter)).isEqualTo(Refusal.NOT_YOURS);
    }
    forwarded().does(SEKAR, letter).does(NADIA, letter).does(HOUSE, letter);
  }

  @Test
  void letsOnlyAPersonWhoIssuesLettersTakeOneBack() {
    Command back = new Command.NoteWithdrawal("TGR-I/0001/2026", 1, ROADS, Life.GROUNDS);
    for (Actor other : List.of(RANI, JOKO, ARYA, REPORTER, NEIGHBOUR, HOUSE)) {
      assertThat(forwarded().refusal(other, back)).isEqualTo(Refusal.NOT_YOURS);
    }
    forwarded().does(SEKAR, back).does(NADIA, back);
  }

  private static Life twiceReturned() {
    return forwarded()
        .does(JOKO, giveBack(WATER))
        .does(RANI, forward(WATER))
        .does(MEGA, giveBack(ROADS));
  }
}
