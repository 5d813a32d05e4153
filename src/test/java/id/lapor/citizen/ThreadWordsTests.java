package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.report.Reference;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words in a thread, of which one knows the report. */
class ThreadWordsTests {

  private static final Reference REF = Reference.random(new Random(1));

  @Test
  void denyNothingWhereTheyWereNotThereYet() {
    assertThat(SmsWords.read("Belum sempat saya cek pak, makasih", REF))
        .isEqualTo(new Sms.Reply(REF, "Belum sempat saya cek pak, makasih"));
    assertThat(SmsWords.read("Belum sempat diperbaiki pak", REF))
        .isEqualTo(new Sms.NotSolved(REF, "Belum sempat diperbaiki pak"));
  }
}
