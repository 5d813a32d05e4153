package id.lapor.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The real Kannel of Debian, with its fake operator, on free ports of this machine. */
public final class Kannel implements AutoCloseable {

  private static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
  private static final Path SMSBOX = Path.of("/usr/sbin/smsbox");
  private static final Path OPERATOR = Path.of("/usr/lib/kannel/test/fakesmsc");

  public final int sendsms = freePort();
  private final int admin = freePort();
  private final int boxes = freePort();
  private final int operator = freePort();
  private final List<Process> processes = new ArrayList<>();

  public static boolean installed() {
    return Files.isExecutable(BEARERBOX)
        && Files.isExecutable(SMSBOX)
        && Files.isExecutable(OPERATOR);
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String config(Path folder, String door, String password) {
    return """
    group = core
    admin-port = %d
    admin-password = %s
    smsbox-port = %d
    box-allow-ip = 127.0.0.1
    log-file = "%s/bearerbox.log"

    group = smsc
    smsc = fake
    smsc-id = OPERATOR
    port = %d
    connect-allow-ip = 127.0.0.1

    group = smsbox
    bearerbox-host = 127.0.0.1
    sendsms-port = %d
    sendsms-interface = 127.0.0.1
    http-request-retry = 50
    http-queue-delay = 1
    log-file = "%s/smsbox.log"

    group = sendsms-user
    username = lapor
    password = %s
    max-messages = 10

    group = sms-service
    keyword = default
    catch-all = true
    post-url = "%s/sambungan/kannel/masuk?id=%%I"
    send-sender = true
    max-messages = 0
    omit-empty = true
    """
        .formatted(admin, password, boxes, folder, operator, sendsms, folder, password, door);
  }

  /**
   * @param door address of the site, with user and password
   */
  public void start(Path folder, String door, String password) throws IOException {
    Path config = folder.resolve("kannel.conf");
    Files.writeString(config, config(folder, door, password));
    run(folder.resolve("bearerbox.out"), BEARERBOX.toString(), config.toString());
    await(boxes);
    await(operator);
    run(folder.resolve("smsbox.out"), SMSBOX.toString(), config.toString());
    await(sendsms);
  }

  /** The operator's line comes up and any of these messages come in, a dozen in all. */
  Path operator(Path output, String... messages) throws IOException {
    return operator(output, 12, messages);
  }

  /**
   * @param count of messages in all
   */
  public Path operator(Path output, int count, String... messages) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                OPERATOR.toString(),
                "-H",
                "127.0.0.1",
                "-r",
                String.valueOf(operator),
                "-i",
                "0.05",
                "-m",
                String.valueOf(count)));
    command.addAll(List.of(messages));
    return run(output, command.toArray(String[]::new));
  }

  private Path run(Path output, String... command) throws IOException {
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(new File("/dev/null"))
            .start());
    return output;
  }

  private static void await(int port) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          }
        });
  }

  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
