package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.ServerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Figures on the server's real port, where headers of web servers in front are taken out. */
@ServerTest
class MetricsPortIntegrationTests {

  private static final int PORT = freePort();

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
  }

  @Test
  void areThereForAReaderOnThisMachine() throws Exception {
    HttpResponse<String> answer = send(request());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("jvm_memory_used_bytes");
  }

  /** Among them what a visitor in the same net writes so as to look near. */
  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For, 127.0.0.1",
    "X-Forwarded-For, 203.0.113.9",
    "X-Forwarded-For, '127.0.0.1, 10.0.0.7'",
    "X-Forwarded-Proto, https",
    "X-Forwarded-Host, lapor.kota.example",
    "X-Real-IP, 127.0.0.1",
    "Forwarded, for=127.0.0.1",
    "Via, 1.1 depan",
  })
  void areNotThereThroughAWebServerOnThisMachine(String header, String value) throws Exception {
    assertThat(send(request().header(header, value)).statusCode()).isEqualTo(404);
  }

  private static HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/metrics"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
