package id.lapor.operations;

import id.lapor.platform.Settings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Files of service requests for measurements: the first rows of another, or invented ones. */
@Component
@Profile("bench")
class BenchRows {

  private static final List<String> WORDS =
      List.of(
          "parking",
          "jalan",
          "lampu",
          "sampah",
          "parit",
          "pasar",
          "pohon",
          "tiang",
          "warga",
          "malam",
          "sidewalk",
          "snow",
          "vehicle",
          "banjir",
          "gelap",
          "rusak",
          "sekolah",
          "jembatan",
          "kabel",
          "air");

  private final Path folder;

  BenchRows(Settings settings) {
    this.folder = settings.data().resolve("bench");
  }

  Path rejects() {
    return in("rejects.tsv");
  }

  Path firstOf(Path file, int count) {
    Path part = in("first.jsonl");
    try (RowFile rows = RowFile.open(file);
        BufferedWriter out = Files.newBufferedWriter(part)) {
      @Nullable String row = rows.next();
      for (int i = 0; i < count && row != null; i++, row = rows.next()) {
        out.write(row);
        out.newLine();
      }
      return part;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Invented requests, nine of ten closed, one rare word in a thousand. */
  Path made(int count) {
    Path made = in("made.jsonl");
    Random random = new Random(1708);
    Instant at = Instant.parse("2020-01-01T00:00:00Z");
    try (BufferedWriter out = Files.newBufferedWriter(made)) {
      for (int i = 0; i < count; i++) {
        at = at.plus(Duration.ofMinutes(1 + random.nextInt(5)));
        out.write(row(i, at, random));
        out.newLine();
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(int i, Instant at, Random random) {
    StringBuilder words = new StringBuilder(random.nextInt(1_000) == 0 ? "streetcar" : "parking");
    for (int w = 0; w < 12; w++) {
      words.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return """
    {"service_request_id": "ukur-%d", "status": "%s", "status_notes": "Case closed.", "service_name": "Other", \
    "description": "%s", "requested_datetime": "%s", "updated_datetime": "%s", "address": "Jalan %d", \
    "lat": %.6f, "long": %.6f}\
    """
        .formatted(
            i,
            i % 10 == 0 ? "open" : "closed",
            words,
            at,
            at.plus(Duration.ofDays(3)),
            i % 500,
            random.nextDouble() - 0.5,
            117 + random.nextDouble());
  }

  private Path in(String name) {
    try {
      return Files.createDirectories(folder).resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
