package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import id.lapor.report.Reference;
import java.time.Duration;
import java.util.List;
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
        "sudah diganti tapi mati lagi",
        "sudah dibersihkan tapi masih bau",
        "Belum, mati lagi",
        "belum, cuma ditambal",
        "Tidak, lampu masih mati",
        "Petugas tidak datang, mati lagi",
        "lampunya masih tidak mati siang hari",
        "masih tidak nyala",
        "tidak selesai-selesai",
        "gak beres2 pak",
        "lampunya mati-mati lagi",
        "masi gelap",
        "msih mati pak",
        "isih peteng, ijik mati",
        "durung nyala",
        "blom ada perubahan",
        "ora nyala",
        "ngak nyala-nyala",
        "tapi masi bocor",
        "masih mati2 terus",
        "belum sempat diperbaiki pak",
        "petugas belum sempat datang",
        "belum dicek petugas",
        "petugas belum sempat ke lokasi",
        "petugas belum cek pak",
        "Belum sempat ke lokasi petugasnya",
        "Makasih, tapi mereka belum tahu tempatnya",
        "belum sempat mampir",
        "belum nyala-nyala",
        "sudah beres katanya, padahal masih berkedip",
        "sudah diperbaiki, semalam masih mati",
        "sudah nyala, tapi semalam masih mati",
        "sudah nyala pak, sejak semalam masih mati",
        "tadi malam sudah nyala, pagi ini masih mati",
        "sudah dicek petugas kemarin, masih mati",
        "lampunya redup padahal baru diganti",
        "masih mati sampai sekarang",
        "belum ada perubahan sampai sekarang",
        "saya masih gelap-gelapan pak",
        "petugas belum lihat pak"
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
        "tidak ada masalah lagi",
        "Sudah tidak bocor lagi pak, terima kasih",
        "sudah tidak mati lagi makasih",
        "semoga tidak banjir lagi",
        "jangan sampai rusak lagi ya pak",
        "belum pernah mati lagi pak",
        "Alhamdulillah masih nyala pak",
        "masih tetap terang",
        "Terima kasih, masih saya pantau",
        "Jalan sudah mulus, semoga tidak rusak lagi",
        "Sudah nyala, cuma agak redup",
        "Cuma mau bilang terima kasih",
        "Sudah tidak mati-mati lagi pak, makasih",
        "makasih, tidak pernah ada masalah lagi",
        "tidak pernah bau lagi",
        "uda terang lagi, mantap",
        "wis ora mati maneh lan wis nyala",
        "masi nyala pak",
        "kaga bocor lagi",
        "tidak ada keluhan lagi",
        "makasih, belum sempat saya cek",
        "belum saya cek pak",
        "saya belum sempat ke lokasi pak",
        "Makasih petugas, belum sempat saya cek",
        "kami belum tahu pak",
        "dulu masih mati, sekarang sudah terang",
        "sebelumnya belum nyala, sekarang nyala pak",
        "padahal tadi masih mati, sekarang sudah diperbaiki",
        "tidak lagi gelap",
        "belum ada kendala",
        "aku belum periksa pak",
        "kami masih di perjalanan"
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
        "BELUM, tiangnya masih miring",
        "gak beres2 pak"
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
        "Kapan jembatan Loktuan dibangun?",
        "Lampu jalan di RT 5 mati lagi",
        "Masih mati di nomor 12"
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
        "wis nyala pak, matur suwun",
        "uda nyala, mksh",
        "Terima kasih pak Joko, sudah diganti",
        "Sudah nyala pak",
        "Sudah tidak mati lagi pak, terima kasih",
        "Jalan sudah mulus, semoga tidak rusak lagi",
        "Alhamdulillah masih nyala pak",
        "Oh ternyata sudah nyala pak",
        "Sudah tidak mati-mati lagi pak, makasih"
      })
  void praise(String text) {
    assertThat(Afterwords.praises(text, LAMP)).isTrue();
  }

  @Test
  void praiseWhatBecameOfATrouble() {
    assertThat(
            Afterwords.praises(
                "Sampahnya sudah diangkut pak, terima kasih", "Kontainer di depan pasar penuh"))
        .isTrue();
    assertThat(Afterwords.praises("Pohon tumbang sudah dibersihkan, makasih", "pohon jatuh"))
        .isTrue();
    assertThat(Afterwords.praises("Jalan rusak itu sudah mulai diaspal, makasih", "jalan rusak"))
        .isTrue();
    assertThat(Afterwords.praises("Jalan rusak sudah diaspal, pohon tumbang, makasih", "jalan"))
        .isFalse();
  }

  @Test
  void thankForNoTroubleThatIsBack() {
    String tree = "Pohon tumbang di depan sekolah";
    assertThat(Afterwords.thanks("Pohon tumbang lagi di depan sekolah, terima kasih", tree))
        .isFalse();
    assertThat(Afterwords.thanks("Sekolah tidak banjir lagi, terima kasih", tree)).isTrue();
  }

  @Test
  void knowAHouseByItsNumberAndADayByNone() {
    String there = "Lampu jalan mati di RT 3 Loktuan";
    assertThat(Afterwords.of("Lampu jalan di RT 5 Loktuan mati lagi", REF, there)).isEmpty();
    for (String text :
        List.of("Lampu di RT03 mati lagi", "3 hari masih mati", "Mati lagi sejak jam 7 malam")) {
      assertThat(Afterwords.of(text, REF, there)).contains(new Sms.NotSolved(REF, text));
    }
  }

  @Test
  void tellBySameTroubleWhichReportIsMeant() {
    assertThat(Troubles.same("Masih gelap pak", LAMP)).isTrue();
    assertThat(Troubles.same("Masih mati pak", "Parit mampet")).isFalse();
    assertThat(Troubles.same("Masih banjir", "Parit mampet")).isTrue();
    assertThat(Troubles.named("Masih begitu pak")).isFalse();
  }

  @Test
  void knowTroublesThatBelongTogether() {
    assertThat(Troubles.strange("tiangnya roboh, tumbang semua", "Tiang listrik miring")).isFalse();
    assertThat(Troubles.strange("baunya sampai rumah", "Sampah menumpuk di TPS")).isFalse();
    assertThat(Troubles.strange("pungutannya masih ada", "Pungli di loket samsat")).isFalse();
    assertThat(Troubles.strange("sampahnya menumpuk", LAMP)).isTrue();
    assertThat(Troubles.elsewhere("Banjir di RT 5", LAMP)).isTrue();
    assertThat(Troubles.elsewhere("tiangnya miring", LAMP)).as("no place").isFalse();
    assertThat(Troubles.elsewhere("Jalan rusak", LAMP)).as("no name of a place").isFalse();
  }

  @Test
  void knowTheTroubleOfTheReportBesideOthers() {
    String pipe = "Pipa PDAM bocor di depan pasar";
    assertThat(Troubles.elsewhere("pipa masih bocor, jalan jadi rusak", pipe)).isFalse();
    assertThat(Troubles.elsewhere("masih bocor, Jl. Melati rusak semua", pipe)).isFalse();
    assertThat(Troubles.elsewhere("Jl. Melati rusak", pipe)).isTrue();
    assertThat(Troubles.elsewhere("jalan jadi rusak", pipe)).isFalse();
    assertThat(Afterwords.elsewhere("sudah tidak bocor lagi, pohon tumbang di RT 9", pipe))
        .isTrue();
  }

  @Test
  void explainWhatIsNotSolved() {
    for (String text :
        List.of(
            "Tiang di sebelah warung berkedip terus",
            "Lampu di Jl. Pipa masih mati",
            "sudah nyala tapi mati lagi")) {
      assertThat(Afterwords.explaining(text, REF, LAMP)).contains(new Sms.NotSolved(REF, text));
    }
    assertThat(Afterwords.explaining("Oh ternyata sudah nyala pak, makasih", REF, LAMP))
        .contains(new Sms.Reply(REF, "Oh ternyata sudah nyala pak, makasih"));
    assertThat(Afterwords.explaining("Maksudnya apa pak?", REF, LAMP))
        .contains(new Sms.Check(REF, "Maksudnya apa pak?"));
    for (String text :
        List.of(
            "Pohon tumbang menutup Jl. Pipa depan SD 4", "Sampah masih menumpuk di Gang Melati")) {
      assertThat(Afterwords.explaining(text, REF, LAMP)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sudah ",
        "belum ya ",
        "masih ",
        "sudah belum pak ",
        "tidak ",
        "tidak ada ",
        "kemarin masih mati, "
      })
  void areReadWithoutAnEndInTime(String words) {
    String text = words.repeat(50_000) + "x";
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Afterwords.denies(text));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> Afterwords.of("Belum " + text, REF, LAMP));
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Afterwords.praises(text, LAMP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Terima kasih, masih saya pantau",
        "Terima kasih pak, tidak banjir lagi",
        "Makasih pak, belum sempat saya cek",
        "Makasih, nanti saya lihat",
        "hatur nuhun, masih saya pantau",
        "trm ksh bnyk, msih saya pantau",
        "tq pak, kaga banjir lagi"
      })
  void thankForNothingNew(String text) {
    assertThat(Afterwords.thanks(text, "")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Parit mampet di Gang Melati, makasih",
        "Makasih, tolong dicek lagi",
        "Makasih, masih gelap",
        "Makasih, kapan ditunggu?",
        "Terima kasih, di Gang Melati juga",
        "masih saya pantau"
      })
  void thankForMore(String text) {
    assertThat(Afterwords.thanks(text, "")).isFalse();
  }

  /** Most reports end in thanks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lampu mati di Jalan Sudirman, terima kasih",
        "Jalan sudah diperbaiki tapi rusak lagi, terima kasih",
        "Selokan sudah bersih, tolong juga yang di Gang Melati, terima kasih",
        "Selokan sudah bersih tetapi loket samsat pungli, terima kasih",
        "Sudah bersih pak?",
        "Lampu sudah nyala, pohon tumbang, makasih",
        "Lampu sudah nyala tapi loket pungli, terima kasih"
      })
  void askForMoreThanPraise(String text) {
    assertThat(Afterwords.praises(text, LAMP)).isFalse();
  }
}
