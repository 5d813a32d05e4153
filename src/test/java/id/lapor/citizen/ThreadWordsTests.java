package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.report.Reference;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
    assertThat(SmsWords.read("BATAL " + REF, REF))
        .isEqualTo(new Sms.TakenBack(REF, "BATAL"));
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

  @Test
  void denyNothingWhereTheyWereNotThereYet() {
    assertThat(SmsWords.read("Belum sempat saya cek pak, makasih", REF))
        .isEqualTo(new Sms.Reply(REF, "Belum sempat saya cek pak, makasih"));
    assertThat(SmsWords.read("Belum sempat diperbaiki pak", REF))
        .isEqualTo(new Sms.NotSolved(REF, "Belum sempat diperbaiki pak"));
  }
}
