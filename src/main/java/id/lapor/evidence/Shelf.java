package id.lapor.evidence;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import id.lapor.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Files in directories under {@code data/evidence}. A file is on the shelf whole or not at all, and
 * stays there through a power cut: written aside, forced to disk, renamed, directory forced.
 */
@Component
class Shelf {

  private static final int DIRECTORIES = 256;

  private final Path root;

  Shelf(Settings settings) {
    this.root = settings.data().resolve("evidence");
  }

  /** An empty file beside the shelf that only this process can read. */
  Path aside() throws IOException {
    Path directory = Files.createDirectories(root.resolve("taking"));
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? Files.createTempFile(
            directory,
            "in",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : Files.createTempFile(directory, "in", ".part");
  }

  /** Puts a finished file in its place for good. */
  void put(Path file, EvidenceId id, Rendition rendition) throws IOException {
    force(file);
    Path directory = Files.createDirectories(directory(id, rendition));
    Files.move(file, place(id, rendition), ATOMIC_MOVE);
    force(directory);
  }

  Path place(EvidenceId id, Rendition rendition) {
    return directory(id, rendition).resolve(Long.toString(id.value()));
  }

  private Path directory(EvidenceId id, Rendition rendition) {
    return root.resolve(rendition.name().toLowerCase(Locale.ROOT))
        .resolve("%02x".formatted(id.value() % DIRECTORIES));
  }

  void removeOriginal(EvidenceId id) {
    try {
      Files.deleteIfExists(place(id, Rendition.ORIGINAL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(EvidenceId id) {
    try {
      for (Rendition rendition : Rendition.values()) {
        Files.deleteIfExists(place(id, rendition));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Works for files and, where the system allows it, for directories. */
  private static void force(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    try (FileChannel channel =
        FileChannel.open(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
