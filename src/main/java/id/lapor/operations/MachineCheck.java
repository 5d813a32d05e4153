package id.lapor.operations;

import com.sun.management.OperatingSystemMXBean;
import id.lapor.platform.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Java, memory, disk, the data directory and the key in it. */
final class MachineCheck {

  private static final long GIB = 1L << 30;
  private static final int LEAST_JAVA = 25;
  private static final long LEAST_MEMORY = 2 * GIB;
  private static final long LEAST_DISK = GIB;
  private static final long WANTED_DISK = 10 * GIB;

  private MachineCheck() {}

  static void look(Settings settings, List<Finding> findings) {
    int java = Runtime.version().feature();
    findings.add(
        Finding.of(
            java >= LEAST_JAVA,
            "Java " + Runtime.version() + ".",
            Finding.wrong("Java " + java + " is too old; Lapor needs 25.")));
    long memory =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    findings.add(
        Finding.of(
            memory >= LEAST_MEMORY,
            gib(memory) + " of memory.",
            Finding.hint(
                gib(memory) + " of memory is little; 2 GiB is the least to be comfortable.")));
    try {
      directory(settings.data().toAbsolutePath().normalize(), findings);
    } catch (IOException e) {
      findings.add(
          Finding.wrong(
              "The data directory "
                  + settings.data()
                  + " cannot be made or looked at: "
                  + e.getMessage()));
    }
  }

  private static void directory(Path data, List<Finding> findings) throws IOException {
    Files.createDirectories(data);
    Files.delete(Files.createTempFile(data, "doctor", ".try"));
    findings.add(Finding.good("The data directory " + data + " can be written."));
    findings.add(disk(Files.getFileStore(data).getUsableSpace(), data));
    keys(data.resolve("keys"), findings);
  }

  private static void keys(Path folder, List<Finding> findings) throws IOException {
    List<Path> keys =
        Stream.of("installation.key", "vault.keys")
            .map(folder::resolve)
            .filter(Files::exists)
            .toList();
    for (Path key : keys) {
      findings.add(
          Finding.of(
              onlyOwnerReads(key),
              "The key " + key.getFileName() + " is readable by its owner only.",
              Finding.wrong("Others can read the key " + key + "; run: chmod 600 " + key)));
    }
    if (keys.isEmpty()) {
      findings.add(
          Finding.good("No key yet: it is made at the first start, or taken from LAPOR_KEY."));
    }
  }

  static Finding disk(long free, Path data) {
    if (free < LEAST_DISK) {
      return Finding.wrong(
          "Only "
              + gib(free)
              + " is free where "
              + data
              + " lies; evidence and the database need room.");
    }
    return Finding.of(
        free >= WANTED_DISK,
        gib(free) + " of disk is free.",
        Finding.hint(gib(free) + " of disk is free; 10 GiB lasts a city some years."));
  }

  private static boolean onlyOwnerReads(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return true;
    }
    Set<PosixFilePermission> all = Files.getPosixFilePermissions(file);
    return !all.contains(PosixFilePermission.GROUP_READ)
        && !all.contains(PosixFilePermission.OTHERS_READ);
  }

  private static String gib(long bytes) {
    return String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
