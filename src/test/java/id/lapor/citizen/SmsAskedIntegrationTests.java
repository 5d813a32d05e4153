package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;

/** What people write once they were asked something, by the office or by us. */
@DatabaseTest
@Import(SmsLine.class)
class SmsAskedIntegrationTests extends SmsTalk {

  private static final String LAMP = "BONTANG lampu jalan mati di depan pasar";

  private Report held(String text) {
    Report report = filed(text);
    hold(report);
    return report;
  }

  private void hold(Report report) {
    reports.command(report.id(), new Command.Hold("Di RT berapa itu?"), City.actor(city.rani));
    assertThat(now(report).stage()).isEqualTo(Stage.HELD);
  }

  private void forward(Report report) {
    reports.command(
        report.id(),
        new Command.Forward(
            city.transport, List.of(), report.matter().kind(), false, null, "Lampu mati", ""),
        City.actor(city.rani));
  }

  private List<Report> all() {
    return reports.ofReporters(reporters.havingPhone(phone), 100);
  }

  private String lastReply(Report report) {
    return reports.history(report.id()).reversed().stream()
        .map(e -> e.event() instanceof Event.Replied r ? r.text() : "")
        .filter(t -> !t.isEmpty())
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Di RT 12 Loktuan dekat masjid pak",
        "RT 12",
        "Lampu yang gelap itu di sebelah warung Bu Ani",
        "Sebelah bengkel motor Pak Amir yang ada pohon mangga",
        "Warung Bu Ani RT 12 cat hijau seberang bengkel motor",
        "Tidak tahu pak, saya hanya lewat di sana"
      })
  void answerWhatTheOfficeAsked(String words) {
    Report report = held(LAMP);
    answered(words);
    assertThat(lastReply(report)).isEqualTo(words);
    assertThat(now(report).stage()).isNotEqualTo(Stage.HELD);
    assertThat(all()).hasSize(1);
    answered(words);
    assertThat(all()).as("brought again").hasSize(1);
  }

  /** "Apakah masih padam?": that it is done is what the office waits for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sudah selesai pak, terima kasih",
        "Selesai",
        "Beres pak",
        "SELESAI REF",
        "Terima kasih pak, sudah selesai"
      })
  void answerThatItIsDone(String words) {
    Report report = held(LAMP);
    String text = words.replace("REF", report.reference().toString());
    assertThat(answered(text)).contains("masuk ke laporan");
    assertThat(lastReply(report)).isEqualTo(text);
    assertThat(now(report).stage()).isNotEqualTo(Stage.HELD);
  }

  @Test
  void areAskedOfWhichOfTwoThatWaitTheySayThatItIsDone() {
    Report lamp = held(LAMP);
    Report ditch = filed("BONTANG parit mampet di depan sekolah");
    hold(ditch);
    assertThat(answered("Selesai")).contains("Laporan mana yang selesai?");
    assertThat(List.of(now(lamp).stage(), now(ditch).stage())).containsOnly(Stage.HELD);
  }

  /** The second time it is no echo of the first. */
  @Test
  void answerTwoQuestionsInTheSameWords() {
    Report report = held(LAMP);
    String words = "BALAS " + report.reference() + " ya";
    answered(words);
    hold(report);
    assertThat(answered(words)).contains("masuk ke laporan");
    assertThat(now(report).stage()).isNotEqualTo(Stage.HELD);
    int before = reports.history(report.id()).size();
    assertThat(answered(words)).as("brought again").contains("tidak kami catat dua kali");
    assertThat(reports.history(report.id())).hasSize(before);
    hold(report);
    answered(LAMP);
    assertThat(now(report).stage()).as("the report itself, brought again").isEqualTo(Stage.HELD);
  }

  @Test
  void answerTheOneReportThatWaitsForThem() {
    Report waits = held(LAMP);
    filed("BONTANG parit mampet di depan sekolah");
    answered("Di RT 12 Loktuan dekat masjid pak");
    assertThat(lastReply(waits)).isEqualTo("Di RT 12 Loktuan dekat masjid pak");
    assertThat(all()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pohon tumbang menutup jalan di Loktuan",
        "Kapan jembatan Loktuan dibangun, Pak? Sudah lama ditunggu",
        "LAPOR air PDAM tidak keluar di Gang Melati",
        "BONTANG taman bermain di Loktuan kotor sekali"
      })
  void reportSomethingElseWhileTheOfficeWaits(String words) {
    Report report = held(LAMP);
    answered(words);
    assertThat(now(report).stage()).isEqualTo(Stage.HELD);
    assertThat(all()).hasSize(2);
  }

  @Test
  void answerByAWordThatElseSilences() {
    Report report = held(LAMP);
    answered("Berhenti ya pak");
    assertThat(lastReply(report)).isEqualTo("Berhenti ya pak");
    hold(report);
    assertThat(answered("STOP")).contains("MULAI");
    assertThat(now(report).stage()).isEqualTo(Stage.HELD);
  }

  /** A person reads it whatever they say. */
  @Test
  void areAskedOfWhatTheySpeakWhereItHasNothingToDoWithTheQuestion() {
    Report report = held(LAMP);
    assertThat(answered("Petugas kelurahan minta uang untuk KTP")).contains("Laporan mana?");
    assertThat(now(report).stage()).isEqualTo(Stage.HELD);
    assertThat(lastReply(report)).isEmpty();
    assertThat(inbox.toLookAt(1_000)).anyMatch(a -> a.letter().from().equals(phone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lampu sudah diganti pak, makasih", "Terima kasih, masih saya pantau"})
  void thankForOneReportWhileAnotherWaits(String words) {
    Report lamp = filed(LAMP);
    city.answer(lamp);
    Report drain = held("BONTANG parit mampet di depan sekolah");
    writes(phone, words);
    assertThat(now(drain).stage()).isEqualTo(Stage.HELD);
    assertThat(lastReply(drain)).isEmpty();
    assertThat(all()).hasSize(2);
  }

  @Test
  void reportByTheWordThoughTheyWereAskedWhy() {
    city.answer(filed(LAMP));
    answered("BELUM");
    answered("LAPOR air PDAM tidak keluar di Gang Melati");
    assertThat(all()).hasSize(2);
  }

  @Test
  void fileWhatMayAnswerEitherOfTwoReports() {
    held(LAMP);
    hold(filed("BONTANG parit mampet di depan sekolah"));
    answered("Di RT 12 Loktuan dekat masjid pak");
    assertThat(all()).hasSize(3);
  }

  /** What is open tells of something else. */
  @Test
  void reopenTheReportThatTellsOfTheTrouble() {
    Report lamp = filed(LAMP);
    city.answer(lamp);
    answered("SELESAI " + lamp.reference());
    Report garbage = filed("BONTANG sampah menumpuk di depan sekolah");
    answered("Masih gelap pak");
    assertThat(now(lamp).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(reports.history(garbage.id())).hasSize(1);
    answered("Masih begitu pak");
    assertThat(all()).hasSize(2);
  }

  /** It may be the same trouble in other words. */
  @Test
  void speakOfTheOpenReportThatNamesNoTrouble() {
    Report closed = filed(LAMP);
    city.answer(closed);
    answered("SELESAI " + closed.reference());
    Report open = filed("BONTANG lampu jalan tidak menyala di Gang Melati");
    answered("Masih gelap pak");
    assertThat(now(closed).stage()).isEqualTo(Stage.CLOSED);
    assertThat(lastReply(open)).isEqualTo("Masih gelap pak");
    assertThat(all()).hasSize(2);
  }

  @Test
  void speakOfTheOpenReportThatTellsOfTheTrouble() {
    Report lamp = filed(LAMP);
    city.answer(lamp);
    answered("SELESAI " + lamp.reference());
    Report other = filed("BONTANG lampu padam di simpang tiga");
    answered("Masih gelap pak");
    assertThat(now(lamp).stage()).isEqualTo(Stage.CLOSED);
    assertThat(lastReply(other)).isEqualTo("Masih gelap pak");
    assertThat(all()).hasSize(2);
  }

  /** Of which of two reports is no question for whoever thanks. */
  @Test
  void areAskedNothingBackForThanks() {
    filed(LAMP);
    filed("BONTANG parit mampet di depan sekolah");
    assertThat(writes(phone, "Terima kasih, masih saya pantau")).isEmpty();
    assertThat(all()).hasSize(2);
  }

  @Test
  void reportATroubleThatIsBackWithThanks() {
    Report tree = filed("BONTANG pohon tumbang di depan sekolah");
    city.answer(tree);
    answered("SELESAI " + tree.reference());
    filed(LAMP);
    answered("Pohon tumbang lagi di depan sekolah, terima kasih");
    assertThat(all()).hasSize(3);
  }

  @Test
  void thankForATroubleThatTheReportNamedOtherwise() {
    Report bin = filed("BONTANG kontainer di depan pasar penuh");
    city.answer(bin);
    answered("Sampahnya sudah diangkut pak, terima kasih");
    assertThat(lastReply(bin)).startsWith("Sampahnya");
    assertThat(all()).hasSize(1);
  }

  @Test
  void sayWhatIsNotSolvedOfAReportThatIsStillOpen() {
    Report report = filed(LAMP);
    forward(report);
    assertThat(answered("BELUM")).contains("apa yang belum selesai");
    answered("Tiang di sebelah warung berkedip terus");
    assertThat(lastReply(report)).isEqualTo("Tiang di sebelah warung berkedip terus");
    assertThat(all()).hasSize(1);
  }
}
