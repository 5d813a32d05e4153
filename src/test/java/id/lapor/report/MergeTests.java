package id.lapor.report;

import static id.lapor.report.Life.filed;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.MEGA;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two reports on the same matter, of which one goes on. */
class MergeTests {

  @Test
  void mergesOnlyIntoALivingReportOnTheSameDesk() {
    Command merge = new Command.Merge(Life.OTHER);
    assertThat(filed().refusal(RANI, new Command.Merge(new ReportId(1_000))))
        .isEqualTo(Refusal.MERGE_TARGET);
    assertThat(filed().refusal(RANI, new Command.Merge(new ReportId(7))))
        .isEqualTo(Refusal.MERGE_TARGET);
    assertThat(filed().does(RANI, merge).report().course().mergedInto()).isEqualTo(Life.OTHER);
  }

  /** Back to where it was, by the desk that has it and by nobody else. */
  @Test
  void isUndoneByTheDeskAsIfItHadNotBeen() {
    Command merge = new Command.Merge(Life.OTHER);
    Command undo = new Command.Separate("Tiangnya lain.");
    Life returned = Life.forwarded().does(JOKO, Life.giveBack(WATER));
    Course before = returned.report().course();
    returned.does(RANI, merge);
    assertThat(returned.refusal(MEGA, undo)).isEqualTo(Refusal.NOT_YOURS);
    assertThat(returned.refusal(RANI, new Command.Separate(" "))).isEqualTo(Refusal.TEXT_MISSING);
    assertThat(returned.does(RANI, undo).report().course()).isEqualTo(before);
    assertThat(filed().does(RANI, merge).does(RANI, undo).report().stage())
        .isEqualTo(Stage.RECEIVED);
    Life left = Life.forwarded().does(JOKO, Life.giveBack(WATER)).does(RANI, merge);
    assertThat(left.does(REPORTER, undo).report().stage()).isEqualTo(Stage.RECEIVED);
  }

  @Test
  void takesNoteOnlyOfWhatWasMergedIntoIt() {
    assertThat(filed().refusal(RANI, new Command.Join(Life.OTHER))).isEqualTo(Refusal.MERGE_TARGET);
    assertThat(filed().refusal(MEGA, new Command.Join(Life.PART))).isEqualTo(Refusal.MERGE_TARGET);
    assertThat(filed().refusal(REPORTER, new Command.Join(Life.PART))).isEqualTo(Refusal.NOT_YOURS);
    filed().does(RANI, new Command.Join(Life.PART));
  }

  @Test
  void mergesIntoNothingThatMayBeArchivedTheNextMinute() {
    ReportId doubtful = new ReportId(97);
    assertThat(filed().besideDoubtful(doubtful).refusal(RANI, new Command.Merge(doubtful)))
        .isEqualTo(Refusal.MERGE_ARCHIVING);
  }

  @Test
  void tellsNobodyOfASecretReportByMergingIntoIt() {
    ReportId hidden = new ReportId(98);
    assertThat(filed().beside(hidden, Visibility.SECRET).refusal(RANI, new Command.Merge(hidden)))
        .isEqualTo(Refusal.MERGE_TARGET);
    filed(Visibility.SECRET)
        .beside(hidden, Visibility.SECRET)
        .does(RANI, new Command.Merge(hidden));
  }
}
