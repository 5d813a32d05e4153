package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of messages are written in two ways, and mean one message. */
class ReceiptIdsTests {

  @ParameterizedTest
  @CsvSource({
    "SAME, 00a1, 00a1, true",
    "SAME, 00a1, a1, false",
    "SAME, 00A1, 00a1, false",
    "DECIMAL_OF_HEX, a1, 161, true",
    "DECIMAL_OF_HEX, 000000A1, 161, true",
    "DECIMAL_OF_HEX, A1, 0000000161, true",
    "DECIMAL_OF_HEX, 161, 161, false",
    "DECIMAL_OF_HEX, FFFFFFFFFFFFFFFF, 18446744073709551615, true",
    "DECIMAL_OF_HEX, abc-17, abc-17, true",
    "HEX_OF_DECIMAL, 161, a1, true",
    "HEX_OF_DECIMAL, 0000000161, 000000A1, true",
    "HEX_OF_DECIMAL, 161, A1, true",
    "HEX_OF_DECIMAL, 161, 161, false",
    "HEX_OF_DECIMAL, msg-z, msg-z, true",
  })
  void areTheSameWhateverWayTheyAreWritten(
      SmppSettings.ReceiptIds written, String answered, String told, boolean same) {
    assertThat(Receipts.answered(written, answered).equals(Receipts.told(written, told)))
        .isEqualTo(same);
  }
}
