package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The list that scripts/flip-rules works through is of the code as it is, and whole. */
class RulesTests {

  private static final Path SOURCES = Path.of("src/main/java/id/lapor");

  private record Rule(String file, String condition) {

    Pattern pattern() {
      return Pattern.compile(
          Arrays.stream(condition.split("\\s+"))
              .map(Pattern::quote)
              .collect(Collectors.joining("\\s*")));
    }
  }

  private static List<Rule> rules() throws IOException {
    return new ClassPathResource("visibility/rules.txt")
        .getContentAsString(StandardCharsets.UTF_8)
        .lines()
        .filter(l -> !l.isBlank() && !l.startsWith("#"))
        .map(l -> l.split(" ;; "))
        .map(f -> new Rule(f[0].strip(), f[1].strip()))
        .toList();
  }

  @Test
  void standsOnceInItsFile() throws IOException {
    for (Rule rule : rules()) {
      String source = Files.readString(SOURCES.resolve(rule.file()));
      assertThat(rule.pattern().matcher(source).results().count()).as("%s", rule).isOne();
    }
  }

  private static final Pattern ASKS =
      Pattern.compile(
          "\\.visibleToAll\\(\\)|visibility <> 'SECRET'|visibility\\(\\) [!=]= Visibility\\."
              + "|\\.shownToAll\\(\\)|\\.exact\\(\\)|PublicTimes\\.dayOnly\\("
              + "|\\.concerns\\(|\\.covers\\(|\\.involves\\(|::concerns\\b");

  /** A page that finds a report by its number or row has to ask next whose it is. */
  private static final Pattern FINDS = Pattern.compile("reports(\\(\\))?(\\.find\\(|::find\\b)");

  /**
   * Whoever asks whether a report is public or secret, told by the day, or somebody's, is on the
   * list; and every page that finds one otherwise than by what opens it.
   */
  @Test
  void forgetsNobodyWhoAsks() throws IOException {
    List<Rule> rules = rules();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = SOURCES.relativize(file).toString().replace('\\', '/');
        String rest = Files.readString(file);
        for (Rule rule : rules.stream().filter(r -> r.file().equals(name)).toList()) {
          rest = rule.pattern().matcher(rest).replaceAll("");
        }
        assertThat(ASKS.matcher(rest).results().count()).as("%s", name).isZero();
        if (rest.contains("@Controller")) {
          assertThat(FINDS.matcher(rest).results().count()).as("%s finds", name).isZero();
        }
      }
    }
  }
}
