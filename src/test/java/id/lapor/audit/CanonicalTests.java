package id.lapor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spelling every commitment on record was made over; a change here breaks them all. */
class CanonicalTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"b": 1, "a": [ true, null ,{}]}  | {"a":[true,null,{}],"b":1}
          {"aa": "x", "b": ""}              | {"aa":"x","b":""}
          [1.50, 100, 1e3, -0.0, 0.10e-2]   | [1.5,100,1000,0,0.001]
          [123456789012345678901234567890]  | [123456789012345678901234567890]
          "a\\"b\\\\c\\/d"                  | "a\\"b\\\\c/d"
          "\\n\\t\\u001f\\u0000"            | "\\u000a\\u0009\\u001f\\u0000"
          "\\"\\"x\\n"                      | "\\"\\"x\\u000a"
          "\\u00e9 \\ud83d\\ude00"          | "é 😀"
          "polos"                           | "polos"
          """)
  void spellsOneWay(String typed, String spelled) {
    assertThat(Canonical.json(typed)).isEqualTo(spelled);
    StringBuilder behind = new StringBuilder("x");
    Canonical.write(typed, behind);
    assertThat(behind).hasToString("x" + spelled);
  }
}
