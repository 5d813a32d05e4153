package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;

/** What people write once the office has answered: praise, questions, and that it is not so. */
@DatabaseTest
@Import(SmsLine.class)
class SmsAfterwardsIntegrationTests extends SmsTalk {

  private Report answeredReport() {
    Report report = filed("BONTANG lampu jalan mati di depan gang " + phone);
    city.answer(report);
    return report;
  }

  private Report closedReport() {
    Report report = answeredReport();
    answered("SELESAI " + report.reference());
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
    return report;
  }

  private void answerAgain(Report report) {
    reports.command(
        report.id(),
        new Command.Answer("Lampu kedua sudah diganti juga.", List.of(), "Malam hari"),
        City.actor(City.liaison(city.transport)));
  }

  private long waiting(String text) {
    return inbox.toLookAt(1_000).stream()
        .filter(a -> a.letter().from().equals(phone) && a.letter().text().equals(text))
        .count();
  }

  private List<Report> all() {
    return reports.ofReporters(reporters.havingPhone(phone), 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELESAI REF sudah diperbaiki, mantap",
        "SELESAI REF tapi dulu masih mati, sekarang mantap",
        "CEK REF apa sudah selesai?",
        "CEK REF apa masih dikerjakan?",
        "BALAS REF bagus sekali",
        "BALAS REF sudah terang semua"
      })
  void reopensNothingForPraiseOrAQuestion(String words) {
    Report report = closedReport();
    String text = words.replace("REF", report.reference().toString());
    assertThat(answered(text)).contains("dibaca petugas");
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
    assertThat(waiting(text)).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"BELUM REF selesai, lampu mati lagi", "BALAS REF masih gelap", "REF masih mati"})
  void reopensForWhoeverSaysThatItIsNotSolved(String words) {
    Report report = closedReport();
    assertThat(answered(words.replace("REF", report.reference().toString())))
        .contains("belum selesai");
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
  }

  /** An operator brings a message again; a person reads it once. */
  @Test
  void letsTheSameWordsWaitOnce() {
    Report report = closedReport();
    String text = "BALAS " + report.reference() + " bagus sekali";
    answered(text);
    answered(text);
    assertThat(waiting(text)).isOne();
  }

  @Test
  void takesTheSameWordsWithoutANumberAgainOnceTheOfficeHasAnswered() {
    Report report = answeredReport();
    String words = "Belum selesai juga pak";
    answered(words);
    assertThat(answered(words)).as("brought again").contains("tidak kami catat dua kali");
    answerAgain(report);
    assertThat(answered(words)).contains("belum selesai");
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
  }

  /** Another report was answered in between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELESAI",
        "Sudah selesai pak, terima kasih",
        "Terima kasih pak, sudah selesai",
        "Masih gelap pak",
        "BELUM masih begitu pak",
        "Terima kasih pak",
        "Sudah diperbaiki pak, terima kasih"
      })
  void takesWhatIsBroughtAgainForNothingButTheReportItWasAbout(String words) {
    Report first = answeredReport();
    answered(words);
    Stage stage = now(first).stage();
    Report second = filed("BONTANG lampu mati lagi di simpang tiga " + phone);
    city.answer(second);
    int before = reports.history(second.id()).size();
    writes(phone, words);
    assertThat(reports.history(second.id())).hasSize(before);
    assertThat(now(first).stage()).isEqualTo(stage);
    assertThat(all()).hasSize(2);
  }

  /** Nobody can know whether they are brought again or said of what was answered since. */
  @ParameterizedTest
  @CsvSource({
    "BELUM, Laporan mana?",
    "Masih gelap pak, Laporan mana?",
    "BELUM masih begitu pak, Laporan mana?",
    "SELESAI, Laporan mana yang selesai?",
    "'Terima kasih pak, sudah selesai', Laporan mana yang selesai?"
  })
  void asksWhichIsMeantByTheSameWordsOnceAnotherReportWasAnswered(String words, String asked) {
    Report first = answeredReport();
    answered(words);
    if (words.equals("BELUM")) {
      answered("Tiang di sebelah warung berkedip terus");
    }
    Stage stage = now(first).stage();
    Report second = filed("BONTANG lampu mati lagi di simpang tiga " + phone);
    city.answer(second);
    clock.advance(Duration.ofHours(3));
    assertThat(answered(words)).contains(asked);
    assertThat(now(first).stage()).isEqualTo(stage);
    assertThat(now(second).stage()).isEqualTo(Stage.ANSWERED);
  }

  @Test
  void takesABriefWordThatIsBroughtAgainOnce() {
    Report report = filed("BONTANG sampah menumpuk di dekat rumah " + phone);
    answered("di RT 5");
    assertThat(answered("di RT 5")).contains("tidak kami catat dua kali");
    assertThat(reports.history(report.id())).hasSize(2);
  }

  /** It goes on like words on a report, and its sender has one by now: that which it led to. */
  @Test
  void takesAFirstMessageThatIsBroughtAgainForNoWordOnItself() {
    String words = "Belum diperbaiki jembatan di desa kami sejak banjir " + phone;
    Report report = filed(words);
    answered(words);
    assertThat(reports.history(report.id())).hasSize(1);
    assertThat(all()).hasSize(1);
  }

  private static String mistyped(Report report) {
    String number = report.reference().toString();
    char last = number.charAt(number.length() - 1);
    return number.substring(0, number.length() - 1) + (last == '7' ? '8' : '7');
  }

  @Test
  void knowsTheirReportByANumberWithOneWrongCharacter() {
    Report report = answeredReport();
    assertThat(answered("SELESAI " + mistyped(report) + " mantap sekali, terima kasih pak"))
        .contains(report.reference().toString());
    assertThat(now(report).stage()).as("closed by nothing that is wrong").isEqualTo(Stage.ANSWERED);
    answered("BELUM " + mistyped(report) + " masih gelap sekali");
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(reports.history(report.id()).getLast().event())
        .isInstanceOfSatisfying(
            Event.Disputed.class, e -> assertThat(e.reason()).isEqualTo("masih gelap sekali"));
    assertThat(all()).hasSize(1);
  }

  @Test
  void filesNothingForANumberThatNoReportOfTheirsHas() {
    String words = "BELUM 7K3M-Q9TX-0 masih gelap sekali di sini";
    assertThat(answered(words)).contains("tidak kami temukan");
    assertThat(waiting(words)).isOne();
    assertThat(all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sudah selesai pak, terima kasih",
        "Sdh selesai makasih",
        "Selesai. Terima kasih atas perbaikannya",
        "Terima kasih pak, sudah selesai"
      })
  void closesTheAnsweredReportForThanks(String words) {
    Report report = answeredReport();
    assertThat(answered(words)).contains("selesai menurut Anda");
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
    assertThat(all()).hasSize(1);
    writes(phone, "Makasih banyak pak, sudah beres");
    assertThat(all()).as("thanked for once more").hasSize(1);
  }

  @Test
  void closesNothingForAQuestion() {
    Report report = answeredReport();
    writes(phone, "Sudah selesai, pak?");
    assertThat(now(report).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(all()).hasSize(1);
  }

  @Test
  void asksWhichOfSeveralIsDone() {
    Report first = answeredReport();
    Report second = filed("BONTANG parit mampet di depan rumah " + phone);
    city.answer(second);
    assertThat(answered("Terima kasih pak, sudah selesai")).contains("Laporan mana yang selesai?");
    assertThat(now(first).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(all()).hasSize(2);
  }
}
