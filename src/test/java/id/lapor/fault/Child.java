package id.lapor.fault;

import id.lapor.platform.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The real application in a process of its own; if not told otherwise with its own data and its own
 * database server: the city of Bontang without any report.
 */
final class Child implements AutoCloseable {

  private final Path data;
  private final int port = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  private final String main;
  private final List<String> options;

  Child(Path data) {
    this(
        data,
        "id.lapor.LaporApplication",
        List.of("--spring.profiles.active=demo", "--lapor.demo.reports=0"));
  }

  private Child(Path data, String main, List<String> options) {
    this.data = data.toAbsolutePath();
    this.main = main;
    this.options = options;
  }

  /** The city of Bontang without any report, set up in another way than usual. */
  static Child with(Path data, List<String> settings) {
    List<String> options =
        new ArrayList<>(List.of("--spring.profiles.active=demo", "--lapor.demo.reports=0"));
    settings.forEach(s -> options.add("--" + s));
    return new Child(data, "id.lapor.LaporApplication", options);
  }

  /** One of several servers of an installation that has a database already. */
  static Child of(Settings installation, String main) {
    return new Child(
        installation.data(),
        main,
        List.of(
            "--lapor.database.url=" + installation.database().jdbcUrl(),
            "--lapor.database.pool-size=6",
            "--lapor.people.second-step=false"));
  }

  /** The application doing one task on the data of another, as {@code ./lapor NAME} starts it. */
  static Child task(Settings installation, String name) {
    return new Child(
        installation.data(),
        "id.lapor.LaporApplication",
        List.of(
            "--spring.profiles.active=task",
            "--lapor.task=" + name,
            "--lapor.database.url=" + installation.database().jdbcUrl()));
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Returns when the first page is answered. */
  void start() throws IOException {
    Process started = begin(data.resolve("log.txt"), List.of());
    process = started;
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .failFast("the application ended: see " + data + "/log.txt", () -> !started.isAlive())
        .ignoreExceptions()
        .until(() -> status("/masuk") == 200);
  }

  /**
   * @param out what it says is added here
   * @param typed what stands behind the command of a task
   */
  Process begin(Path out, List<String> typed) throws IOException {
    Files.createDirectories(data);
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(),
            main));
    command.addAll(options);
    command.addAll(
        List.of(
            "--lapor.limits.filings-an-hour=1000000",
            "--lapor.data=" + data,
            "--server.address=127.0.0.1",
            "--server.port=" + port));
    if (!typed.isEmpty()) {
      command.add("--");
      command.addAll(typed);
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
        .start();
  }

  /** {@code kill -9}: nothing is finished, flushed or told. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** Stands still in the middle of whatever it does, with all that it holds. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    long pid = Objects.requireNonNull(process).pid();
    int result = new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
    if (result != 0) {
      throw new IOException("kill " + signal + " " + pid + " ended with " + result);
    }
  }

  /** The last lines of the log that tell of an error, for whoever met one. */
  String faults() throws IOException {
    List<String> told = Files.readAllLines(data.resolve("log.txt"));
    int last = told.size();
    while (last > 0 && !told.get(last - 1).contains(" ERROR ")) {
      last--;
    }
    int from = Math.max(0, last - 1);
    return told.subList(from, Math.min(told.size(), from + 40)).stream()
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  void killDatabase() {
    databaseServer().destroyForcibly();
  }

  /** The child's database; its address may change with every start. */
  JdbcClient database() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            "jdbc:postgresql://127.0.0.1:" + pidFile().get(3) + "/postgres?user=postgres"));
  }

  /**
   * @param from a table, with a condition if need be
   */
  int count(String from) {
    return database().sql("SELECT count(*) FROM " + from).query(Integer.class).single();
  }

  /** Once killed it holds its lines for a while; that time passes. */
  void holdsEnd() {
    database().sql("UPDATE channel_line SET held_until = '2020-01-01'").update();
  }

  @Override
  public void close() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(30, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    }
    if (Files.exists(pidPath())) {
      databaseServer().destroy();
    }
  }

  private int status(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(5)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private ProcessHandle databaseServer() {
    return ProcessHandle.of(Long.parseLong(pidFile().getFirst().strip())).orElseThrow();
  }

  private List<String> pidFile() {
    try {
      return Files.readAllLines(pidPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pidPath() {
    return data.resolve("postgres").resolve("pg18").resolve("postmaster.pid");
  }

  /** That of this test run; without the tests themselves where the real application is started. */
  private String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(p -> !p.endsWith("test-classes") || main.startsWith("id.lapor.fault"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
