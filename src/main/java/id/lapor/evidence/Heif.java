package id.lapor.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Photos as newer telephones take them (HEIC), read by libheif's {@code heif-convert} where an
 * installation has it. It is a program of its own, so that what a hostile file does to it stays
 * there: with bounds on memory, time and output, without our surroundings, and with file names of
 * ours only. What it writes is judged like any other photo.
 */
@Component
class Heif {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Bounds in KiB, seconds and blocks of 512 bytes; then the program itself. */
  private static final String BOUNDED =
      "ulimit -v 1500000; ulimit -t 20; ulimit -f 400000; exec \"$0\" -q 92 \"$1\" \"$2\"";

  private final String program;

  private final Duration longest;

  @Autowired
  Heif(EvidenceSettings settings) {
    this(settings.heif(), LONGEST);
  }

  Heif(String program, Duration longest) {
    this.program = program;
    this.longest = longest;
  }

  /** Whether there is such a program. */
  boolean able() {
    return !program.isEmpty() && Files.isExecutable(Path.of(program));
  }

  /**
   * The photo; beside the file nothing stays of the work. The program has turned it as the file
   * says (ISO 23008-12, irot and imir); the orientation EXIF repeats is not for another turn.
   */
  Photo read(Path file) throws IOException, Unusable {
    Path original = file.toAbsolutePath();
    Path work = Files.createTempDirectory(original.getParent(), "heif");
    try {
      run(original, work.resolve("foto.jpg"));
      return Photo.readAsItLies(first(work).orElseThrow(() -> new Unusable(Unfit.DAMAGED)));
    } finally {
      try (Stream<Path> left = Files.list(work)) {
        for (Path part : left.toList()) {
          Files.delete(part);
        }
      }
      Files.delete(work);
    }
  }

  /** Of several pictures in one file the first. */
  private static Optional<Path> first(Path work) throws IOException {
    try (Stream<Path> written = Files.list(work)) {
      return written.min(Comparator.comparing(Path::toString));
    }
  }

  private void run(Path photo, Path jpeg) throws IOException, Unusable {
    ProcessBuilder command =
        new ProcessBuilder(
            List.of("/bin/sh", "-c", BOUNDED, program, photo.toString(), jpeg.toString()));
    command.environment().clear();
    command
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process process = command.start();
    try {
      if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new Unusable(Unfit.DAMAGED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unusable(Unfit.DAMAGED);
    } finally {
      process.destroyForcibly();
    }
  }
}
