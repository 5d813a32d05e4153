package id.lapor.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database server that outlived the application that started it; PostgreSQL writes its process id
 * into postmaster.pid.
 */
final class Orphan {

  private static final Logger log = LoggerFactory.getLogger(Orphan.class);

  private Orphan() {}

  /**
   * Stops the server of this cluster directory if one still runs; its committed work is safe either
   * way.
   */
  static void stop(Path cluster) throws IOException {
    OptionalLong pid = pidIn(cluster);
    if (pid.isEmpty()) {
      return;
    }
    var process = ProcessHandle.of(pid.getAsLong()).filter(Orphan::isPostgres);
    if (process.isPresent()) {
      log.info("Stopping the database server {} left over from an earlier start", pid.getAsLong());
      stop(process.get());
    }
  }

  static OptionalLong pidIn(Path cluster) {
    try {
      return OptionalLong.of(
          Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip()));
    } catch (IOException | RuntimeException e) {
      log.debug("No running server noted in {}", cluster);
      return OptionalLong.empty();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(c -> c.contains("postgres")).orElse(false);
  }

  private static void stop(ProcessHandle process) throws IOException {
    try {
      process.destroy();
      process.onExit().get(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IOException("The left-over database server did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while stopping a left-over database server", e);
    }
  }
}
