package id.lapor.report;

import static id.lapor.report.Life.filed;
import static id.lapor.report.Life.forward;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an officer wrote down by mistake, and only that, is taken back. */
class MisrecordedTests {

  @Test
  void takesBackForADayWhatWasWrittenDownByMistakeAndNothingElse() {
    Command mistake = new Command.Unrecord("Berkas contoh ikut tercatat sebagai laporan.");
    assertThat(filed().refusal(RANI, mistake)).isEqualTo(Refusal.NOT_YOURS);
    Life noted = Life.noted(Channel.LETTER);
    assertThat(noted.refusal(RANI, new Command.Unrecord("salah")))
        .isEqualTo(Refusal.REASON_TOO_SHORT);
    assertThat(noted.refusal(REPORTER, mistake)).isEqualTo(Refusal.NOT_YOURS);
    noted.later(Workflow.MISRECORDED).does(JOKO, mistake);
    assertThat(noted.report().stage()).isEqualTo(Stage.ARCHIVED);
    noted.does(REPORTER, new Command.Appeal("Ini laporan saya"));
    assertThat(
            Life.noted(Channel.PHONE)
                .later(Workflow.MISRECORDED.plusSeconds(1))
                .refusal(RANI, mistake))
        .isEqualTo(Refusal.TOO_LATE);
    assertThat(Life.noted(Channel.DESK).does(RANI, forward(ROADS)).refusal(RANI, mistake))
        .isEqualTo(Refusal.WRONG_STAGE);
    assertThat(Life.noted(Channel.DESK).does(RANI, Life.spam()).refusal(RANI, mistake))
        .isEqualTo(Refusal.WRONG_STAGE);
  }
}
