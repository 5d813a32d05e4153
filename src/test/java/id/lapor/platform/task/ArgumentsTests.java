package id.lapor.platform.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTests {

  @Test
  void tellsWordsFromOptions() {
    assertThat(
            Arguments.read(
                List.of("a", "--desk", "X", "b", "--source=y=z"), Set.of("desk", "source")))
        .isEqualTo(new Arguments(List.of("a", "b"), Map.of("desk", "X", "source", "y=z")));
  }

  @Test
  void refusesUnknownOptionsAndMissingValues() {
    assertThatThrownBy(() -> Arguments.read(List.of("--dsk", "X"), Set.of("desk")))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("--dsk");
    assertThatThrownBy(() -> Arguments.read(List.of("--desk"), Set.of("desk")))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("needs a value");
  }
}
