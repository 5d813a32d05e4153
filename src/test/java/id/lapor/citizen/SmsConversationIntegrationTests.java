package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** What people write besides commands, and how much of it is answered. */
@DatabaseTest
@Import(SmsLine.class)
class SmsConversationIntegrationTests extends SmsTalk {

  @Test
  void takesABriefWordForTheOneOpenReport() {
    Report report = filed("BONTANG sampah menumpuk di TPS Loktuan");
    assertThat(answered("di RT 5")).contains(report.reference().toString());
    assertThat(reports.history(report.id()).getLast().event().toString()).contains("di RT 5");
    filed("BONTANG parit mampet di Jalan Cut Nyak Dien");
    assertThat(answered("di RT 7")).contains("Laporan mana?");
    assertThat(inbox.toLookAt(100)).anyMatch(a -> a.letter().text().equals("di RT 7"));
  }

  private List<Report> all() {
    return reports.ofReporters(reporters.havingPhone(phone), 100);
  }

  private boolean waits(String text) {
    return inbox.toLookAt(1_000).stream().anyMatch(a -> a.letter().text().equals(text));
  }

  @Test
  void filesNoThanks() {
    assertThat(answered("terima kasih")).as("from a stranger").contains("Tulis masalah");
    assertThat(all()).isEmpty();
    Report report = filed("BONTANG sampah menumpuk di belakang terminal");
    answered("terima kasih banyak ya pak");
    assertThat(reports.history(report.id()).getLast().event().toString())
        .contains("terima kasih banyak ya pak");
    city.answer(report);
    answered("SELESAI " + report.reference());
    assertThat(writes(phone, "Terima kasih atas bantuannya")).as("asked nothing").isEmpty();
    assertThat(waits("Terima kasih atas bantuannya")).isTrue();
    assertThat(all()).hasSize(1);
  }

  @Test
  void takesWordsOnAReportThatIsNotNamedForTheOneOpenReport() {
    Report report = filed("BONTANG lampu jalan mati di depan kelurahan");
    assertThat(answered("BALAS masih gelap pak, tolong")).contains(report.reference().toString());
    assertThat(reports.history(report.id()).getLast().event())
        .isInstanceOfSatisfying(
            Event.Replied.class, e -> assertThat(e.text()).isEqualTo("masih gelap pak, tolong"));
    city.answer(report);
    assertThat(answered("Belum selesai juga, lampunya masih mati")).contains("belum selesai");
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(all()).hasSize(1);
  }

  @Test
  void asksWhichReportIsMeantWhereSeveralAreOpen() {
    filed("BONTANG lampu jalan mati di depan kecamatan");
    filed("BONTANG parit mampet di depan kecamatan");
    String reply = "BALAS masih begitu di sini " + phone;
    String not = "Belum selesai juga sampai hari ini " + phone;
    assertThat(answered(reply)).contains("Laporan mana?");
    assertThat(answered(not)).contains("Laporan mana?");
    assertThat(waits(reply)).as("nothing is lost").isTrue();
    assertThat(waits(not)).isTrue();
    assertThat(all()).hasSize(2);
  }

  @Test
  void filesWhatBeginsLikeThatOfWhoeverHasNoReport() {
    filed("Belum diperbaiki jembatan di desa kami sejak banjir");
    filed("BONTANG belum ada air bersih di Loktuan sejak Senin");
    assertThat(all()).hasSize(2);
  }

  @Test
  void asksWhichOfSeveralAnsweredReportsIsSolved() {
    Report first = filed("BONTANG lampu jalan mati di depan apotek");
    Report second = filed("BONTANG parit mampet di depan apotek");
    city.answer(first);
    assertThat(answered("SELESAI")).as("the one that is answered").contains("selesai menurut Anda");
    assertThat(now(first).stage()).isEqualTo(Stage.CLOSED);
    Report third = filed("BONTANG trotoar pecah di depan apotek");
    city.answer(second);
    city.answer(third);
    assertThat(answered("Beres, makasih")).contains("Laporan mana yang selesai?");
    assertThat(now(second).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(now(third).stage()).isEqualTo(Stage.ANSWERED);
  }

  @Test
  void keepsWhatWasNotAnsweredBecauseADayIsFull() {
    Report report = filed("BONTANG lampu jalan mati di depan terminal");
    reports.command(report.id(), new Command.Withdraw(""), new Actor.Reporter());
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofMinutes(5));
      answered("CEK " + report.reference());
    }
    clock.advance(Duration.ofMinutes(5));
    String words = "BALAS " + report.reference() + " kabelnya menjuntai";
    assertThat(writes(phone, words)).isEmpty();
    assertThat(waits(words)).isTrue();
  }

  /** The same words after another answer are no repetition. */
  @Test
  void takesTheSameWordsAgainOnceTheOfficeHasAnswered() {
    Report report = filed("BONTANG lampu jalan mati di depan gudang");
    city.answer(report);
    String words = "BELUM " + report.reference() + " masih mati";
    answered(words);
    reports.command(
        report.id(),
        new Command.Answer("Lampu kedua sudah diganti juga.", List.of(), "Malam hari"),
        City.actor(City.liaison(city.transport)));
    answered(words);
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(answered(words)).contains("tidak kami catat dua kali");
  }

  /** A number can be forged; whose it is hears of it and can undo it. */
  @Test
  void tellsOfAClosingHoweverMuchWasAskedThatDayAndTakesItBack() {
    Report report = filed("BONTANG lampu jalan mati di depan balai kota");
    city.answer(report);
    for (int i = 1; i <= 30; i++) {
      clock.advance(Duration.ofMinutes(5));
      assertThat(writes(phone, "BALAS " + report.reference() + " pesan ke-" + i).isPresent())
          .as("answer %s", i)
          .isEqualTo(i <= 20);
    }
    assertThat(reports.history(report.id())).as("kept and shown").hasSize(3 + 30);
    clock.advance(Duration.ofMinutes(5));
    assertThat(answered("SELESAI " + report.reference()))
        .contains("selesai menurut Anda", "BELUM " + report.reference());
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
    clock.advance(Duration.ofDays(3));
    assertThat(answered("Belum beres, itu bukan saya yang menutup")).contains("belum selesai");
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
  }
}
