package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.report.Reference;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in a thread, of which one knows the report. */
class ThreadWordsTests {

  private static final Reference REF = Reference.random(new Random(1));

  @Test
  void commandWhereTheyNameAReport() {
    Reference other = Reference.random(new Random(2));
    assertThat(SmsWords.read("SELESAI " + REF, REF)).isEqualTo(new Sms.Solved(REF));
    assertThat(SmsWords.read("*SELESAI " + other + "*", REF)).isEqualTo(new Sms.Solved(other));
    assertThat(SmsWords.read("Selesai " + REF + "?", REF)).isEqualTo(new Sms.Check(REF));
    assertThat(SmsWords.read("CEK " + REF, REF)).isEqualTo(new Sms.Check(REF));
    assertThat(SmsWords.read("SETUJU " + REF, REF)).isEqualTo(new Sms.Agreed(REF));
    assertThat(SmsWords.read("BATAL " + REF, REF)).isEqualTo(new Sms.TakenBack(REF, "BATAL"));
    assertThat(SmsWords.read("BELUM " + REF + " masih gelap", REF))
        .isEqualTo(new Sms.NotSolved(REF, "masih gelap"));
    assertThat(SmsWords.read("SELESAI " + REF + " apanya, masih gelap", REF))
        .isInstanceOf(Sms.NotSolved.class);
  }

  @Test
  void sayWhatTheySayWhereTheyNameNone() {
    for (String text :
        List.of(
            "CEK 7K3M-Q9TX-0 sudah saya lihat",
            "SELESAI hujan masih banjir",
            "Setuju pak",
            "Jawab saya kapan",
            REF + " letaknya di RT 5")) {
      assertThat(SmsWords.read(text, REF)).isEqualTo(new Sms.Reply(REF, text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "Stop, terima kasih",
        "berhenti ya pak",
        "Stop pak, terima kasih banyak atas bantuannya",
        "UNREG mksh",
        "stop matur nuwun"
      })
  void stop(String text) {
    assertThat(SmsWords.read(text, REF)).isEqualTo(new Sms.Stop());
    assertThat(SmsWords.read(text, Set.of())).isEqualTo(new Sms.Stop());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MULAI", "Mulai, terima kasih", "lanjut"})
  void start(String text) {
    assertThat(SmsWords.read(text, REF)).isEqualTo(new Sms.Start());
    assertThat(SmsWords.read(text, Set.of())).isEqualTo(new Sms.Start());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mulai dong pak, tolong",
        "Mulai ya pak?",
        "Lanjut ya pak",
        "Stop pungli di loket",
        "Berhenti bantuannya pak",
        "Berhenti perbaikannya pak, makasih",
        "Berhenti kerja pak",
        "Mulai kerja pak",
        "Berhenti mengalir sejak kemarin"
      })
  void neitherStopNorStart(String text) {
    assertThat(SmsWords.read(text, REF)).isEqualTo(new Sms.Reply(REF, text));
    assertThat(SmsWords.read(text, Set.of())).isInstanceOf(Sms.Matter.class);
  }

  @Test
  void denyInEverydaySpelling() {
    for (String not : List.of("BLOM", "belon", "Blon", "durung")) {
      assertThat(SmsWords.read(not, REF)).isEqualTo(new Sms.NotSolved(REF, ""));
      assertThat(SmsWords.read(not + " " + REF + " masih gelap", Set.of()))
          .isEqualTo(new Sms.NotSolved(REF, "masih gelap"));
    }
    assertThat(SmsWords.read("Wis beres, suwun", Set.of())).isEqualTo(new Sms.Solved(null));
    assertThat(SmsWords.read("uda selesai mkasih mksh", Set.of())).isInstanceOf(Sms.Matter.class);
  }

  @Test
  void denyNothingWhereTheyWereNotThereYet() {
    assertThat(SmsWords.read("Belum sempat saya cek pak, makasih", REF))
        .isEqualTo(new Sms.Reply(REF, "Belum sempat saya cek pak, makasih"));
    for (String text :
        List.of("Belum sempat diperbaiki pak", "Belum sempat ke lokasi petugasnya")) {
      assertThat(SmsWords.read(text, REF)).isEqualTo(new Sms.NotSolved(REF, text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Belum bocor lagi pak, terima kasih",
        "Belum pernah mati lagi pak",
        "Belum ada masalah pak",
        "Belum saya lihat pak"
      })
  void denyNothingWhereTheTroubleIsNotBack(String text) {
    assertThat(SmsWords.read(text, REF)).isEqualTo(new Sms.Reply(REF, text));
  }
}
