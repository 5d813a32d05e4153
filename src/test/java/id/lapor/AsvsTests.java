package id.lapor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/asvs.md has every requirement of levels 1 and 2, and names only what there is. */
class AsvsTests {

  /** Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0. */
  private static final List<Integer> CHAPTERS =
      List.of(27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7);

  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+)\\.(\\d+\\.\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

  private static List<MatchResult> rows() throws IOException {
    return Files.readAllLines(Path.of("docs/asvs.md")).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .toList();
  }

  @Test
  void hasEveryRequirementOnce() throws IOException {
    List<MatchResult> rows = rows();
    assertThat(rows).extracting(r -> r.group(1) + "." + r.group(2)).doesNotHaveDuplicates();
    Map<Integer, Long> counted =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    r -> Integer.valueOf(r.group(1)), TreeMap::new, Collectors.counting()));
    assertThat(counted.values())
        .containsExactlyElementsOf(CHAPTERS.stream().map(Integer::longValue).toList());
    assertThat(rows)
        .extracting(r -> r.group(4))
        .allMatch(state -> Set.of("met", "partly", "gap", "n/a").contains(state));
  }

  @Test
  void namesOnlyClassesThatExist() throws IOException {
    Set<String> classes;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      classes =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".java"))
              .map(f -> f.substring(0, f.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    assertThat(
            CLASS
                .matcher(Files.readString(Path.of("docs/asvs.md")))
                .results()
                .map(r -> r.group(1))
                .filter(name -> !classes.contains(name))
                .toList())
        .isEmpty();
  }
}
