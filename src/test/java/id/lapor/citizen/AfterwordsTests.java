package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import id.lapor.report.Reference;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of it, at each stage of a report, stands in {@link SmsSentencesIntegrationTests}.
 */
class AfterwordsTests {

  private static final Reference REF = Reference.random(new Random(1));
  private static final String LAMP = "Lampu jalan mati di depan pasar";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "masih gelap",
        "lampunya mati lagi sejak tadi malam",
        "tidak nyala",
        "Belum ada perubahan",
        "Sudah tiga minggu belum diperbaiki",
        "gak beres-beres pak",
        "sudah diganti tapi mati lagi"
      })
  void deny(String text) {
    assertThat(Afterwords.denies(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sudah terang lagi, mantap",
        "apa masih dikerjakan?",
        "Sudah selesai belum pak?",
        "tidak ada masalah lagi"
      })
  void denyNothing(String text) {
    assertThat(Afterwords.denies(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Belum selesai juga, masih mati",
        "blm ada perubahan sama sekali",
        "Lampu jalan di depan pasar masih mati pak",
        "Belum pak",
        "BELUM, tiangnya masih miring"
      })
  void sayThatTheReportIsNotSolved(String text) {
    assertThat(Afterwords.of(text, REF, LAMP)).contains(new Sms.NotSolved(REF, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Belum ada air bersih di Loktuan sejak Senin",
        "Belum pernah diaspal, masih tanah",
        "Jawaban kelurahan tidak jelas soal KTP saya",
        "Lampu masih mati di Loktuan",
        "Sampah masih menumpuk",
        "Selesai hujan masih banjir di gang kami",
        "Kapan jembatan Loktuan dibangun?"
      })
  void sayNothingOfTheReportWhereTheyMayNameAnotherMatter(String text) {
    assertThat(Afterwords.of(text, REF, LAMP)).isEmpty();
  }

  @Test
  void replyAskAndDenyTheirOwnCommand() {
    assertThat(Afterwords.of("BALAS masih gelap", REF, LAMP))
        .contains(new Sms.Reply(REF, "masih gelap"));
    assertThat(Afterwords.of("Kapan selesai pak?", REF, LAMP))
        .contains(new Sms.Check(REF, "Kapan selesai pak?"));
    assertThat(Afterwords.of("Sudah selesai, pak?", REF, LAMP)).contains(new Sms.Check(REF));
    assertThat(Afterwords.of("SELESAI tapi masih gelap", REF, LAMP))
        .contains(new Sms.NotSolved(REF, "SELESAI tapi masih gelap", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sudah diperbaiki pak, terima kasih",
        "Lampunya sudah nyala, makasih",
        "sdh bersih pak trims",
        "Terima kasih pak Joko, sudah diganti",
        "Sudah nyala pak"
      })
  void praise(String text) {
    assertThat(Afterwords.praises(text, LAMP)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sudah ", "belum ya ", "masih ", "sudah belum pak ", "tidak "})
  void areReadWithoutAnEndInTime(String words) {
    String text = words.repeat(200_000) + "x";
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Afterwords.denies(text));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> Afterwords.of("Belum " + text, REF, LAMP));
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Afterwords.praises(text, LAMP));
  }

  /** Most reports end in thanks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lampu mati di Jalan Sudirman, terima kasih",
        "Jalan sudah diperbaiki tapi rusak lagi, terima kasih",
        "Selokan sudah bersih, tolong juga yang di Gang Melati, terima kasih",
        "Selokan sudah bersih tetapi loket samsat pungli, terima kasih",
        "Sudah bersih pak?"
      })
  void askForMoreThanPraise(String text) {
    assertThat(Afterwords.praises(text, LAMP)).isFalse();
  }
}
