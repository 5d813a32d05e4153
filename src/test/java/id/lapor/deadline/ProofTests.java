package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document names tests that there are. */
class ProofTests {

  private static final Pattern NAMED = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

  @Test
  void namesATestForEveryFault() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/clock-faults.md")).stream()
            .dropWhile(l -> !l.equals("| Fault | Shown by |"))
            .skip(2)
            .takeWhile(l -> l.startsWith("|"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(20);
    for (String row : rows) {
      List<MatchResult> named = NAMED.matcher(row).results().toList();
      assertThat(named).as(row).isNotEmpty();
      for (MatchResult test : named) {
        assertThat(source(test.group(1))).as(row).contains(" void " + test.group(2) + "(");
      }
    }
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Path found =
          files
              .filter(f -> f.getFileName().toString().equals(test + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("There is no " + test));
      return Files.readString(found);
    }
  }
}
