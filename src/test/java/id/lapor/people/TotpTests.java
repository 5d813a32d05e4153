package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238, appendix B, the rows for SHA-1. */
  @ParameterizedTest
  @CsvSource({
    "59,94287082",
    "1111111109,07081804",
    "1111111111,14050471",
    "1234567890,89005924",
    "2000000000,69279037",
    "20000000000,65353130"
  })
  void makesTheCodesOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)), 8)).isEqualTo(code);
  }

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @CsvSource({"0,755224", "1,287082", "4,338314", "9,520489"})
  void makesTheCodesOfItsCountingElder(long counter, String code) {
    assertThat(Totp.code(SECRET, counter, 6)).isEqualTo(code);
  }

  @Test
  void acceptsEachCodeOnceAndOnlyAroundItsTime() {
    Instant now = Instant.ofEpochSecond(30 * 1_000);
    String code = Totp.code(SECRET, 1_000, 6);
    String typed = code.substring(0, 3) + " " + code.substring(3);
    assertThat(Totp.accepted(SECRET, typed, now, 0)).hasValue(1_000);
    assertThat(Totp.accepted(SECRET, code, now.plusSeconds(59), 0)).hasValue(1_000);
    assertThat(Totp.accepted(SECRET, code, now.minusSeconds(30), 0)).hasValue(1_000);
    assertThat(Totp.accepted(SECRET, code, now.plusSeconds(60), 0)).isEmpty();
    assertThat(Totp.accepted(SECRET, code, now, 1_000)).as("used").isEmpty();
    assertThat(Totp.accepted(SECRET, "", now, 0)).isEmpty();
    assertThat(Totp.accepted(SECRET, code + "0", now, 0)).isEmpty();
  }

  /** RFC 4648, section 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void writesBase32(String text, String written) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
  }
}
