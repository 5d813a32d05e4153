package id.lapor.evidence;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The real clamd of Debian on a free port of this machine, with a single signature of our own
 * instead of the millions it usually has.
 */
final class Scanner implements AutoCloseable {

  /** A file with these words in it carries what the one signature is for. */
  static final String HARM = "lapor-test-harm-7K3M";

  /** What it calls it. */
  static final String NAME = "Lapor.Test.Harm.UNOFFICIAL";

  private static final Path CLAMD = Path.of("/usr/sbin/clamd");

  final int port = freePort();
  private @Nullable Process process;

  static boolean installed() {
    return Files.isExecutable(CLAMD);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it answers. */
  void start(Path folder) throws IOException {
    Path signatures = Files.createDirectories(folder.resolve("signatures"));
    Files.writeString(
        signatures.resolve("lapor.ndb"),
        "Lapor.Test.Harm:0:*:"
            + HexFormat.of().formatHex(HARM.getBytes(StandardCharsets.US_ASCII))
            + "\n");
    Path config = folder.resolve("clamd.conf");
    Files.writeString(
        config,
        """
        Foreground yes
        DatabaseDirectory %s
        TCPSocket %d
        TCPAddr 127.0.0.1
        MaxThreads 2
        StreamMaxLength 1M
        MaxFileSize 200K
        AlertExceedsMax yes
        LogFile %s
        """
            .formatted(signatures, port, folder.resolve("clamd.log")));
    process =
        new ProcessBuilder(CLAMD.toString(), "--config-file=" + config)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("clamd.out").toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    Clamd clamd = new Clamd("127.0.0.1", port);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> clamd.version().startsWith("ClamAV"));
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }
}
