package id.lapor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every dependency earns its line in docs/dependencies.md, and only lawful ones get one. */
class DependenciesTests {

  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-2.0",
          "LGPL-2.1-or-later",
          "MIT",
          "PostgreSQL");

  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>.*?</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  /** A line of the table. */
  private record Line(List<String> artifacts, String purpose, String licence, String instead) {}

  @Test
  void haveALineEachAndNoLineIsLeftOver() throws IOException {
    List<String> told = lines().stream().flatMap(l -> l.artifacts().stream()).toList();
    assertThat(told).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(told)).isEqualTo(runtime());
  }

  @Test
  void tellWhatTheyAreForUnderWhichLicenceAndWhatTheyReplace() throws IOException {
    assertThat(lines())
        .isNotEmpty()
        .allSatisfy(l -> {
          assertThat(l.purpose()).as("what for: %s", l).isNotBlank();
          assertThat(l.instead()).as("what it replaces: %s", l).isNotBlank();
          assertThat(ALLOWED).as("licence: %s", l).contains(l.licence());
        });
  }

  /** All of pom.xml's own section that is not for tests only. */
  private static Set<String> runtime() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String managed = pom.substring(pom.indexOf("</dependencyManagement>"));
    String own = managed.substring(managed.indexOf("<dependencies>"), managed.indexOf("<build>"));
    return DEPENDENCY
        .matcher(own)
        .results()
        .map(MatchResult::group)
        .filter(d -> !d.contains("<scope>test</scope>"))
        .map(d -> ARTIFACT.matcher(d).results().findFirst().orElseThrow().group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Line> lines() throws IOException {
    return Files.readAllLines(Path.of("docs", "dependencies.md")).stream()
        .filter(l -> l.startsWith("| `"))
        .map(l -> l.split("\\|"))
        .map(f ->
            new Line(
                Arrays.stream(f[1].split(",")).map(a -> a.replace("`", "").strip()).toList(),
                f[2].strip(),
                f[3].strip(),
                f[4].strip()))
        .toList();
  }
}
