package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopsTests {

  /** No single return of a report nobody may read moves the number. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1",
    "4, 1, 1",
    "5, 1, 1",
    "5, 0, 5",
    "6, 1, 6",
    "7, 7, 7",
    "10, 1, 6",
    "11, 1, 11",
    "104, 100, 100",
    "105, 100, 105"
  })
  void addsHiddenOnesFiveAtATime(long all, long open, long shown) {
    assertThat(new Hops(all, open, false).count()).isEqualTo(shown);
  }
}
