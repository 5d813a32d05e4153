package id.lapor.platform.db;

import id.lapor.platform.CannotStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL of our own under the data directory. It is kept between starts, stops with
 * the application, is started again when it dies, and an orphan left by a killed application is
 * stopped before a new one starts.
 *
 * <p>The library behind it was made for tests and switches {@code fsync} and {@code
 * synchronous_commit} off: both are switched on here, and a test reads them back from the running
 * server.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration START_WAIT = Duration.ofSeconds(60);

  private final Path home;
  private final int port;
  private final FileChannel lockFile;
  private volatile boolean closing;
  private volatile EmbeddedPostgres server;

  private EmbeddedDatabase(Path home, FileChannel lockFile) throws IOException {
    this.home = home;
    this.lockFile = lockFile;
    this.port = freePort();
    Orphan.stop(home.resolve("pg18"));
    this.server = started();
  }

  /**
   * Starts the database kept under {@code data}.
   *
   * @throws CannotStart in a sentence, when another process uses the same directory or the server
   *     cannot start
   */
  public static EmbeddedDatabase start(Path data) {
    Path home = data.toAbsolutePath().normalize().resolve("postgres");
    FileChannel lock = null;
    try {
      Files.createDirectories(home);
      lock =
          FileChannel.open(
              home.resolve("lapor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (heldElsewhere(lock)) {
        lock.close();
        throw new CannotStart(
            "Another Lapor already uses the data in "
                + data.toAbsolutePath().normalize()
                + ". Stop it first, or give this one a directory of its own with --data.");
      }
      return new EmbeddedDatabase(home, lock);
    } catch (IOException | IllegalStateException e) {
      closeQuietly(lock);
      throw new CannotStart("The database in " + home + " could not start: " + e.getMessage(), e);
    }
  }

  /** The address of a database on this server, for the JDBC driver and whoever owns everything. */
  public String jdbcUrl(String database) {
    return jdbcUrl(database, "postgres");
  }

  /** The address for somebody else. */
  public String jdbcUrl(String database, String user) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
  }

  /** The process id of the running server. */
  public long pid() {
    return Orphan.pidIn(home.resolve("pg18")).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    closing = true;
    server.close();
    lockFile.close();
  }

  private EmbeddedPostgres started() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(home.resolve("pg18"))
            .setOverrideWorkingDirectory(Files.createDirectories(home.resolve("binaries")).toFile())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(START_WAIT)
            .setLocaleConfig("locale", "C.UTF-8")
            .setLocaleConfig("encoding", "UTF8")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("log_error_verbosity", "terse") // no refused row in the log
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "120")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("effective_cache_size", "2GB")
            .setServerConfig("work_mem", "16MB")
            .setServerConfig("maintenance_work_mem", "128MB")
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("random_page_cost", "1.1")
            .setServerConfig("jit", "off")
            .setServerConfig("timezone", "UTC")
            .start();
    ProcessHandle.of(pid()).orElseThrow().onExit().thenAccept(this::revive);
    return postgres;
  }

  private void revive(ProcessHandle dead) {
    for (int attempt = 1; !closing && attempt <= 30; attempt++) {
      log.warn(
          "The database server {} stopped by itself; starting again, attempt {}",
          dead.pid(),
          attempt);
      try {
        server.close();
        Orphan.stop(home.resolve("pg18"));
        server = started();
        log.info("The embedded database is back");
        return;
      } catch (IOException | IllegalStateException e) {
        log.warn("It did not start: {}", e.getMessage());
      }
    }
  }

  private static boolean heldElsewhere(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        log.debug("The lock file did not close", e);
      }
    }
  }
}
