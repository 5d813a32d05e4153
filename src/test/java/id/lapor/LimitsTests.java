package id.lapor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/limits.md says is what the code does. */
class LimitsTests {

  private static final Pattern ROW =
      Pattern.compile("\\| [^|]+ \\| ([^|]+) \\| `(\\w+)\\.([A-Z_]+)` \\|");
  private static final Pattern DURATION = Pattern.compile("Duration\\.of(\\w+)\\((\\d+)\\)");

  @Test
  void areAsTheyAreToldInTheDocuments() throws IOException {
    List<Matcher> rows =
        Files.readAllLines(Path.of("docs", "limits.md")).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .toList();
    assertThat(rows).hasSizeGreaterThan(25);
    for (Matcher row : rows) {
      String source = Files.readString(file(row.group(2)));
      Matcher value = Pattern.compile("\\b" + row.group(3) + " =\\s+([^;]+);").matcher(source);
      assertThat(value.find()).as("%s.%s", row.group(2), row.group(3)).isTrue();
      assertThat(row.group(1))
          .as("%s.%s", row.group(2), row.group(3))
          .isEqualTo(told(value.group(1)));
    }
  }

  private static Path file(String name) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
      return all.filter(p -> p.endsWith(name + ".java")).findFirst().orElseThrow();
    }
  }

  private static String told(String value) {
    Matcher duration = DURATION.matcher(value);
    if (duration.matches()) {
      return duration.group(2) + " " + duration.group(1).toLowerCase(Locale.ROOT);
    }
    long number =
        Arrays.stream(value.replace("_", "").split("\\*"))
            .map(String::strip)
            .mapToLong(Long::parseLong)
            .reduce(1, Math::multiplyExact);
    return String.format(Locale.ROOT, "%,d", number);
  }
}
