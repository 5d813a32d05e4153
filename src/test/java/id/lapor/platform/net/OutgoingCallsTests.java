package id.lapor.platform.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Spring's own clients, sent out by ours. */
class OutgoingCallsTests {

  private final AtomicReference<String> came = new AtomicReference<>("");
  private HttpServer server;
  private Outgoing outgoing;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          came.set(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestHeaders().getFirst("Content-Type"),
                      exchange.getRequestHeaders().getFirst("X-Kunci"),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
          boolean lost = exchange.getRequestURI().getPath().equals("/hilang");
          byte[] body =
              exchange.getRequestURI().getPath().equals("/panjang")
                  ? new byte[2_000]
                  : "{\"kata\":\"baik\"}".getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(lost ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    outgoing = Outgoing.trusting(List.of("127.0.0.1"), OutgoingSettings.OPEN);
  }

  @AfterEach
  void stop() throws IOException {
    outgoing.close();
    server.stop(0);
  }

  private RestClient client() {
    return RestClient.builder()
        .requestFactory(new JdkClientHttpRequestFactory())
        .requestInterceptor(new OutgoingCalls(outgoing, 1_000))
        .build();
  }

  private String at(String host, String path) {
    return "http://" + host + ":" + server.getAddress().getPort() + path;
  }

  @Test
  void fetchesAndPostsForms() {
    Map<?, ?> got =
        client().get().uri(at("127.0.0.1", "/")).header("X-Kunci", "k").retrieve().body(Map.class);
    assertThat(Objects.requireNonNull(got).get("kata")).isEqualTo("baik");
    assertThat(came.get()).isEqualTo("GET null k ");
    client()
        .post()
        .uri(at("127.0.0.1", "/"))
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body("a=1&b=2")
        .retrieve()
        .toBodilessEntity();
    assertThat(came.get())
        .startsWith("POST application/x-www-form-urlencoded")
        .endsWith(" null a=1&b=2");
    assertThatThrownBy(
            () -> client().get().uri(at("127.0.0.1", "/hilang")).retrieve().toBodilessEntity())
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }

  /** Also where the transport behind it would go there. */
  @Test
  void goesInsideForTrustedNamesOnly() {
    RestTemplate template = new RestTemplate();
    template.setInterceptors(List.of(new OutgoingCalls(outgoing, 1_000)));
    for (String host : List.of("localhost", "[::1]")) {
      assertThatThrownBy(() -> client().get().uri(at(host, "/")).retrieve().body(String.class))
          .isInstanceOf(ResourceAccessException.class)
          .hasMessageContaining("not public");
      assertThatThrownBy(() -> template.getForObject(at(host, "/"), String.class))
          .isInstanceOf(ResourceAccessException.class);
    }
    assertThat(came.get()).isEmpty();
  }

  @Test
  void readsSoMuchAndAsksForNothingElse() {
    assertThatThrownBy(
            () -> client().get().uri(at("127.0.0.1", "/panjang")).retrieve().body(String.class))
        .hasRootCauseInstanceOf(Outgoing.TooLong.class);
    assertThatThrownBy(
            () -> client().delete().uri(at("127.0.0.1", "/")).retrieve().toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class);
    assertThat(came.get()).doesNotContain("DELETE");
  }
}
