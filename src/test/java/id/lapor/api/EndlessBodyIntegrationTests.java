package id.lapor.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.bind.annotation.RequestMethod.GET;

import id.lapor.platform.db.ServerTest;
import id.lapor.platform.db.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whoever sends without end, or begins and falls silent, is hung up on; nothing of it is kept. */
@ServerTest
class EndlessBodyIntegrationTests {

  private static final int PORT = freePort();

  /** What the container reads of one request, 160 MB, lets go by unread, 170, and is under way. */
  private static final long MOST = 400L * 1024 * 1024;

  private static final String DOORS =
      """
      /lapor/1                                      | multipart/form-data; boundary=b
      /cek                                          | application/x-www-form-urlencoded
      /open311/v2/requests.json                     | multipart/form-data; boundary=b
      /open311/v2/requests.xml                      | application/x-www-form-urlencoded
      /open311/v2/servicerequestupdates.json        | multipart/form-data; boundary=b
      /api/v1/reports                               | application/json
      /sambungan/x                                  | application/json
      /kebijakan                                    | application/csp-report
      /terima                                       | multipart/form-data; boundary=b
      /terima/berkas                                | multipart/form-data; boundary=b
      /kerja/1/jawab                                | multipart/form-data; boundary=b
      /l/1/balas                                    | multipart/form-data; boundary=b
      /sambungan/kannel/masuk                       | text/plain
      """;

  private static final String HEAD =
      "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.jpg\"\r\n\r\n";

  @Autowired JdbcClient jdbc;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired SettableClock clock;

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
    registry.add("server.tomcat.connection-timeout", () -> "700ms");
  }

  @AfterEach
  void keepsNothingAndGoesOn() throws Exception {
    assertThat(jdbc.sql("SELECT count(*) FROM evidence_file").query(Long.class).single()).isZero();
    try (Socket socket = new Socket("127.0.0.1", PORT)) {
      socket
          .getOutputStream()
          .write("GET /luring HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      assertThat(status(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = DOORS)
  void hangsUpOnWhoSendsWithoutEnd(String path, String type) throws Exception {
    try (Socket socket = begun(path, type)) {
      CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
      Thread.startVirtualThread(() -> answer.complete(status(socket)));
      long sent = 0;
      byte[] block = chunk("x".repeat(256 * 1024));
      boolean open = true;
      while (open && sent < 2 * MOST) {
        open = sent(socket.getOutputStream(), block);
        sent += block.length;
      }
      assertThat(open).as("still listening").isFalse();
      assertThat(sent).isLessThan(MOST);
      assertThat(answer.join())
          .satisfiesAnyOf(
              a -> assertThat(a).isNull(), // hung up before it could be read
              a -> assertThat(a).matches("HTTP/1.1 4\\d\\d.*"));
    }
  }

  /** At every door of the house to which anything can be sent, whoever reads what comes. */
  @Test
  void hangsUpOnWhoFallsSilent() {
    Set<String> doors = new TreeSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .keySet()
        .forEach(door -> {
          if (door.getMethodsCondition().getMethods().stream().anyMatch(m -> m != GET)) {
            door.getPatternValues().forEach(d -> doors.add(filled(d)));
          }
        });
    assertThat(doors)
        .hasSizeGreaterThan(100)
        .containsAll(
            DOORS
                .lines()
                .map(l -> l.replaceFirst(" .*", ""))
                .map(EndlessBodyIntegrationTests::asFilled)
                .toList());
    List<String> wrong;
    try (var strangers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> silent =
          doors.stream()
              .flatMap(d ->
                  Stream.of("multipart/form-data; boundary=b", "application/x-www-form-urlencoded")
                      .<Callable<String>>map(type -> () -> silent(d, type)))
              .toList();
      wrong =
          strangers.invokeAll(silent).stream()
              .map(f -> f.state() == Future.State.SUCCESS ? f.resultNow() : f.exceptionNow() + "")
              .filter(w -> !w.isEmpty())
              .toList();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(wrong).isEmpty();
  }

  /** What was wrong, or nothing. */
  private static String silent(String path, String type) throws IOException {
    try (Socket socket = begun(path, type)) {
      socket.setSoTimeout(20_000);
      String said = rest(socket);
      return said.isEmpty() || said.matches("(?s)HTTP/1.1 [345]\\d\\d.*")
          ? ""
          : path + " answers " + said.lines().findFirst().orElse("");
    }
  }

  /** Until it is hung up. */
  private static String rest(Socket socket) {
    StringBuilder said = new StringBuilder();
    try (InputStream in = socket.getInputStream()) {
      for (int n = in.read(); n >= 0; n = in.read()) {
        said.append((char) n);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("Nobody hung up after " + said, e);
    } catch (IOException _) {
      // hung up
    }
    return said.toString();
  }

  private static String asFilled(String tried) {
    return tried.replaceFirst("/(jawab|balas)$", "/1").replaceFirst("[.]json$", ".xml");
  }

  /** Any address behind it. */
  private static String filled(String door) {
    return door.replaceAll("\\{[^}/:]*:(\\w+)[^}]*}", "$1").replaceAll("\\{[^}]*}", "1");
  }

  /** The container waits for each byte anew; what comes in time is taken however slowly. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = DOORS)
  void hangsUpOnWhoSendsALittleNowAndThen(String path, String type) throws Exception {
    try (Socket socket = begun(path, type)) {
      socket.setSoTimeout(20_000);
      CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
      Thread.startVirtualThread(() -> answer.complete(status(socket)));
      int sent = 0;
      while (!answer.isDone() && sent < 100_000 && sent(socket.getOutputStream(), chunk("x"))) {
        clock.advance(Duration.ofSeconds(10));
        sent++;
      }
      assertThat(sent).as("still listening").isLessThan(100_000);
      assertThat(answer.join())
          .satisfiesAnyOf(
              a -> assertThat(a).isNull(), a -> assertThat(a).matches("HTTP/1.1 [45]\\d\\d.*"));
    }
  }

  private static Socket begun(String path, String type) throws IOException {
    Socket socket = new Socket("127.0.0.1", PORT);
    String head =
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(path, type);
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    socket.getOutputStream().write(chunk(type.startsWith("multipart") ? HEAD : "{\"text\":\""));
    socket.getOutputStream().flush();
    return socket;
  }

  private static byte[] chunk(String words) {
    return (Integer.toHexString(words.length()).toUpperCase(Locale.ROOT) + "\r\n" + words + "\r\n")
        .getBytes(US_ASCII);
  }

  /** False once nobody takes it any more. */
  private static boolean sent(OutputStream out, byte[] block) {
    try {
      out.write(block);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Null where it was hung up without a word. */
  private static @Nullable String status(Socket socket) {
    try {
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("Nobody hung up", e);
    } catch (IOException _) {
      return null;
    }
  }

  private static int freePort() {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
