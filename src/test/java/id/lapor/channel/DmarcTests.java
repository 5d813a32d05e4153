package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DmarcTests {

  private static final String OURS = "mx.kota.example";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mx.kota.example; spf=pass smtp.mailfrom=a.example; dmarc=fail header.from=a.example | true
          MX.Kota.Example 1;DMARC = FAIL (p=none)                                             | true
          mx.kota.example; dmarc=pass (dmarc=fail said somebody)                               | false
          mx.kota.example; dkim=fail; dmarc=pass                                               | false
          mx.kota.example; dmarc=none                                                          | false
          mx.kota.example; x-dmarc=fail                                                        | false
          mx.kota.example.penipu.example; dmarc=fail                                           | false
          mx.penipu.example; dmarc=fail                                                        | false
          ''                                                                                   | false
          """)
  void believesOurOwnServerOnly(String verdict, boolean failed) {
    assertThat(Dmarc.failed(List.of(verdict), OURS)).isEqualTo(failed);
  }

  /** Whoever forges a mail may write a verdict of ours into it as well. */
  @Test
  void isNotTalkedOutOfItByASecondVerdict() {
    List<String> both =
        List.of("mx.kota.example; dmarc=fail", "mx.kota.example; dmarc=pass header.from=a.example");
    assertThat(Dmarc.failed(both, OURS)).isTrue();
    assertThat(Dmarc.failed(both.reversed(), OURS)).isTrue();
    assertThat(Dmarc.failed(both, "")).isFalse();
  }

  @Test
  void vouchesOnlyByTheVerdictOurServerPutInFront() {
    String pass = "mx.kota.example; dkim=pass; dmarc=pass header.from=a.example";
    assertThat(Dmarc.passed(List.of(pass), OURS)).isTrue();
    assertThat(Dmarc.passed(List.of(pass), "")).isFalse();
    assertThat(Dmarc.passed(List.of(), OURS)).isFalse();
    assertThat(Dmarc.passed(List.of("mx.penipu.example; dmarc=pass"), OURS)).isFalse();
    assertThat(Dmarc.passed(List.of("mx.kota.example; dmarc=none", pass), OURS))
        .as("written below by whoever sent it")
        .isFalse();
    assertThat(Dmarc.passed(List.of(pass, "mx.kota.example; dmarc=fail"), OURS)).isFalse();
  }
}
